import ArgumentParser
import Studies
import StudyFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What every command on a study file takes besides the file.
struct StudyOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Override a key of the study file: training.replicates=500. May be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @Option(name: .customLong("seed"), help: ArgumentHelp("The seed of everything random.", valueName: "number"))
  var seed: UInt64?

  @Option(name: .customLong("output-folder"), help: ArgumentHelp("The folder of the outputs.", valueName: "folder"))
  var folder: String?

  @Option(
    name: .customLong("threads"),
    help: ArgumentHelp(
      "Threads; results do not depend on it. Default: all that may be used.", valueName: "number"))
  var threads: Int?

  @Flag(name: [.customShort("q"), .customLong("quiet")], help: "No progress.")
  var quiet = false

  mutating func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads needs a positive number") }
  }

  /// The study in the file `study` with the overrides of the command line, those of `data` among them.
  func load(_ study: String, _ data: DataOptions? = nil) throws -> Study {
    var overrides = settings
    if let data { overrides += try data.overrides() }
    if let seed { overrides.append("training.seed=\(seed)") }
    var loaded = try StudyFile.read(study, overrides: overrides)
    if let folder { loaded.output = folder }
    return loaded
  }

  /// Throws if an option is given that the table `table`, which was made already, cannot heed.
  func checkTable(_ table: String) throws {
    if folder != nil { throw ValidationError("--output-folder is for studies; the table '\(table)' was made already") }
  }

  /// Throws if an option of a study is given, here or in `data`, that `file`, of which features are computed, cannot heed.
  func checkFile(_ file: String, _ data: DataOptions) throws {
    let unheeded = [
      ("--seed", seed != nil), ("--replicates", data.replicates != nil), ("--output-folder", folder != nil),
      ("--force", data.force),
    ]
    if let (name, _) = unheeded.first(where: \.1) {
      throw ValidationError("\(name) is for studies; '\(file)' is a file of variants")
    }
  }

  /// The options that decide what the study is, as a command line has them.
  var passed: [String] {
    var words = settings.flatMap { ["--set", $0] }
    if let seed { words += ["--seed", "\(seed)"] }
    if let folder { words += ["--output-folder", folder] }
    return words
  }

  /// The run of the study in the file `study`, with a progress bar; its log is kept in the study's folder if `keepsLog`.
  func run(_ study: String, _ data: DataOptions? = nil, keepsLog: Bool = true, _ body: (StudyRun) throws -> Void) throws
  {
    let bar = ProgressBar(isQuiet: quiet)
    defer { bar.finish() }
    let run = StudyRun(try load(study, data), threads: workers) { stage, done, total in bar.update(stage, done, total) }
    if keepsLog { RunLog.keep(in: run.folder.log) }
    try body(run)
  }

  /// Threads to work on: the option, else what may be used.
  var workers: Int { threads ?? Self.workers }

  /// Threads that may be used: what the batch system granted, else the processors this process may run on.
  static var workers: Int {
    if let granted = ProcessInfo.processInfo.environment["SLURM_CPUS_PER_TASK"].flatMap(Int.init), granted > 0 {
      return granted
    }
    return max(1, ProcessInfo.processInfo.activeProcessorCount)
  }
}
