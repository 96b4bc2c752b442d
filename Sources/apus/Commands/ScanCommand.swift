import ArgumentParser
import Studies
import StudyFiles

struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan", abstract: "Classify the windows of the study's data with a finished model.",
    discussion: """
        apus scan study.yaml
            with the model of the study's folder
        apus scan study.yaml --model other.run/model.npz -r 2
            with another one, chromosome 2 alone
      A part of every 'apus run'. Exits with 65 if the check withholds the calls.
      """)

  @Argument(help: "The study file.")
  var study: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var selection: DataOptions

  @Option(name: .customLong("model"), help: "The model; the study's own if left out.")
  var model: String?

  func run() throws {
    try options.run(study, selection) { run in
      let model = try run.finishedModel(model)
      let data = try run.requiredData()
      for note in data.notes { Terminal.printError("note: \(note)") }
      let scan = try run.scan(model, data)
      try Summary.printScan(run, data, scan)
      try scan.demandRegions(run.study)
    }
  }
}
