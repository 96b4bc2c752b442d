import ArgumentParser
import Groundwork
import Studies
import StudyFiles

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Write a script that runs a study on a cluster.",
    discussion: """
        apus plan study.yaml --slurm -o study.sh
            times 20 replicates and writes a job array: shards, then merge and
            run
        bash study.sh --partition=short
            gives it to Slurm; further words are options of sbatch
      With Snakemake: see Examples/workflow.
      """)

  @Argument(help: "The study file.")
  var study: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var selection: DataOptions

  @Flag(name: .customLong("slurm"), help: "For Slurm (sbatch); the only batch system so far.")
  var slurm = false

  @Option(name: .customLong("shards"), help: "Tasks of the array; of about 15 minutes each if left out.")
  var shards: Int?

  @Option(name: [.customShort("o"), .customLong("output")], help: "The script to write; standard output if left out.")
  var output: String?

  mutating func validate() throws {
    if !slurm { throw ValidationError("--slurm: say for which batch system") }
    if let shards, shards < 1 { throw ValidationError("--shards needs a positive number") }
  }

  /// Minutes that a shard should take: far more than it takes to start one.
  private static let shardMinutes = 15.0
  /// Tasks that a Slurm array may have unless it is configured otherwise.
  private static let largestArray = 1000

  func run() throws {
    if let output { try RunFolder.checkOutput(output) }
    try options.run(study, selection, keepsLog: false) { run in
      let simulation = try run.simulation(try run.data())
      let estimate = try simulation.estimate()
      let threads = options.threads ?? 1
      let minutes = estimate.hours(threads: threads) * 60
      let wanted = shards ?? min(Self.largestArray, Int((minutes / Self.shardMinutes).rounded(.up)))
      let count = max(1, min(wanted, estimate.replicates))
      // Nodes differ and replicates do: a task may take three times what it should, and ten minutes to start.
      let script = SlurmScript(
        name: run.study.name, arguments: [study] + options.passed + selection.passed, program: "apus", shards: count,
        threads: threads, minutes: Int((3 * minutes / Double(count)).rounded(.up)) + 10,
        megabytes: estimate.memory(threads: threads, shards: count) / 1_000_000 + 500,
        wholeMegabytes: estimate.memory(threads: threads) / 1_000_000 + 1000)
      for line in DryRun.cost(estimate, threads: threads) { Terminal.printError(line) }
      Terminal.printError(
        "\(count.of("shard")) of about \(DryRun.duration(hours: minutes / 60 / Double(count))) each")
      if let output {
        try TableRun.write(script.text, to: output)
        Terminal.printError("wrote \(output); start it with: bash \(output)")
      } else {
        print(script.text, terminator: "")
      }
    }
  }
}
