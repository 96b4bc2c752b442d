import FeatureTables

/// Draws from the joint posterior of the targets, for each row of a feature table; all draws of a row weigh the same.
public struct PosteriorDraws: Sendable, Equatable {
  /// The targets, in the model's order.
  public let targets: [TargetVariable]
  /// Draws of each row.
  public let drawCount: Int
  /// Rows x draws x targets, in the units of the targets.
  public let values: [Double]
  /// Where each row lies; empty for simulated data.
  public let locations: [FeatureTable.Location]

  /// Draws from their parts; `values` must hold whole rows.
  public init(
    targets: [TargetVariable], drawCount: Int, values: [Double], locations: [FeatureTable.Location] = []
  ) {
    precondition(
      !targets.isEmpty && drawCount > 0 && values.count % (drawCount * targets.count) == 0,
      "\(values.count) values are not rows of \(drawCount) draws of \(targets.count) targets")
    self.targets = targets
    self.drawCount = drawCount
    self.values = values
    self.locations = locations
  }

  /// The number of rows.
  public var rowCount: Int { values.count / (drawCount * targets.count) }

  /// The draws of target `index` for row `row`.
  public func draws(row: Int, target index: Int) -> [Double] {
    (0..<drawCount).map { values[(row * drawCount + $0) * targets.count + index] }
  }

  /// The draw `index` for row `row`: a value of each target.
  public func draw(_ index: Int, row: Int) -> ArraySlice<Double> {
    let first = (row * drawCount + index) * targets.count
    return values[first..<first + targets.count]
  }

  /// The mean of each target on its scale, and its quantiles at `levels`.
  public func numbers(levels: [Double]) -> TargetPredictions {
    var means: [Double] = []
    var quantiles: [Double] = []
    for row in 0..<rowCount {
      for (index, target) in targets.enumerated() {
        let own = draws(row: row, target: index).sorted()
        // About the first, so that the mean of equal draws is what they are.
        let first = target.scale.transformed(own[0])
        let above = own.reduce(0) { $0 + (target.scale.transformed($1) - first) } / Double(drawCount)
        means.append(above == 0 ? own[0] : target.scale.restored(first + above))
        quantiles += levels.map { Self.quantile($0, ofSorted: own) }
      }
    }
    return TargetPredictions(
      targets: targets.map(\.name), values: means, levels: levels, quantiles: quantiles, locations: locations)
  }

  /// The quantile at `level` of `sorted`, between whose n values the share (k - 1/2) / n lies below the k-th.
  static func quantile(_ level: Double, ofSorted sorted: [Double]) -> Double {
    let place = min(max(level * Double(sorted.count) - 0.5, 0), Double(sorted.count - 1))
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
