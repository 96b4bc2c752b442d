import FeatureTables
import Groundwork

extension Learner {
  /// The share of the training replicates that a correction is learned from.
  package static var calibrationFraction: Double { 0.2 }

  /// Learns from the labelled rows of `table`, and corrects the probabilities by `method`; nil corrects nothing.
  ///
  /// A fifth of the replicates of `table` (``DataSplit/stratifiedSplit(_:testFraction:seed:)``) is kept from the learner
  /// for the correction. Throws as ``fit(_:to:seed:threads:progress:)`` does, and if there are numbers to predict.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, calibration method: CalibrationMethod?, seed: UInt64,
    threads: Int, progress: FitProgress?
  ) throws(LearningError) -> any Model {
    guard let method else { return try fit(table, to: task, seed: seed, threads: threads, progress: progress) }
    guard task.isClassification else {
      throw .invalidParameter(name: "calibration", value: method.rawValue, expected: "none, as numbers are predicted")
    }
    // Another seed than the caller's, whose own split may have been drawn by it.
    let split = try DataSplit.stratifiedSplit(
      table, testFraction: Self.calibrationFraction, seed: DerivedSeed.calibration(seed))
    guard !split.test.isEmpty else {
      throw .emptyTable(reason: "calibration needs at least two replicates of a class, to keep one from the learner")
    }
    let base = try fit(
      table.selecting(split.training), to: task, seed: seed, threads: threads, progress: progress)
    let unseen = table.selecting(split.test)
    let predictions = try base.predict(unseen, threads: threads)
    return CalibratedModel(
      base, Calibration(method, labels: unseen.labels, predictions: predictions, replicates: unseen.replicates))
  }
}
