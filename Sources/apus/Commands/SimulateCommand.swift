import ArgumentParser
import Studies

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract:
      "Write simulated haplotypes: all training replicates (.npz), ms text (.ms), or one contig (.vcf.gz, .bcf).",
    discussion: """
      apus simulate study.yaml -o sims.npz                           every training replicate, for 'apus features'
      apus simulate study.yaml -o hard.ms --class hard --count 100   ms text
      apus simulate study.yaml -o contig.vcf.gz --layout neutral,hard,neutral --truth sweeps.bed
                                                                     replicates end to end, as diploid individuals
      """)

  @OptionGroup var options: StudyOptions

  @Option(name: [.customShort("o"), .customLong("output")], help: "The file to write; its suffix decides the format.")
  var output: String

  @Option(name: .customLong("class"), help: "The class to simulate (.ms); all in turn if left out.")
  var kind: String?

  @Option(name: .customLong("count"), help: "Replicates to write (.ms).")
  var count = 100

  @Option(
    name: .customLong("layout"), help: "The classes of the blocks of the contig, end to end (.vcf, .vcf.gz, .bcf).")
  var layout = "neutral"

  @Option(name: .customLong("contig"), help: "The name of the contig (.vcf, .vcf.gz, .bcf).")
  var contig = "1"

  @Option(name: .customLong("truth"), help: "A BED to write the places of the sweeps to (.vcf, .vcf.gz, .bcf).")
  var truth: String?

  mutating func validate() throws {
    if count < 1 { throw ValidationError("--count needs a positive number") }
    if layout.isEmpty { throw ValidationError("--layout needs the class of at least one block") }
  }

  func run() throws {
    try RunFolder.checkPlace(of: output)
    if let truth { try RunFolder.checkPlace(of: truth) }
    let study = try options.load()
    let bar = ProgressBar(isQuiet: options.quiet)
    defer { bar.finish() }
    let data = try study.data.map { try ObservedData($0) }
    let simulation = try TrainingSimulation(study, data: data)
    let threads = options.workers
    let command = "simulate " + (options.study.split(separator: "/").last.map(String.init) ?? "")
    if output.hasSuffix(".npz") {
      try SimulationArchive.write(simulation, threads: threads, to: output) { bar.update($0, $1, $2) }
    } else if output.hasSuffix(".ms") {
      try SimulationOutput.writeMS(
        simulation, kind: try kind.map { try SweepClass.named($0) }, count: count, threads: threads, command: command,
        to: output
      ) { bar.update($0, $1, $2) }
    } else if [".vcf", ".vcf.gz", ".bcf"].contains(where: output.hasSuffix) {
      let classes = try layout.split(separator: ",").map { try SweepClass.named(String($0)) }
      let blocks = try SimulationOutput.writeContig(
        simulation, layout: classes, contig: contig, threads: threads,
        command: command + " --seed \(study.training.seed) --layout \(layout)", to: output, truthPath: truth)
      for block in blocks { print("\(block.interval)\t\(block.kind.name)\t\(block.focus?.description ?? "-")") }
    } else {
      throw ValidationError("the suffix of '\(output)' says no format; use .npz, .ms, .vcf, .vcf.gz or .bcf")
    }
    bar.finish()
    Terminal.printError("wrote \(output)")
  }
}
