import FeatureTables

/// What turns numbers on the scale of learning into predictions: how the targets were standardised, and how far off the
/// learner was on rows that it had not seen.
struct NumberScale: Sendable, Equatable {
  /// The mean and the standard deviation of each target on its scale.
  let centres: [Double]
  let spreads: [Double]
  /// Targets x rows, ascending: truth less prediction of rows kept from the learner, standardised. May be empty.
  let residuals: [Double]

  init(_ targets: TargetColumns, residuals: [Double]) {
    centres = targets.centres
    spreads = targets.spreads
    self.residuals = residuals
  }

  /// The predictions of rows whose standardised targets are `standardised` (rows x targets).
  ///
  /// The quantile at a level is the value plus that quantile of the residuals (of n residuals the one at the place
  /// level x (n + 1), so that intervals cover what they promise: Vovk et al.'s conformal prediction; of folds: Barber et al.
  /// 2021, doi:10.1214/20-AOS1965): intervals of one width, on the target's scale, for all rows. Without residuals all
  /// quantiles are the value.
  func predictions(
    _ standardised: [Double], _ task: PredictionTask, levels: [Double], locations: [FeatureTable.Location]
  ) throws(LearningError) -> TargetPredictions {
    try TargetPredictions.check(levels)
    let width = centres.count
    let offsets = (0..<width).map { target in levels.map { residual($0, target) } }
    var values: [Double] = []
    var quantiles: [Double] = []
    values.reserveCapacity(standardised.count)
    quantiles.reserveCapacity(standardised.count * levels.count)
    for (place, value) in standardised.enumerated() {
      let target = place % width
      func restored(_ value: Double) -> Double {
        task.targets[target].scale.restored(centres[target] + spreads[target] * value)
      }
      values.append(restored(value))
      for offset in offsets[target] { quantiles.append(restored(value + offset)) }
    }
    return TargetPredictions(
      targets: task.targets.map(\.name), values: values, levels: levels, quantiles: quantiles, locations: locations)
  }

  private func residual(_ level: Double, _ target: Int) -> Double {
    let count = residuals.count / centres.count
    guard count > 0 else { return 0 }
    let place = min(max(level * Double(count + 1) - 1, 0), Double(count - 1))
    let below = Int(place)
    let (low, high) = (residuals[target * count + below], residuals[target * count + min(below + 1, count - 1)])
    return low + (place - Double(below)) * (high - low)
  }

  /// Adds `target_centre`, `target_spread` (one a target) and `target_residual` (targets x rows) to `container`.
  func addParts(to container: inout ArrayContainer) {
    container.add("target_centre", NumericArray(centres))
    container.add("target_spread", NumericArray(spreads))
    container.add(
      "target_residual", NumericArray(residuals, shape: [centres.count, residuals.count / centres.count]))
  }

  init(parts: ContainerParts, width: Int) throws(LearningError) {
    centres = try parts.member("target_centre") { $0.doubles }
    spreads = try parts.member("target_spread") { $0.doubles }
    residuals = try parts.member("target_residual") { $0.doubles }
    guard width > 0, centres.count == width, spreads.count == width, residuals.count % width == 0,
      (centres + spreads + residuals).allSatisfy(\.isFinite), spreads.allSatisfy({ $0 >= 0 })
    else { throw .damaged(path: parts.path, reason: "its targets are not \(width) finite numbers") }
  }
}

extension TargetPredictions {
  /// Throws unless `levels` ascend from 0 at least to 1 at most.
  static func check(_ levels: [Double]) throws(LearningError) {
    guard levels.allSatisfy({ (0...1).contains($0) }), zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .invalidParameter(name: "levels", value: "\(levels)", expected: "ascending numbers from 0 to 1")
    }
  }
}

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
