import Groundwork
import Haplotypes

extension VariantFile {
  /// The stretch that `text` names, clipped to the contig: "2", "chr2", "2:136608646" (one base),
  /// "2:134,000,000-140,000,000" (1-based, both ends included) or "2:134000000-" (to the end).
  ///
  /// The interval carries the file's own name of the contig (`chr2` finds `2`, and the reverse). A whole contig ends
  /// where the header says, else at its last record.
  /// - Throws: ``VariantFilesError`` for an unknown contig (those that are there are listed), a range that cannot be
  ///   read, ends before it starts or lies past the contig's end.
  public func region(_ text: String) throws(VariantFilesError) -> Interval { try clippedRegion(text).interval }

  /// ``region(_:)``, and a note if `text` reaches past the contig's end.
  public func clippedRegion(_ text: String) throws(VariantFilesError) -> (interval: Interval, note: String?) {
    let parts = splitRegion(text)
    let contig = try contig(named: parts.contig).contig
    guard let range = parts.range else {
      return (Interval(contig: contig.name, start: 0, end: try length(of: contig)), nil)
    }
    guard let (first, last) = Self.parseRange(range) else {
      throw .notFound(
        path: path, problem: "the region '\(text)' cannot be read",
        remedy: "write CONTIG, CONTIG:START-END or CONTIG:START- with 1-based whole numbers, START <= END")
    }
    if let length = contig.length, first > length {
      throw .notFound(
        path: path, problem: "the region '\(text)' starts past the end of contig '\(contig.name)'",
        remedy: "the contig has \(length.grouped) bases")
    }
    var end = last ?? first
    if last == nil { end = try length(of: contig) }
    var note: String?
    if let length = contig.length, end > length {
      note = "the region '\(text)' was clipped to the \(length.grouped) bases of contig '\(contig.name)'"
      end = length
    }
    return (Interval(contig: contig.name, start: first - 1, end: max(end, first)), note)
  }

  /// Every contig from its first base to its end as the header says, else to its last record; the records are looked
  /// through once at most.
  public func wholeContigs() throws(VariantFilesError) -> [Interval] {
    var last = lastPositions
    if last.isEmpty && contigs.contains(where: { $0.length == nil }) {
      for contig in try Self.contigsOfRecords(path) { last[contig.name] = contig.last }
    }
    return contigs.map { Interval(contig: $0.name, start: 0, end: $0.length ?? last[$0.name] ?? 0) }
  }

  /// The contig of a region text and what stands behind its colon; a name that has a colon itself wins.
  private func splitRegion(_ text: String) -> (contig: String, range: String?) {
    guard let colon = text.lastIndex(of: ":"), !contigs.contains(where: { $0.name == text }) else {
      return (text, nil)
    }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
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

  /// The number of bases of `contig`: the header's, else the position of its last record (0 if it has none).
  private func length(of contig: Contig) throws(VariantFilesError) -> Int {
    if let length = contig.length ?? lastPositions[contig.name] { return length }
    let whole = Interval(contig: contig.name, start: 0, end: 1 << 29)
    let cursor = try VariantCursor(path: path, indexPath: indexPath, region: indexPath == nil ? nil : whole)
    var last = 0
    while let place = try cursor.nextPlace() {
      if cursor.currentContig == contig.name { last = max(last, place.position) }
    }
    return last
  }
}
