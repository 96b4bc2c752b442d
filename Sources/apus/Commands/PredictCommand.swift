import ArgumentParser
import Groundwork
import Learning
import Studies
import StudyFiles

struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", abstract: "Apply a model to a feature table.",
    discussion: """
        apus predict model.npz observed.npz -o predictions.tsv
      The table must have the columns of the model; what differs is named.
      """)

  @Argument(help: "The model.")
  var model: String

  @Argument(help: "The table: of Apus, TSV, or features of diploS/HIC, S/HIC or FILET.")
  var table: String

  @Option(name: [.customShort("o"), .customLong("output")], help: "The table to write; standard output if left out.")
  var output: String?

  @Option(name: .customLong("threads"), help: "Threads; results do not depend on it.")
  var threads: Int = 1

  func run() throws {
    if let output { try RunFolder.checkOutput(output, suffixes: [".tsv"]) }
    let (text, notes) = try TableRun.predictions(try ModelFile.open(model), table, threads: max(1, threads))
    for note in notes { Terminal.printError("note: \(note)") }
    guard let output else {
      print(text, terminator: "")
      return
    }
    RunLog.keep(beside: output)
    try TableRun.write(text, to: output)
    Terminal.printError("wrote \(output)")
  }
}
