import FeatureTables
import Groundwork

/// Numbers predicted for each row of a feature table, with quantiles of what they may be.
public struct TargetPredictions: Sendable, Equatable {
  /// The targets, in the model's order.
  public let targets: [String]
  /// Rows x targets, row-major. Of a target learned on the log scale it is the exponential of the mean logarithm.
  public let values: [Double]
  /// The levels of the quantiles, ascending, each in 0...1.
  public let levels: [Double]
  /// Rows x targets x levels.
  public let quantiles: [Double]
  /// Where each row lies; empty for simulated data.
  public let locations: [FeatureTable.Location]

  /// Predictions from their parts.
  public init(
    targets: [String], values: [Double], levels: [Double], quantiles: [Double],
    locations: [FeatureTable.Location] = []
  ) {
    precondition(
      !targets.isEmpty && values.count % targets.count == 0 && quantiles.count == values.count * levels.count,
      "\(values.count) values and \(quantiles.count) quantiles of \(targets.count) targets at \(levels.count) levels")
    self.targets = targets
    self.values = values
    self.levels = levels
    self.quantiles = quantiles
    self.locations = locations
  }

  /// The number of rows.
  public var rowCount: Int { values.count / targets.count }

  /// The value of target `index` in each row.
  public func values(of index: Int) -> [Double] {
    (0..<rowCount).map { values[$0 * targets.count + index] }
  }

  /// The quantiles of target `index` in row `row`, in the order of the levels.
  public func quantiles(row: Int, target index: Int) -> ArraySlice<Double> {
    let first = (row * targets.count + index) * levels.count
    return quantiles[first..<first + levels.count]
  }

  /// The same predictions with the quantiles at `wanted` only, each of which is among the levels.
  func selecting(levels wanted: [Double]) -> TargetPredictions {
    let places = wanted.map { level in
      guard let place = levels.firstIndex(of: level) else { preconditionFailure("there is no quantile at \(level)") }
      return place
    }
    return TargetPredictions(
      targets: targets, values: values, levels: wanted,
      quantiles: values.indices.flatMap { value in places.map { quantiles[value * levels.count + $0] } },
      locations: locations)
  }

  /// Throws unless `levels` ascend from 0 at least to 1 at most.
  static func check(_ levels: [Double]) throws(LearningError) {
    guard levels.allSatisfy({ (0...1).contains($0) }), zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .invalidParameter(name: "levels", value: "\(levels)", expected: "ascending numbers from 0 to 1")
    }
  }
}
