import Groundwork
import Haplotypes
import VariantFiles

/// The bases of observed data that count: accessible ones of which the files could have said something.
///
/// A base without an ancestral state gives no polarised site whatever the samples have, and an interval that was deleted from a tree
/// sequence none at all: to count them as bases without variation would make all that is per base too small. Simulated windows copy
/// them with the mask.
struct KnownBases {
  /// nil: all bases count.
  let mask: Mask?
  /// What a user should know.
  let notes: [String]

  /// The bases of `contigs`, of which `mask` are accessible (nil: all).
  init(_ contigs: [StoredVariants], within mask: Mask?) {
    guard contigs.contains(where: { $0.knownBases != nil }) else {
      (self.mask, notes) = (mask, [])
      return
    }
    var intervals: [Interval] = []
    var (all, known) = (0, 0)
    var isOfAncestry = false
    for contig in contigs {
      let region = contig.region
      let accessible =
        mask?.accessibleRanges(contig: region.contig, start: region.start, end: region.end)
        ?? [region.start..<max(region.start, region.end)]
      let own = Mask(
        accessible: accessible.map { Interval(contig: region.contig, start: $0.lowerBound, end: $0.upperBound) })
      all += accessible.reduce(0) { $0 + $1.count }
      let bases = contig.knownBases ?? [region.start..<max(region.start, region.end)]
      if contig.knownBases != nil && contig.polarisation != nil { isOfAncestry = true }
      for range in bases {
        for part in own.accessibleRanges(contig: region.contig, start: range.lowerBound, end: range.upperBound) {
          intervals.append(Interval(contig: region.contig, start: part.lowerBound, end: part.upperBound))
          known += part.count
        }
      }
    }
    guard known < all else {
      (self.mask, notes) = (mask, [])
      return
    }
    self.mask = Mask(accessible: intervals)
    notes = [
      "\((all - known).grouped) of \(all.grouped) bases "
        + (isOfAncestry ? "have no ancestral state" : "have no tree (deleted intervals)")
        + " and count as inaccessible, in the data as in simulations"
    ]
  }
}
