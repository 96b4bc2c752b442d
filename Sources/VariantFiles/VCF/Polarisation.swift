import Haplotypes

/// Where the ancestral allele of a site is looked up.
public enum Polarisation: Sendable, Equatable {
  /// Nowhere: a set bit is the ALT allele and the matrix is not polarised.
  case none
  /// In INFO/AA: the letters before the first `|`, in either case; `?`, `-`, `.`, `N` and empty are unknown.
  case infoAA
  /// In a FASTA of ancestral bases, plain or BGZF, at this path; see `AncestralSequence`.
  case fasta(String)
  /// In outgroup samples of the file itself: the allele that most of their called haplotypes carry is ancestral, if at
  /// least the share `agreement`, in (0.5, 1], of them carry it; see `OutgroupVote`.
  case outgroup(samples: [String], agreement: Double)
}
