import FeatureTables

/// A learner that gets the intervals of the numbers it predicts from rows that were kept from it in turn.
protocol ResidualLearner: Learner {
  /// Parts into which the rows are dealt for that; 0 for no intervals.
  var intervalFolds: Int { get set }
}

extension ResidualLearner {
  /// Truth less prediction of each row when its fold was kept from the learner, standardised as `targets`: targets x rows,
  /// ascending. Empty if there are to be no folds or there are fewer replicates than folds.
  func heldOutResiduals(
    _ table: FeatureTable, _ targets: TargetColumns, _ task: PredictionTask, seed: UInt64, threads: Int
  ) throws(LearningError) -> [Double] {
    guard intervalFolds > 0, Set(table.replicates).count >= intervalFolds else { return [] }
    var learner = self
    learner.intervalFolds = 0
    let width = task.targets.count
    var residuals = [[Double]](repeating: [], count: width)
    for fold in try DataSplit.folds(table, count: intervalFolds, seed: seed) {
      let model = try learner.fit(table.selecting(fold.training), to: task, seed: seed, threads: threads)
      let found = try model.predictTargets(table.selecting(fold.test), levels: [], threads: threads).values
      for (place, row) in fold.test.enumerated() {
        for target in 0..<width {
          let value = task.targets[target].scale.transformed(found[place * width + target])
          let standardised = (value - targets.centres[target]) / targets.spreads[target]
          residuals[target].append(targets.standardised[row * width + target] - standardised)
        }
      }
    }
    return residuals.flatMap { $0.sorted() }
  }
}
