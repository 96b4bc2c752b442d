import ArgumentParser
import Groundwork
import Studies
import StudyFiles
import Training
import VariantFiles

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract:
      "Write simulated haplotypes: all training replicates (.npz), ms text (.ms), or one contig (.vcf.gz, .bcf).",
    discussion: """
        apus simulate study.yaml -o sims.npz
            every training replicate, for 'apus features'
        apus simulate study.yaml -o hard.ms --class hard --count 100 \\
          --truth hard.tsv --trajectories paths.tsv
            ms text, and what is known of each replicate
        apus simulate study.yaml -o contig.vcf.gz --layout neutral,hard,neutral \\
          --truth sweeps.bed
            replicates end to end, as diploid individuals
      Replicate k is the same alone, in any batch and at any number of threads.
      """)

  @Argument(help: "The study file.")
  var study: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var selection: DataOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The file to write; its suffix decides the format. With -O, -: standard output.")
  var output: String

  @Option(
    name: [.customShort("O"), .customLong("output-type")],
    help: ArgumentHelp(
      "As in bcftools, whatever the suffix: v VCF, z VCF compressed, b BCF, u BCF not compressed.", valueName: "v|z|b|u"
    ),
    transform: SimulateCommand.type)
  var type: VariantWriter.OutputType?

  private static func type(_ text: String) throws -> VariantWriter.OutputType {
    guard let type = VariantWriter.OutputType(rawValue: text) else {
      throw ValidationError("-O takes v, z, b or u")
    }
    return type
  }

  @Option(name: .customLong("class"), help: "The class to simulate (.ms); all in turn if left out.")
  var kind: String?

  @Option(name: .customLong("count"), help: "Replicates to write (.ms). Default: 100.")
  var count: Int?

  @Option(name: .customLong("first"), help: "The number of the first replicate to write, from 0 (.ms).")
  var first: Int?

  @Option(
    name: .customLong("layout"), help: "The classes of the blocks of the contig; one of the first if left out.")
  var layout: String?

  @Option(name: .customLong("contig"), help: "The name of the contig (.vcf, .vcf.gz, .bcf). Default: 1.")
  var contig: String?

  @Option(name: .customLong("ploidy"), help: "Haplotypes of an individual, 1 or 2 (.vcf, .vcf.gz, .bcf). Default: 2.")
  var ploidy: Int?

  @Option(name: .customLong("populations"), help: "A table of individuals and demes to write (.vcf, .vcf.gz, .bcf).")
  var populations: String?

  @Option(
    name: .customLong("truth"),
    help:
      "A table to write: for each replicate the parameters drawn, and origin time, frequencies, carriers and origins of its sweep. A name that ends in .bed: the places of the sweeps (.vcf, .vcf.gz, .bcf)."
  )
  var truth: String?

  @Option(name: .customLong("trajectories"), help: "A table to write: the paths of the swept alleles' frequencies.")
  var trajectories: String?

  @Option(name: .customLong("shard"), help: .hidden)
  var shard: String?

  mutating func validate() throws {
    if let shard {
      throw ValidationError(
        "shards are shares of the training table: apus features \(study) --shard \(shard), then apus merge; of ms "
          + "text, --first and --count choose replicates")
    }
    if let count, count < 1 { throw ValidationError("--count needs a positive number") }
    if let first, first < 0 { throw ValidationError("--first needs a number of 0 or more") }
    if let ploidy, !(1...2).contains(ploidy) { throw ValidationError("--ploidy needs 1 or 2") }
    if layout?.isEmpty == true { throw ValidationError("--layout needs the class of at least one block") }
    try checkHeeded()
    if truth?.hasSuffix(".bed") == true && !isContig {
      throw ValidationError("--truth writes a BED beside .vcf, .vcf.gz and .bcf only; here name a .tsv")
    }
  }

  /// Throws if an option is given that files of the output's format cannot heed.
  private func checkHeeded() throws {
    var unheeded = [("--force", selection.force), ("--output-folder", options.folder != nil)]
    let ofMS = [("--class", kind != nil), ("--count", count != nil), ("--first", first != nil)]
    let ofContigs = [
      ("--layout", layout != nil), ("--contig", contig != nil), ("--ploidy", ploidy != nil),
      ("--populations", populations != nil),
    ]
    if !output.hasSuffix(".ms") { unheeded += ofMS }
    if !isContig { unheeded += ofContigs }
    if !output.hasSuffix(".npz") { unheeded.append(("--replicates", selection.replicates != nil)) }
    guard let (name, _) = unheeded.first(where: \.1) else { return }
    throw ValidationError(
      "\(name) has no effect on '\(output)': 'apus help simulate' says which suffixes an option is for"
        + (name == "--replicates" ? " (--count of .ms)" : ""))
  }

  private var isContig: Bool { type != nil || VariantWriter.OutputType(ofPath: output) != nil }

  func run() throws {
    let output = output == "-" && type != nil ? "/dev/stdout" : output
    guard isContig || [".npz", ".ms"].contains(where: output.hasSuffix) else {
      throw ValidationError("the suffix of '\(output)' names no format; use .npz, .ms, .vcf, .vcf.gz or .bcf")
    }
    for path in [output, truth, trajectories, populations] { try path.map { try RunFolder.checkOutput($0) } }
    RunLog.keep(beside: output)
    let loaded = try options.load(study, selection)
    let bar = ProgressBar(isQuiet: options.quiet)
    defer { bar.finish() }
    let data = try loaded.data.map { try ObservedData($0) }
    let simulation = try TrainingSimulation(loaded, data: data)
    if let note = try simulation.note() { Terminal.printError("note: \(note)") }
    let bed = truth.flatMap { $0.hasSuffix(".bed") ? $0 : nil }
    let files = TruthFiles(table: bed == nil ? truth : nil, trajectories: trajectories)
    let command = "simulate " + (study.split(separator: "/").last.map(String.init) ?? "")
    var failures: [FailedReplicate] = []
    if type == nil && output.hasSuffix(".npz") {
      failures = try SimulationArchive.write(simulation, threads: options.workers, to: output, truth: files) {
        bar.update($0, $1, $2)
      }
    } else if type == nil && output.hasSuffix(".ms") {
      failures = try SimulationOutput.writeMS(
        simulation, kind: try kind.map { try loaded.classIndex($0) }, first: first ?? 0, count: count ?? 100,
        threads: options.workers, command: command, to: output, truth: files
      ) { bar.update($0, $1, $2) }
    } else {
      let layout = layout ?? loaded.classNames[0]
      let classes = try layout.split(separator: ",").map { try loaded.classIndex(String($0)) }
      let blocks = try SimulationOutput.writeContig(
        simulation, layout: classes,
        SimulationOutput.ContigFormat(
          contig: contig ?? "1", ploidy: ploidy ?? 2, sweeps: bed, populations: populations, type: type),
        threads: options.workers, command: command + " --seed \(loaded.training.seed) --layout \(layout)", to: output,
        truth: files)
      for block in blocks {
        let line = "\(block.interval)\t\(block.kind.name)\t\(block.focus?.description ?? "-")"
        // Where the records go to standard output nothing else does.
        if AtomicFile.isStream(output) { Terminal.printError(line) } else { print(line) }
      }
    }
    bar.finish()
    Terminal.printFailures(failures)
    Terminal.printError("wrote \(output)")
  }
}
