import ArgumentParser
import Learning
import Studies
import StudyFiles
import Training

/// What commands take that hold the data of a study against a finished model.
struct FinishedStudyOptions: ParsableArguments {
  @Argument(help: "The study file.")
  var study: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var selection: DataOptions

  @Option(name: .customLong("model"), help: "The model; the study's own if left out.")
  var model: String?

  /// Does `body` with the study, the model and the data, whose notes are printed.
  func run(_ body: (StudyRun, ModelFile, ObservedData) throws -> Void) throws {
    try options.run(study, selection) { run in
      let model = try run.finishedModel(model)
      let data = try run.requiredData()
      for note in data.notes { Terminal.printError("note: \(note)") }
      try body(run, model, data)
    }
  }
}
