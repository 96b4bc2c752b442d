import ArgumentParser
import Studies
import StudyFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What every command on a study file takes.
struct StudyOptions: ParsableArguments {
  @Argument(help: "The study file.")
  var study: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Override a key of the study file: training.replicates=500. May be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @Option(
    name: [.customShort("r"), .customLong("region")],
    help: ArgumentHelp("The region to scan: 2:134,000,000-140,000,000.", valueName: "contig:start-end"))
  var region: String?

  @Option(
    name: [.customShort("s"), .customLong("samples")],
    help: ArgumentHelp("Samples: a,b,c, or ^a for all but a.", valueName: "names"))
  var samples: String?

  @Option(
    name: [.customShort("S"), .customLong("samples-file")],
    help: ArgumentHelp("A file of samples, or ^FILE for all but those in it.", valueName: "file")
  )
  var samplesFile: String?

  @Option(name: .customLong("seed"), help: ArgumentHelp("The seed of everything random.", valueName: "number"))
  var seed: UInt64?

  @Option(
    name: .customLong("replicates"), help: ArgumentHelp("Training replicates of each class.", valueName: "number"))
  var replicates: Int?

  @Option(name: .customLong("output-folder"), help: ArgumentHelp("The folder of the outputs.", valueName: "folder"))
  var folder: String?

  @Option(
    name: .customLong("threads"),
    help: ArgumentHelp(
      "Threads; results do not depend on it. Default: all that may be used.", valueName: "number"))
  var threads: Int?

  @Flag(name: .customLong("force"), help: "Give the regions of a scan that the check refuses.")
  var force = false

  @Flag(name: [.customShort("q"), .customLong("quiet")], help: "No progress.")
  var quiet = false

  mutating func validate() throws {
    if samples != nil && samplesFile != nil { throw ValidationError("give -s or -S, not both") }
    if let threads, threads < 1 { throw ValidationError("--threads needs a positive number") }
  }

  /// The study with the overrides of the command line.
  func load() throws -> Study {
    var overrides = settings
    if let region { overrides.append(StudyFile.override("data.region", region)) }
    overrides += sampleOverrides
    if let seed { overrides.append("training.seed=\(seed)") }
    if let replicates { overrides.append("training.replicates=\(replicates)") }
    if force { overrides.append("scan.force=true") }
    var study = try StudyFile.read(self.study, overrides: overrides)
    if let folder { study.output = folder }
    return study
  }

  /// Throws if an option is given that a table, which was made already, cannot heed.
  func checkTable() throws {
    let unheeded = [
      ("--region", region != nil), ("--samples", samples != nil), ("--samples-file", samplesFile != nil),
      ("--replicates", replicates != nil), ("--output-folder", folder != nil), ("--force", force),
    ]
    if let (name, _) = unheeded.first(where: \.1) {
      throw ValidationError("\(name) is for studies; the table '\(study)' was made already")
    }
  }

  /// Throws if an option of a study is given that `file`, of which features are computed, cannot heed.
  func checkFile() throws {
    let unheeded = [
      ("--seed", seed != nil), ("--replicates", replicates != nil), ("--output-folder", folder != nil),
      ("--force", force),
    ]
    if let (name, _) = unheeded.first(where: \.1) {
      throw ValidationError("\(name) is for studies; '\(study)' is a file of variants")
    }
  }

  /// The options that decide what the study is, as a command line has them.
  var passed: [String] {
    var words = settings.flatMap { ["--set", $0] }
    if let region { words += ["--region", region] }
    if let samples { words += ["--samples", samples] }
    if let samplesFile { words += ["--samples-file", samplesFile] }
    if let seed { words += ["--seed", "\(seed)"] }
    if let replicates { words += ["--replicates", "\(replicates)"] }
    if let folder { words += ["--output-folder", folder] }
    if force { words.append("--force") }
    return words
  }

  /// What -s and -S put in the place of the samples of a study file.
  var sampleOverrides: [String] {
    let others = ["data.populations=null", "data.target=null"]
    if let samples { return [StudyFile.override("data.samples", samples), "data.samples_file=null"] + others }
    guard let samplesFile else { return [] }
    // Paths of a study file are relative to its folder, those of a command line to where it is given.
    let excludes = samplesFile.hasPrefix("^")
    let path = excludes ? String(samplesFile.dropFirst()) : samplesFile
    let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return [StudyFile.override("data.samples_file", (excludes ? "^" : "") + whole), "data.samples=null"] + others
  }

  /// The run of the study, with a progress bar.
  func run(_ body: (StudyRun) throws -> Void) throws {
    let bar = ProgressBar(isQuiet: quiet)
    defer { bar.finish() }
    try body(
      StudyRun(try load(), threads: workers) { stage, done, total in bar.update(stage, done, total) })
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
