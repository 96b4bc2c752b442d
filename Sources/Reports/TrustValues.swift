/// How far calls can be trusted.
public struct TrustValues: Sendable {
  /// The power to find a class, in ranges of a parameter.
  public struct Power: Sendable {
    /// The class.
    public let kind: String
    /// The parameter.
    public let parameter: String
    /// The range of its values, in words.
    public let range: String
    /// The share that is found, with the bounds of its interval.
    public let share, low, high: Double

    /// The power in a range.
    public init(kind: String, parameter: String, range: String, share: Double, low: Double, high: Double) {
      self.kind = kind
      self.parameter = parameter
      self.range = range
      self.share = share
      self.low = low
      self.high = high
    }
  }

  /// What there is to say, a sentence or paragraph each.
  public var notes: [String]
  /// Scores of probabilities.
  public var scores: ReportTable?
  /// The power by parameters.
  public var power: [Power]

  /// Sentences, scores and power.
  public init(notes: [String], scores: ReportTable?, power: [Power]) {
    self.notes = notes
    self.scores = scores
    self.power = power
  }
}
