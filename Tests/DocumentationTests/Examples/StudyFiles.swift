import StudyFiles

/// A study with fewer replicates than its file asks for, and what its priors say of the selection coefficient.
func shortStudy(at path: String) throws -> (study: Study, selection: ClosedRange<Double>) {
  let study = try StudyFile.read(path, overrides: ["training.replicates=100", "training.seed=7"])
  print("\(study.name) (\(study.recipe)): \(study.classNames.joined(separator: ", "))")
  let range = study.model.sweep.selectionCoefficient.range
  return (study, range.low...range.high)
}
