import FeatureTables
import Groundwork
import Learning

/// Learning from a table and measuring what was learned on replicates that the learner did not see.
public struct ModelFitting: Sendable {
  let learner: any Learner
  let task: PredictionTask
  let training: Study.Training
  /// The groups of classes whose separation is measured beside the classes themselves.
  let groups: [ClassGroup]

  /// The fitting that `study` asks for.
  init(_ study: Study) {
    learner = study.learner
    task = study.task
    training = study.training
    groups = Self.groups(study)
  }

  /// What a scan looks for, if that is several classes and not all.
  private static func groups(_ study: Study) -> [ClassGroup] {
    let wanted = study.scan.classes
    guard wanted.count > 1, wanted.count < study.classes.count else { return [] }
    let areSweeps = study.classes.allSatisfy { $0.isSweep == wanted.contains($0.name) }
    return [ClassGroup(name: areSweeps ? "sweep or not" : wanted.joined(separator: " or "), classes: wanted)]
  }

  /// The key of the model made from the table with `tableKey`.
  func key(_ tableKey: String) throws(StudyError) -> String {
    struct Inputs: Encodable {
      var table: String
      @LearnerSpecification var learner: any Learner
      var learnerVersion: Int
      var testFraction: Double
      var seed: UInt64
      var calibration: CalibrationMethod?
      var task: PredictionTask
    }
    return try StageKey.of(
      Inputs(
        table: tableKey, learner: learner, learnerVersion: type(of: learner).version,
        testFraction: training.testFraction, seed: training.seed, calibration: training.calibration, task: task))
  }

  /// The rows of `table` to learn from and those to measure on.
  func split(_ table: FeatureTable, seed: UInt64) throws(StudyError) -> (training: [Int], test: [Int]) {
    try attempt { try DataSplit.stratifiedSplit(table, testFraction: training.testFraction, seed: seed) }
  }

  /// The model of the training rows of `table`, measured on the others.
  func fit(
    _ table: FeatureTable, provenance: Provenance, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) -> ModelFile {
    let split = try split(table, seed: training.seed)
    let rows = table.selecting(split.training)
    let model = try fit(rows, seed: training.seed, threads: threads) { progress(.train, $0, $1) }
    return ModelFile(
      model: model, learner: learner, evaluation: try evaluate(model, table.selecting(split.test), threads: threads),
      featureRanges: try attempt { try FeatureRange.all(of: rows) }, provenance: provenance, citations: Citations.all)
  }

  private func fit(
    _ rows: FeatureTable, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(StudyError) -> any Model {
    try attempt {
      try learner.fit(
        rows, to: task, calibration: training.calibration, seed: seed, threads: threads, progress: progress)
    }
  }

  /// The evaluations of models fitted anew to `count` random splits of `table`, the seeds being the study's and those
  /// after it.
  public func repeated(
    _ table: FeatureTable, count: Int, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) -> [ModelEvaluation] {
    var evaluations: [ModelEvaluation] = []
    for number in 0..<count {
      let seed = training.seed &+ UInt64(number)
      let split = try split(table, seed: seed)
      let model = try fit(table.selecting(split.training), seed: seed, threads: threads, progress: nil)
      evaluations.append(try evaluate(model, table.selecting(split.test), threads: threads))
      progress(.train, number + 1, count)
    }
    return evaluations
  }

  /// How well `model` does on the labelled rows of `table`.
  func evaluate(
    _ model: any Model, _ table: FeatureTable, threads: Int
  ) throws(StudyError) -> ModelEvaluation {
    try attempt {
      if !model.task.targets.isEmpty {
        return .numbers(try RegressionEvaluation.all(of: model, table, threads: threads))
      }
      return .classes(try Evaluation(table, model.predict(table, threads: threads), groups: groups))
    }
  }
}
