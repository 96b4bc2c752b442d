import FeatureTables
import Groundwork
import StudyFiles
import Training

/// The features of the data beside those of replicates whose parameters are draws from the posterior.
public struct PosteriorPredictions: Sendable, Equatable {
  /// A feature.
  public struct Feature: Sendable, Equatable {
    /// Its column.
    public let name: String
    /// The value of the data.
    public let observed: Double
    /// The 5 %, 50 % and 95 % quantiles of the replicates.
    public let low, median, high: Double
    /// The share of replicates below the data; those that are equal count half.
    public let share: Double
  }

  /// Replicates that were simulated.
  public let replicates: Int
  /// The features, in the order of columns.
  public let features: [Feature]

  /// The replicates that are simulated.
  static let usual = 100

  /// Predictions from `simulated` for the only row of `observed`.
  init(_ observed: FeatureTable, _ simulated: FeatureTable) {
    replicates = simulated.rowCount
    features = observed.schema.columns.indices.map { column in
      let value = observed.values[column]
      let own = (0..<simulated.rowCount).map { simulated.values[$0 * simulated.columnCount + column] }.sorted()
      func quantile(_ level: Double) -> Double {
        own.isEmpty ? .nan : SummaryComparison.Quantiles.quantile(own, level)
      }
      let below = own.reduce(0.0) { $0 + ($1 < value ? 1 : $1 == value ? 0.5 : 0) }
      return Feature(
        name: observed.schema.columns[column].name, observed: value, low: quantile(0.05), median: quantile(0.5),
        high: quantile(0.95), share: below / Double(max(1, own.count)))
    }
  }
}
