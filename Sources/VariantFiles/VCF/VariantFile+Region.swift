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
    let region = RegionText(text, contigs: contigs.map(\.name))
    let contig = try contig(named: region.contig).contig
    return try region.clipped(path: path, to: contig) { () throws(VariantFilesError) in try length(of: contig) }
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
