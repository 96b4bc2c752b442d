import FeatureTables

/// A learner of numbers whose weights follow from second moments.
protocol LeastSquaresLearner: ResidualLearner where Fitted == LinearModel {
  /// The weights of the columns for target `index`.
  func weights(_ moments: CentredMoments, target index: Int) -> [Double]
}

extension LeastSquaresLearner {
  /// The linear model of the numbers `task` names.
  func fitNumbers(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> LinearModel {
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: preprocess.imputation != nil)
    let preprocessor = Preprocessor(preprocess, table)
    let rows = preprocessor.applied(to: table)
    let targets = try TargetColumns(table, task.targets)
    let moments = CentredMoments(rows, targets: targets.standardised, width: task.targets.count)
    let weights = task.targets.indices.map { self.weights(moments, target: $0) }
    let intercepts = weights.map { own in -zip(own, moments.means).reduce(0.0) { $0 + $1.0 * $1.1 } }
    progress?(1, 1)
    return LinearModel(
      schema: table.schema, task: task, preprocessor: preprocessor, weights: weights.flatMap { $0 },
      intercepts: intercepts,
      scale: NumberScale(
        targets, residuals: try heldOutResiduals(table, targets, task, seed: seed, threads: threads)),
      deviations: ColumnMoments(rows).deviations)
  }

  /// Finds the weights; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> LinearModel {
    try check()
    try task.requireNumbers()
    return try fitNumbers(table, to: task, seed: seed, threads: threads, progress: progress)
  }
}
