/// A called region of a contig.
package struct ScanRegion: Sendable, Equatable {
  /// First base, 0-based.
  package let start: Int
  /// One past the last base.
  package let end: Int
  /// The class.
  package let kind: String
  /// Its probability at the peak.
  package let probability: Double

  /// A region.
  package init(start: Int, end: Int, kind: String, probability: Double) {
    self.start = start
    self.end = end
    self.kind = kind
    self.probability = probability
  }
}
