/// A region to shade: a gene, a planted truth.
package struct ScanMark: Sendable, Equatable {
  /// First base, 0-based.
  package let start: Int
  /// One past the last base.
  package let end: Int
  /// What it is.
  package let label: String

  /// A mark.
  package init(start: Int, end: Int, label: String) {
    self.start = start
    self.end = end
    self.label = label
  }
}
