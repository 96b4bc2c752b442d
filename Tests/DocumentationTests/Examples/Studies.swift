import Studies
import StudyFiles

/// Simulates, trains and scans as the study at `path` says, in `folder`, and returns the windows whose class is not neutral.
func scan(studyAt path: String, replicates: Int, folder: String, threads: Int) throws -> [ScannedWindow] {
  var study = try StudyFile.read(path, overrides: ["training.replicates=\(replicates)"])
  study.output = folder
  let run = StudyRun(study, threads: threads)
  let data = try run.requiredData()
  let (model, _) = try run.model(run.training(data))
  let scan = try run.scan(model, data)
  print("do the simulations resemble the data? \(scan.check.verdict.rawValue)")
  return scan.result.windows.filter { window in
    window.called.map { study.classNames[$0] != "neutral" } ?? false
  }
}
