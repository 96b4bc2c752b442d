import Groundwork
import Haplotypes

extension VariantFile {
  /// The sites of `region` in blocks of about `mostSites` sites, one after the other: the memory needed does not grow with the
  /// region. Otherwise as `VariantFile.read`.
  public func blocks(
    of region: Interval, samples selection: [String]?, mostSites: Int,
    options: VariantReadOptions = VariantReadOptions()
  ) throws(VariantFilesError) -> VariantBlocks {
    precondition(mostSites > 0, "a block needs at least one site, got \(mostSites)")
    let chosen = try chosenSamples(selection, options)
    let match = try contig(named: region.contig)
    let found = Interval(contig: match.contig.name, start: region.start, end: region.end)
    let cursor = try VariantCursor(
      path: path, indexPath: indexPath, region: found, selection: chosen.decoded, options: options)
    var reader = try RegionReader(self, found, chosen.used, options, cursor)
    reader.notes.texts = startNotes + (match.note.map { [$0] } ?? []) + reader.notes.texts
    return VariantBlocks(cursor: cursor, reader: reader, mostSites: mostSites)
  }
}

/// A region of a variant file, block by block.
///
/// A block ends only where its position is done with, so that duplicates and split records are treated as in one reading. The
/// ledgers and notes of the blocks add up to those of one reading. A sample without a call so far counts at the commonest ploidy of
/// the others; if its first call, in a later block, says otherwise, the blocks from there on have another number of haplotypes.
///
/// Where calls of a sample differ in their number of alleles, its ploidy is decided by all calls of the region (the largest number
/// that at least a tenth of them have), and the others are missing, as in one reading. If blocks have been given out with another
/// ploidy before such a call is met, that is an error.
public struct VariantBlocks {
  private let cursor: VariantCursor
  private var reader: RegionReader
  private let mostSites: Int
  private var waiting: VariantCursor.Place?
  private var isInRegion = false
  private var isAtEnd = false

  init(cursor: VariantCursor, reader: RegionReader, mostSites: Int) {
    self.cursor = cursor
    self.reader = reader
    self.mostSites = mostSites
  }

  /// The next block; nil behind the last one. The first block comes even if it has no site, with the ledger of what was read.
  public mutating func next() throws(VariantFilesError) -> ObservedVariants? {
    if isAtEnd { return nil }
    if let place = waiting { try take(place) }
    waiting = nil
    while let place = try cursor.nextPlace() {
      if reader.siteCount >= mostSites, reader.isSettled(before: place.position - 1) || place.isNewContig {
        waiting = place
        return reader.takeResult()
      }
      try take(place)
    }
    isAtEnd = true
    try reader.addAllHeld()
    return reader.takeResult()
  }

  private mutating func take(_ place: VariantCursor.Place) throws(VariantFilesError) {
    if place.isNewContig { isInRegion = cursor.currentContig == reader.region.contig }
    if isInRegion { try reader.offer(cursor, place.position - 1) }
  }
}
