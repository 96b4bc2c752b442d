/// Numbers that were predicted of held-out simulations beside what is true of them.
public struct NumberAccuracy: Sendable, Equatable {
  /// The number's name.
  public let name: String
  /// Pairs of what is true and what was predicted.
  public let points: [Point]
  /// Whether it was learned on a logarithmic scale, and is shown on one.
  public let isLogarithmic: Bool

  /// What is true of a simulation and what was predicted of it.
  public struct Point: Sendable, Equatable {
    /// The truth.
    public let truth: Double
    /// The prediction.
    public let predicted: Double

    /// A pair.
    public init(truth: Double, predicted: Double) {
      self.truth = truth
      self.predicted = predicted
    }
  }

  /// Predictions of `name`.
  public init(name: String, points: [Point], isLogarithmic: Bool = false) {
    self.name = name
    self.points = points
    self.isLogarithmic = isLogarithmic
  }
}

/// A number along one contig.
public struct NumberTrack: Sendable, Equatable {
  /// The contig.
  public let contig: String
  /// The number's name.
  public let name: String
  /// The windows, by ascending start; they may overlap.
  public let windows: [Window]
  /// Regions to shade.
  public let marks: [ScanMark]

  /// A window of a scan.
  public struct Window: Sendable, Equatable {
    /// First base, 0-based.
    public let start: Int
    /// One past the last base.
    public let end: Int
    /// The number with the ends of its interval: value, low, high; empty where the data did not suffice.
    public let estimate: [Double]

    /// A window.
    public init(start: Int, end: Int, estimate: [Double]) {
      precondition(
        estimate.isEmpty || estimate.count == 3, "an estimate is value, low, high, got \(estimate.count) numbers")
      self.start = start
      self.end = end
      self.estimate = estimate
    }
  }

  /// A track.
  public init(contig: String, name: String, windows: [Window], marks: [ScanMark] = []) {
    self.contig = contig
    self.name = name
    self.windows = windows
    self.marks = marks
  }
}
