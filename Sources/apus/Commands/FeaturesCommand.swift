import ArgumentParser
import Groundwork
import Studies
import StudyFiles
import VariantFiles

struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Compute features: of a study's training replicates, of the windows of variants, or of ms text.",
    discussion: """
        apus features study.yaml
            the training table: each replicate simulated, or read from
            --simulations
        apus features study.yaml --shard 3/8
            the third of eight shares of it, for 'apus merge': a task of a job
            array
        apus features calls.vcf.gz --features diplos-hic \\
          --set windows.length=1.1Mb -o windows.tsv
            every window of a VCF, BCF, PLINK .bed, .hap or .trees, one
            subwindow further each time
        apus features calls.vcf.gz --features pi,dxy --window 50kb --step 10kb \\
          --populations popmap.tsv -o windows.tsv
            windows as a whole, of each population and each pair
        apus features sims.ms --features diplos-hic.diploshic \\
          --set windows.length=1.1Mb -o sims.fvec
            every replicate of ms text
      'apus statistics list' names the statistics; --features "pi, tajimasD; windows: whole" combines them freely.
      """)

  @Argument(
    help: ArgumentHelp(
      "A study file; variants (VCF, BCF, PLINK .bed, .hap, .trees); or ms text.", valueName: "study|variants|ms"))
  var file: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var selection: DataOptions

  @Option(name: .customLong("simulations"), help: "Of a study: the .npz that 'apus simulate' wrote for it.")
  var simulations: String?

  @Option(
    name: .customLong("shard"),
    help: "Of a study: only the I-th of N shares of the replicates (I/N, I from 1), for 'apus merge'.",
    transform: FeaturesCommand.shard)
  var shard: Shard?

  @Option(name: .customLong("features"), help: "Of a file: the feature set, or statistics.")
  var features: String?

  @Option(
    name: .customLong("populations"),
    help:
      "Of variants: a table of samples and populations, of each and each pair of which statistics are taken; of ms text: the haplotypes of each, 20,14."
  )
  var populations: String?

  @Option(
    name: .customLong("window"), help: "Of variants: the length of windows, 50kb; what is left at the end is one too.")
  var window: String?

  @Option(name: .customLong("step"), help: "From one window to the next, 10kb; a whole window if left out.")
  var step: String?

  @Flag(
    name: .customLong("keep-invariant"),
    help: "Of a VCF: keep records without variation, whose calls pi.pixy and dxy.pixy count.")
  var keepsInvariantSites = false

  @Option(name: [.customShort("o"), .customLong("output")], help: "Of a file: the table to write: .npz, .tsv, .fvec.")
  var output: String?

  private static func shard(_ text: String) throws -> Shard {
    guard let shard = Shard(text) else { throw ValidationError("expected I/N with I from 1 to N, for example 3/8") }
    return shard
  }

  mutating func validate() throws {
    if shard != nil && simulations != nil {
      throw ValidationError("--shard simulates its replicates; give --simulations without it")
    }
  }

  func run() throws {
    guard TableRun.isStudy(file) else {
      if shard != nil { throw ValidationError("--shard is for studies") }
      if simulations != nil { throw ValidationError("--simulations is for studies") }
      try options.checkFile(file, selection)
      return try describeFile()
    }
    if features != nil || populations != nil || window != nil || step != nil || keepsInvariantSites || output != nil {
      throw ValidationError(
        "--features, --populations, --window, --step, --keep-invariant and -o are for files; a study file has keys for them (--set)"
      )
    }
    if let shard { return try make(shard) }
    try options.run(file, selection) { run in
      let (table, _) = try run.training(try run.data(), archive: simulations)
      for note in run.simulationNotes { Terminal.printError("note: \(note)") }
      print("\(table.rowCount.of("row")) x \(table.columnCount.of("feature")): \(run.folder.training)")
    }
  }

  private func make(_ shard: Shard) throws {
    // Shards are made side by side: one log would be written by several at once.
    try options.run(file, selection, keepsLog: false) { run in
      let (rows, failures) = try run.shard(shard, try run.data())
      Terminal.printFailures(failures)
      print("\(rows.of("row")), shard \(shard): \(run.folder.shard(shard))")
    }
  }

  private func length(_ text: String?, _ option: String) throws -> Int? {
    guard let text else { return nil }
    guard let length = StudyFile.length(text) else {
      throw ValidationError("\(option) \(text): expected a length such as 50,000, 50kb or 1.1Mb")
    }
    return length
  }

  private func describeFile() throws {
    guard let output else { throw ValidationError("-o: name the table to write") }
    try RunFolder.checkOutput(output, suffixes: [".npz", ".tsv", ".fvec"])
    var request = WindowRequest()
    request.features = features
    request.window = try length(window, "--window")
    request.step = try length(step, "--step")
    if step != nil && window == nil { throw ValidationError("--step needs --window") }
    let counts = populations?.split(separator: ",").map { Int($0) ?? 0 } ?? []
    let areCounts = counts.allSatisfy { $0 > 0 }
    if !areCounts { request.populations = populations }
    let isMS = FileFormat(of: file) == .ms
    if !counts.isEmpty && areCounts && !isMS {
      throw ValidationError(
        "--populations \(populations ?? ""): numbers of haplotypes are for ms text; name a table of samples")
    }
    if isMS {
      let unheeded = [
        ("--regions", selection.places.regions != nil), ("--regions-file", selection.places.regionsFile != nil),
        ("--targets", selection.places.targets != nil), ("--targets-file", selection.places.targetsFile != nil),
        ("--samples", selection.samples.samples != nil), ("--samples-file", selection.samples.samplesFile != nil),
        ("--window", window != nil), ("--step", step != nil),
        ("--keep-invariant", keepsInvariantSites), ("--populations with a table", !areCounts),
      ]
      if let (name, _) = unheeded.first(where: \.1) {
        throw ValidationError(
          "\(name) is for variants; each replicate of ms text is one window, 'windows.length' (--set) long")
      }
    }
    // Whoever counts comparisons wants those of poorly called sites, too, unless told otherwise.
    var settings = keepsInvariantSites ? ["data.invariant=keep", "data.minimum_call_rate=0"] : []
    settings += options.settings
    settings += try selection.places.overrides() + selection.samples.overrides
    RunLog.keep(beside: output)
    let bar = ProgressBar(isQuiet: options.quiet)
    defer { bar.finish() }
    let made = try FileFeatures(
      file, settings: settings, windows: request, populations: areCounts ? counts : [],
      threads: options.workers
    ) { bar.update($0, $1, $2) }
    bar.finish()
    for note in made.notes { Terminal.printError("note: \(note)") }
    try made.write(to: output)
    print("\(made.table.rowCount.of("row")) x \(made.table.columnCount.of("feature")): \(output)")
  }
}
