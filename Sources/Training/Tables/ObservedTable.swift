import FeatureTables
import Statistics

/// The features of observed windows, and what they lack.
package struct ObservedTable {
  package let table: FeatureTable
  /// The statistics with insufficient values, in the order of the features.
  package let insufficientValues: [InsufficientValues]
}
