import ArgumentParser
import Studies

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put a study's training table together from the shards that 'apus features --shard' made.",
    discussion: """
        apus features study.yaml --shard 1/2
            on one machine,
        apus features study.yaml --shard 2/2
            on another, or in a job array: --shard $SLURM_ARRAY_TASK_ID/200
        apus merge study.yaml
            all shards in the study's folder
        apus run study.yaml
            goes on with the table

      The table is that of one process, byte by byte. Shards of another study, missing replicates and replicates that are \
      there twice are refused by name. The shards stay where they are.
      """)

  @Argument(help: "The study file.")
  var study: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var selection: DataOptions

  @Argument(help: "The shards, if they are not those of the study's folder.")
  var shards: [String] = []

  func run() throws {
    try options.run(study, selection) { run in
      let table = try run.merge(shards, try run.data())
      for note in run.simulationNotes { Terminal.printError("note: \(note)") }
      print("\(table.rowCount.of("row")) x \(table.columnCount.of("feature")): \(run.folder.training)")
    }
  }
}
