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

  @OptionGroup var finished: FinishedStudyOptions

  func run() throws {
    try finished.run { run, model, data in
      let scan = try run.scan(model, data)
      try Summary.printScan(run, data, scan)
      try scan.demandRegions(run.study)
    }
  }
}
