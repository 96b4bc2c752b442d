import FeatureTables

/// What makes a model better than another; more is better.
public enum SelectionScore: String, Codable, Sendable, CaseIterable {
  /// The share of rows called their class.
  case accuracy
  /// The mean over the classes with rows of that share.
  case balancedAccuracy = "balanced_accuracy"
  /// The mean logarithm of the probability of the true class.
  case logLikelihood = "log_likelihood"
  /// R2, the mean over targets.
  case r2
  /// Less the root of the mean squared error, the mean over targets.
  case rootMeanSquaredError = "rmse"

  /// Accuracy of classes, R2 of numbers.
  public static func usual(for task: PredictionTask) -> SelectionScore { task.isClassification ? .accuracy : .r2 }

  /// The score of `model` on the rows of `table`. Throws as predicting does, and if the model does not predict what is scored.
  public func value(
    of model: any Model, _ table: FeatureTable, threads: Int
  ) throws(LearningError) -> Double {
    try model.task.check(table)
    switch self {
    case .accuracy, .balancedAccuracy, .logLikelihood:
      let predictions = try model.predict(table, threads: threads)
      if self == .logLikelihood { return -ProbabilityScores.logLoss(labels: table.labels, predictions: predictions) }
      let confusion = ConfusionMatrix(labels: table.labels, predictions: predictions)
      if self == .accuracy { return confusion.accuracy.value }
      let recalls = confusion.recalls.filter { $0.total > 0 }.map(\.value)
      return recalls.reduce(0, +) / Double(recalls.count)
    case .r2, .rootMeanSquaredError:
      let targets = model.task.targets
      let predictions = try model.predictTargets(table, levels: [], threads: threads)
      let truths = try TargetColumns(table, targets).values
      let scores = targets.indices.map { target in
        let truth = (0..<table.rowCount).map { truths[$0 * targets.count + target] }
        let predicted = predictions.values(of: target)
        return self == .r2
          ? RegressionScores.r2(truth: truth, predicted: predicted)
          : -RegressionScores.rootMeanSquaredError(truth: truth, predicted: predicted)
      }
      return scores.reduce(0, +) / Double(targets.count)
    }
  }
}
