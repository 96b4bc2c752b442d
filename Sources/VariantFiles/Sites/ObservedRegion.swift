import Haplotypes

/// The biallelic SNPs of a region and what became of all other records; how the sites are held is `Sites`.
public struct ObservedRegion<Sites: Sendable>: Sendable {
  /// The sites; positions are 0-based whole numbers within `region`.
  public let sites: Sites
  /// The stretch that was read.
  public let region: Interval
  /// The file, or files if parts were joined.
  public let paths: [String]
  /// The samples, in the order asked for; the ploidies of `sites` have one entry each.
  public let samples: [String]
  /// Every record of the region, by what became of it.
  public let ledger: VariantLedger
  /// From the first to the last record, used or not, 0-based and half-open; nil if there was none.
  public let extent: Range<Int>?
  /// What the ancestral alleles came to; nil if none were asked for.
  public let polarisation: PolarisationCounts?
  /// The bases of `region` that the file could have said something of, in ascending order; nil: all of them. Those without an ancestral
  /// state in a FASTA are not among them, nor those that no tree of a tree sequence covers.
  public let knownBases: [Range<Int>]?
  /// What a user should know: no index, low-confidence ancestral states, unphased calls, samples without calls ...
  public let notes: [String]

  init(
    sites: Sites, region: Interval, paths: [String], samples: [String], ledger: VariantLedger,
    extent: Range<Int>? = nil, polarisation: PolarisationCounts? = nil, knownBases: [Range<Int>]? = nil,
    notes: [String]
  ) {
    self.sites = sites
    self.region = region
    self.paths = paths
    self.samples = samples
    self.ledger = ledger
    self.extent = extent
    self.polarisation = polarisation
    self.knownBases = knownBases
    self.notes = notes
  }

  /// The same with other sites of the same samples, or the same sites held otherwise.
  package func withSites<Other>(_ sites: Other) -> ObservedRegion<Other> {
    ObservedRegion<Other>(
      sites: sites, region: region, paths: paths, samples: samples, ledger: ledger, extent: extent,
      polarisation: polarisation, knownBases: knownBases, notes: notes)
  }
}

extension ObservedRegion where Sites == ObservedSites {
  /// The same with all sites in memory.
  func inMemory() throws(VariantFilesError) -> ObservedVariants { withSites(try sites.matrix()) }

  /// Two parts of `contig`, the second behind the first, as one; they have the same samples with the same ploidies.
  package init(joining first: StoredVariants, _ second: StoredVariants, contig: String) {
    precondition(first.samples == second.samples, "parts of other samples cannot be joined")
    var ledger = first.ledger
    ledger.merge(second.ledger)
    var polarisation = first.polarisation
    if let further = second.polarisation { polarisation?.merge(further) }
    let start = min(first.region.start, second.region.start)
    let end = max(first.region.end, second.region.end)
    let extents = [first.extent, second.extent].compactMap { $0 }
    let extent = extents.first.map { $0.lowerBound..<(extents.last ?? $0).upperBound }
    self.init(
      sites: ObservedSites(joining: first.sites, second.sites),
      region: Interval(contig: contig, start: start, end: end), paths: first.paths + second.paths,
      samples: first.samples, ledger: ledger, extent: extent, polarisation: polarisation,
      knownBases: Self.joined(first.knownBases, second.knownBases, contig),
      notes: first.notes + second.notes.filter { !first.notes.contains($0) })
  }

  private static func joined(_ first: [Range<Int>]?, _ second: [Range<Int>]?, _ contig: String) -> [Range<Int>]? {
    guard let first, let second else { return nil }
    let intervals = (first + second).map { Interval(contig: contig, start: $0.lowerBound, end: $0.upperBound) }
    return Mask(accessible: intervals).accessible[contig] ?? []
  }
}
