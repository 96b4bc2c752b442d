/// A number along one contig.
package struct NumberTrack: Sendable, Equatable {
  /// The contig.
  package let contig: String
  /// The number's name.
  package let name: String
  /// The windows, by ascending start; they may overlap.
  package let windows: [Window]
  /// Regions to shade.
  package let marks: [ScanMark]
  /// Whether it was learned on a logarithmic scale, and is shown on one.
  package let isLogarithmic: Bool

  /// A window of a scan.
  package struct Window: Sendable, Equatable {
    /// First base, 0-based.
    package let start: Int
    /// One past the last base.
    package let end: Int
    /// The number with the ends of its interval: value, low, high; empty where the data did not suffice.
    package let estimate: [Double]
    /// What else is known of it; nil if nothing.
    package let details: ScanWindow.Details?

    /// A window.
    package init(start: Int, end: Int, estimate: [Double], details: ScanWindow.Details? = nil) {
      precondition(
        estimate.isEmpty || estimate.count == 3, "an estimate is value, low, high, got \(estimate.count) numbers")
      self.start = start
      self.end = end
      self.estimate = estimate
      self.details = details
    }
  }

  /// A track.
  package init(
    contig: String, name: String, windows: [Window], marks: [ScanMark] = [], isLogarithmic: Bool = false
  ) {
    self.contig = contig
    self.name = name
    self.windows = windows
    self.marks = marks
    self.isLogarithmic = isLogarithmic
  }
}
