/// A feature in the simulations of each class.
package struct FeatureDistribution: Sendable {
  /// The feature's name.
  package let feature: String
  /// The classes.
  package let classes: [String]
  /// For each class the quantiles .05, .25, .5, .75 and .95.
  package let quantiles: [[Double]]

  /// Quantiles class by class.
  package init(feature: String, classes: [String], quantiles: [[Double]]) {
    precondition(
      classes.count == quantiles.count && quantiles.allSatisfy { $0.count == 5 },
      "\(feature) needs five quantiles of each class")
    self.feature = feature
    self.classes = classes
    self.quantiles = quantiles
  }
}
