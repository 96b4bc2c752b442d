/// How homozygosity decays on both sides of a core site: EHH of each allele, of all haplotypes, and EHH12.
public struct HomozygosityCurve: Sendable, Equatable {
  /// The sites from the first to the last with identical pairs, in bases; the core among them.
  public internal(set) var positions: [Double] = []
  /// EHH of carriers of the ancestral (reference) allele: the share of pairs that are identical from the core to the
  /// site; nil if there is no pair (Sabeti et al. 2002, doi:10.1038/nature01140).
  public internal(set) var ancestral: [Double?] = []
  /// EHH of carriers of the derived (alternative) allele.
  public internal(set) var derived: [Double?] = []
  /// EHH of all haplotypes.
  public internal(set) var all: [Double?] = []
  /// EHH12: that of all haplotypes with the two commonest counted as one.
  public internal(set) var merged: [Double?] = []
}
