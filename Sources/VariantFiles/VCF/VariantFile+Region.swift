import Groundwork
import Haplotypes

extension VariantFile {
  /// The stretch that `text` names, clipped to the contig: "2", "chr2", "2:136608646" (one base),
  /// "2:134,000,000-140,000,000" (1-based, both ends included) or "2:134000000-" (to the end).
  ///
  /// The interval carries the file's own name of the contig (`chr2` finds `2`, and the reverse). A whole contig ends
  /// where the header says, or at its last record if that lies behind it.
  /// - Throws: ``VariantFilesError`` for an unknown contig (those that are there are listed), a range that cannot be
  ///   read, ends before it starts or lies past the contig's end.
  public func region(_ text: String) throws(VariantFilesError) -> Interval { try clippedRegion(text).interval }

  /// ``region(_:)``, and a note if `text` reaches past the contig's end.
  public func clippedRegion(_ text: String) throws(VariantFilesError) -> (interval: Interval, note: String?) {
    var region = RegionText(text, contigs: contigs.map(\.name))
    if region.contig != text, declared(region.contig) == nil {
      // A name with a colon that only records have.
      region = RegionText(text, contigs: try contigsOfRecords().map(\.name))
    }
    let contig = try contig(named: region.contig).contig
    return try region.clipped(path: path, to: contig) { () throws(VariantFilesError) in try length(of: contig) }
  }

  /// Every contig that has records, from its first base to the end that the header gives or its last record, whichever lies
  /// farther; behind them those that the header alone names. The records are looked through once.
  public func wholeContigs() throws(VariantFilesError) -> [Interval] {
    let found = try contigsOfRecords()
    let names = ContigNameIndex(found.map(\.name))
    let present = found.map {
      Interval(contig: $0.name, start: 0, end: max($0.last, declared($0.name)?.length ?? 0))
    }
    return present
      + contigs.filter { names.match($0.name) == nil }.map {
        Interval(contig: $0.name, start: 0, end: $0.length ?? 0)
      }
  }

  /// The number of bases of `contig`: the header's, or the position of its last record if that lies behind it (0 if there is
  /// neither).
  private func length(of contig: Contig) throws(VariantFilesError) -> Int {
    let declared = declared(contig.name)?.length ?? 0
    guard indexPath != nil else {
      let found = try contigsOfRecords()
      let name = ContigNameIndex(found.map(\.name)).match(contig.name)
      return max(declared, found.first { $0.name == name }?.last ?? 0)
    }
    var behind = Interval(contig: contig.name, start: declared, end: RegionReader.openEnd)
    var cursor = try VariantCursor(path: path, indexPath: indexPath, region: behind)
    if let other = ContigNameIndex(cursor.recordContigs).match(contig.name), other != contig.name {
      behind = Interval(contig: other, start: declared, end: RegionReader.openEnd)
      cursor = try VariantCursor(path: path, indexPath: indexPath, region: behind)
    }
    var last = declared
    while let place = try cursor.nextPlace() {
      if cursor.currentContig == behind.contig { last = max(last, place.position) }
    }
    return last
  }
}
