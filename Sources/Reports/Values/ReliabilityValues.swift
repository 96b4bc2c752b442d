/// Whether the probabilities of the classes called mean what they say.
package struct ReliabilityValues: Sendable, Equatable {
  /// Calls of about one probability.
  package struct Bin: Sendable, Equatable {
    /// The mean probability of the class called.
    package let probability: Double
    /// The share of calls that are right.
    package let observed: Double
    /// The bounds of its interval.
    package let low, high: Double
    /// The number of calls.
    package let rows: Int

    /// A bin.
    package init(probability: Double, observed: Double, low: Double, high: Double, rows: Int) {
      self.probability = probability
      self.observed = observed
      self.low = low
      self.high = high
      self.rows = rows
    }
  }

  /// The bins that have calls, by ascending probability.
  package let bins: [Bin]
  /// The mean over calls of the distance between share and probability.
  package let expectedCalibrationError: Double

  /// Bins and their mean distance.
  package init(bins: [Bin], expectedCalibrationError: Double) {
    self.bins = bins
    self.expectedCalibrationError = expectedCalibrationError
  }
}
