/// Where the values of a feature lie.
package struct FeatureQuantiles: Sendable, Equatable {
  /// Least value, quantiles .01, .25, .5, .75, .99, and greatest value.
  package let minimum, q01, q25, median, q75, q99, maximum: Double

  /// Quantiles in ascending order; NaN where there is no value.
  package init(
    minimum: Double, q01: Double, q25: Double, median: Double, q75: Double, q99: Double, maximum: Double
  ) {
    self.minimum = minimum
    self.q01 = q01
    self.q25 = q25
    self.median = median
    self.q75 = q75
    self.q99 = q99
    self.maximum = maximum
  }
}
