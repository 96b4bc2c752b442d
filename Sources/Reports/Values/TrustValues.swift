/// How far calls can be trusted.
package struct TrustValues: Sendable {
  /// The power to find a class, in ranges of a parameter.
  package struct Power: Sendable {
    /// The class.
    package let kind: String
    /// The parameter.
    package let parameter: String
    /// The range of its values, in words.
    package let range: String
    /// The share that is found, with the bounds of its interval.
    package let share, low, high: Double

    /// The power in a range.
    package init(kind: String, parameter: String, range: String, share: Double, low: Double, high: Double) {
      self.kind = kind
      self.parameter = parameter
      self.range = range
      self.share = share
      self.low = low
      self.high = high
    }
  }

  /// What there is to say, a sentence or paragraph each.
  package var notes: [String]
  /// Scores of probabilities.
  package var scores: ReportTable?
  /// The power by parameters.
  package var power: [Power]

  /// Sentences, scores and power.
  package init(notes: [String], scores: ReportTable?, power: [Power]) {
    self.notes = notes
    self.scores = scores
    self.power = power
  }
}
