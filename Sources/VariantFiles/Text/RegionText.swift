import Groundwork
import Haplotypes

/// A region as users write it: a contig, and perhaps a range behind a colon.
package struct RegionText {
  private let text: String
  /// The contig, as it was written.
  package let contig: String
  private let range: String?

  /// The parts of `text`; the name of one of `contigs` that has a colon itself wins.
  package init(_ text: String, contigs: [String]) {
    self.text = text
    if let colon = text.lastIndex(of: ":"), !contigs.contains(text) {
      contig = String(text[..<colon])
      range = String(text[text.index(after: colon)...])
    } else {
      contig = text
      range = nil
    }
  }

  /// The stretch of `contig`, of the file at `path`, and a note if the text reaches past the contig's end; `end` finds the end
  /// where no length is known.
  ///
  /// - Throws: ``VariantFilesError`` for a range that cannot be read, ends before it starts or lies past the contig's end.
  func clipped(
    path: String, to contig: Contig, end contigEnd: () throws(VariantFilesError) -> Int
  ) throws(VariantFilesError) -> (interval: Interval, note: String?) {
    guard let range else { return (Interval(contig: contig.name, start: 0, end: try contigEnd()), nil) }
    guard let (first, last) = Self.parseRange(range) else {
      throw .notFound(
        path: path, problem: "the region '\(text)' cannot be read",
        remedy: "write CONTIG, CONTIG:START-END or CONTIG:START- with 1-based whole numbers, START <= END")
    }
    var end = last ?? first
    if last == nil { end = try contigEnd() }
    var note: String?
    // Records may lie behind the end that is given.
    if let given = contig.length, max(first, end) > given {
      let length = max(given, try contigEnd())
      if first > length {
        throw .notFound(
          path: path, problem: "the region '\(text)' starts past the end of contig '\(contig.name)'",
          remedy: "the contig has \(length.grouped) bases")
      }
      if end > length {
        note = "the region '\(text)' was clipped to the \(length.grouped) bases of contig '\(contig.name)'"
        end = length
      }
    }
    return (Interval(contig: contig.name, start: first - 1, end: max(end, first)), note)
  }

  /// The 1-based ends of "a-b", "a-" (last is nil) or "a".
  package static func parseRange(_ text: String) -> (first: Int, last: Int?)? {
    let parts = text.filter { $0 != "," && $0 != "_" && $0 != " " }
      .split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = Int(parts[0]), first >= 1 else { return nil }
    if parts.count == 1 { return (first, first) }
    if parts[1].isEmpty { return (first, nil) }
    guard let last = Int(parts[1]), last >= first else { return nil }
    return (first, last)
  }
}
