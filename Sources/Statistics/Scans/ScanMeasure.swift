/// A number that a scan in one direction takes at each site from the order of the haplotypes.
struct ScanMeasure: Sendable {
  /// What is measured.
  enum Kind: Sendable {
    /// Of the carriers of each allele: the integral of the share of identical pairs.
    case alleleDecay
    /// Of the carriers of each allele: the mean number of sites that a pair shares, the core among them.
    case alleleSharing
    /// Of all haplotypes: the integral of the share of identical pairs; with `merged` as if the two commonest
    /// haplotypes were one.
    case decay(merged: Bool)
    /// The same, but up to a given step for each site (NaN: missing).
    case decayTo
    /// The step at which homozygosity of all haplotypes ends.
    case stop
    /// Of all haplotypes: the mean number of sites that a pair shares.
    case sharing
    /// Of all haplotypes: the mean distance to the first difference of a pair (0 at the core itself), in bases.
    case tracts
  }

  let kind: Kind
  /// Coordinates in the order of the scan.
  var coordinates: ScanCoordinates?
  /// For each step where ``Kind/decayTo`` ends.
  var stops: [Double]?
  /// True if a curve that meets the last site of the data has no value even where it ended before.
  var needsExtent = false
  /// For tracts, by divergence: how far from the start of the scan the last difference of a pair lies, in bases.
  var distances: [Double]?
}
