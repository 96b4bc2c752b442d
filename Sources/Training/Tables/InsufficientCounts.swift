import FeatureTables
import Statistics

/// Counts insufficient values by statistic.
struct InsufficientCounts {
  /// The name of each statistic and its values in a row.
  private let statistics: [(name: String, values: Range<Int>)]
  /// The name of each statistic and its columns of a subwindow.
  private let columns: [(name: String, columns: Range<Int>)]
  private var counts: [(values: Int, windows: Int)]

  /// Nothing counted, of the rows that `calculator` makes.
  init(_ calculator: FeatureCalculator) {
    statistics = calculator.statisticValues
    columns = calculator.statisticColumns
    counts = statistics.map { _ in (0, 0) }
  }

  /// Counts the values of a stretch by itself.
  mutating func add(_ stretch: FeatureCalculator.Subwindow) {
    for (index, statistic) in columns.enumerated() {
      let count = stretch.insufficient[statistic.columns].count { $0 }
      if count > 0 { counts[index] = (counts[index].values + count, counts[index].windows + 1) }
    }
  }

  /// Counts the row of a window.
  mutating func add(_ row: FeatureRow) {
    for (index, statistic) in statistics.enumerated() {
      let count = row.insufficient[statistic.values].count { $0 }
      if count > 0 { counts[index] = (counts[index].values + count, counts[index].windows + 1) }
    }
  }

  /// The statistics with insufficient values.
  var values: [InsufficientValues] {
    zip(statistics, counts).filter { $1.values > 0 }
      .map { InsufficientValues(statistic: $0.name, values: $1.values, windows: $1.windows) }
  }
}
