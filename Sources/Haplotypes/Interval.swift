/// A stretch of a contig: 0-based, half-open, in base pairs.
public struct Interval: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The contig's name.
  public let contig: String
  /// The first base.
  public let start: Int
  /// One past the last base.
  public let end: Int

  /// The stretch `start`..<`end` of `contig`.
  public init(contig: String, start: Int, end: Int) {
    precondition(0 <= start && start <= end, "interval \(contig):\(start)-\(end) is not a stretch")
    self.contig = contig
    self.start = start
    self.end = end
  }

  /// The number of bases.
  public var length: Int { end - start }

  /// As users write regions: 1-based, both ends included.
  public var description: String { "\(contig):\(start + 1)-\(end)" }

  /// True if the two share a base.
  public func overlaps(_ other: Interval) -> Bool {
    contig == other.contig && start < other.end && other.start < end
  }
}
