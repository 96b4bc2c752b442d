import FeatureTables

/// The values that a column had in training: what tells that new data lie outside.
public struct FeatureRange: Codable, Sendable, Equatable {
  /// The column.
  public let column: String
  /// The least value.
  public let minimum: Double
  /// The 1 % quantile.
  public let percentile1: Double
  /// The 25 % quantile.
  public let lowerQuartile: Double
  /// The 50 % quantile.
  public let median: Double
  /// The 75 % quantile.
  public let upperQuartile: Double
  /// The 99 % quantile.
  public let percentile99: Double
  /// The greatest value.
  public let maximum: Double

  /// The range of `values`, at least one, in the column `column`. Quantiles are interpolated linearly between the sorted
  /// values, the least being the 0 and the greatest the 100 % quantile (Hyndman & Fan's type 7).
  public init(column: String, values: [Double]) {
    precondition(!values.isEmpty, "column '\(column)' has no values to describe")
    let sorted = values.sorted()
    func quantile(_ p: Double) -> Double {
      let place = p * Double(sorted.count - 1)
      let below = Int(place)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    self.column = column
    minimum = quantile(0)
    percentile1 = quantile(0.01)
    lowerQuartile = quantile(0.25)
    median = quantile(0.5)
    upperQuartile = quantile(0.75)
    percentile99 = quantile(0.99)
    maximum = quantile(1)
  }

  /// The ranges of all columns of `table`, missing values (NaN) left out, 0 where there are no others; throws if it has no
  /// rows.
  public static func all(of table: FeatureTable) throws(LearningError) -> [FeatureRange] {
    guard table.rowCount > 0 else { throw .emptyTable(reason: "the table has no rows") }
    return table.schema.columns.enumerated().map { index, column in
      let values = (0..<table.rowCount).map { table.values[$0 * table.columnCount + index] }.filter { !$0.isNaN }
      return FeatureRange(column: column.name, values: values.isEmpty ? [0] : values)
    }
  }

  /// True if `value` lies between the least and the greatest of training.
  package func contains(_ value: Double) -> Bool { minimum <= value && value <= maximum }

  /// True if `value` lies between the 1 % and the 99 % quantile of training.
  public func isTypical(_ value: Double) -> Bool { percentile1 <= value && value <= percentile99 }
}
