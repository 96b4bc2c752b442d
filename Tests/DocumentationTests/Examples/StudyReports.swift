import Studies
import StudyFiles
import StudyReports

/// Carries out the study at `path` in `folder` and writes its report; returns the path of the page.
func report(studyAt path: String, overrides: [String], folder: String, threads: Int) throws -> String {
  var study = try StudyFile.read(path, overrides: overrides)
  study.output = folder
  let run = StudyRun(study, threads: threads) { stage, done, total in
    if done == total { print("\(stage.rawValue): done") }
  }
  let data = try run.requiredData()
  let (model, evaluation) = try run.model(run.training(data))
  let checked = try run.scan(model, data)
  try StudyReport.write(run, model, evaluation, scan: (data, checked), robustness: nil)
  return run.folder.report
}
