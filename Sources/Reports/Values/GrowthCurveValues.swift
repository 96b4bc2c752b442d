/// A score that grew with the rows that were learned from.
package struct GrowthCurveValues: Sendable, Equatable {
  /// A score with so many rows.
  package struct Point: Sendable, Equatable {
    /// Rows that were learned from.
    package let rows: Int
    /// The score, and its interval.
    package let value, low, high: Double

    /// A score.
    package init(rows: Int, value: Double, low: Double, high: Double) {
      self.rows = rows
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// What was measured.
  package let name: String
  /// By ascending rows.
  package let points: [Point]

  /// A curve.
  package init(name: String, points: [Point]) {
    self.name = name
    self.points = points
  }
}
