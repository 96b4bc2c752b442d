import ArgumentParser
import Studies
import StudyReports

struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan", abstract: "Classify the windows of the study's data with a finished model.")

  @OptionGroup var options: StudyOptions

  @Option(name: .customLong("model"), help: "The model; the study's own if left out.")
  var model: String?

  func run() throws {
    try options.run { run in
      let model = try run.finishedModel(model)
      let data = try run.requiredData()
      for note in data.notes { Terminal.printError("note: \(note)") }
      try Summary.printScan(run, data, try run.scan(model, data))
    }
  }
}

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the report of a finished study once more.")

  @OptionGroup var options: StudyOptions

  func run() throws {
    try options.run { run in
      let model = try run.finishedModel()
      let evaluation = try run.evaluation(model)
      let data = try run.data()
      let robustness = try run.robustness(model, data)
      if let data {
        let scan = try run.scan(model, data)
        try StudyReport.write(run, model, evaluation, scan: (data, scan), robustness: robustness)
        try scan.demandRegions(run.study)
      } else {
        try StudyReport.write(run, model, evaluation, scan: nil, robustness: robustness)
      }
      print("report: \(run.folder.report)")
    }
  }
}
