import Groundwork
import Haplotypes

extension RegionReader {
  /// Decides the ploidies of a region in which a sample's calls differ in their number of alleles, reads again what was read
  /// with other ploidies, and takes the cursor's record; a note says how many calls are missing for it.
  ///
  /// Blocks that have been given out cannot be read again: if they had other ploidies, `fault` stands.
  mutating func settlePloidies(
    _ cursor: VariantCursor, _ position: Int, _ fault: SiteBuilder.Fault
  ) throws(VariantFilesError) {
    let census = try PloidyCensus(file, region, samples, selection: selection, options)
    let others = try polariser.outgroup.map { vote throws(VariantFilesError) in
      try PloidyCensus(file, region, vote.samples, selection: selection, options)
    }
    let agrees =
      sites.builder.agrees(with: census.ploidies)
      && (others.map { polariser.outgroup?.agrees(with: $0.ploidies) != false } ?? true)
    if !agrees && hasGivenResult { throw describe(fault, cursor) }
    let earlier = taken
    if !agrees { restart(cursor) }
    sites.builder.settle(census.ploidies)
    if let others { polariser.settleOutgroup(others.ploidies) }
    hasSettledPloidies = true
    if census.others > 0 {
      notes.add(
        "\(census.others.grouped) of \(census.calls.grouped) calls in \(place) have another number of alleles than the ploidy "
          + "of their sample and count as missing (\(ContigNames.list(census.mixed))); at a pseudoautosomal boundary, split the "
          + "region")
    }
    if !agrees && earlier > 0 { try takeAgain(earlier) }
    try take(cursor, position)
  }

  /// Takes the first `count` records of the region from a cursor of its own.
  private mutating func takeAgain(_ count: Int) throws(VariantFilesError) {
    let cursor = try VariantCursor(
      path: file.path, indexPath: file.indexPath, region: region, selection: selection, options: options)
    var isInRegion = false
    while taken < count, let place = try cursor.nextPlace() {
      if place.isNewContig { isInRegion = cursor.currentContig == region.contig }
      let position = place.position - 1
      if isInRegion && position >= region.start && position < region.end { try take(cursor, position) }
    }
  }
}
