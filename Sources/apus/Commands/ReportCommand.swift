import ArgumentParser
import Studies
import StudyFiles
import StudyReports

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the report of a finished study once more.",
    discussion: """
        apus report study.yaml --set data.genes=genes.gff3.gz \\
          --set data.tracks=[ihs.tsv.gz]
            the page of a finished study, now with genes and another scan
      """)

  @Argument(help: "The study file.")
  var study: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var selection: DataOptions

  func run() throws {
    try options.run(study, selection) { run in
      let model = try run.finishedModel()
      let evaluation = try run.evaluation(model)
      let data = try run.data()
      if RunFolder.exists(run.folder.training) { try run.measureGrowth(model, run.finishedTraining(), evaluation) }
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
