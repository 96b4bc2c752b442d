import Haplotypes

/// Where the ancestral allele of a site is looked up.
public enum Polarisation: Sendable, Equatable {
  /// Nowhere: a set bit is the ALT allele and the matrix is not polarised.
  case none
  /// In INFO/AA: the letters before the first `|`, in either case; `?`, `-`, `.`, `N` and empty are unknown.
  case infoAA
  /// In a FASTA of ancestral bases, plain or BGZF, at this path; see ``AncestralSequence``.
  case fasta(String)
}

/// Which records of a region become sites.
public struct VariantReadOptions: Sendable {
  /// Where ancestral alleles come from.
  public var polarisation: Polarisation
  /// Accessible bases; sites elsewhere are skipped. nil: everything is accessible.
  public var mask: Mask?
  /// The least share of the selected haplotypes that must have a call, in [0, 1]; sites without any are always skipped.
  public var minimumCallRate: Double
  /// True: only records whose FILTER is PASS or `.` (no filter was applied).
  public var passOnly: Bool

  /// Options; by default every biallelic SNP with a call is used, unpolarised.
  public init(
    polarisation: Polarisation = .none, mask: Mask? = nil, minimumCallRate: Double = 0, passOnly: Bool = false
  ) {
    precondition((0...1).contains(minimumCallRate), "a call rate lies in [0, 1], got \(minimumCallRate)")
    self.polarisation = polarisation
    self.mask = mask
    self.minimumCallRate = minimumCallRate
    self.passOnly = passOnly
  }
}

/// The biallelic SNPs of a region and what became of all other records.
public struct ObservedVariants: Sendable {
  /// Sites x haplotypes; positions are 0-based whole numbers within `region`.
  public let matrix: HaplotypeMatrix
  /// The stretch that was read.
  public let region: Interval
  /// The samples, in the order asked for; `matrix.ploidies` has one entry each.
  public let samples: [String]
  /// Every record of the region, by what became of it.
  public let ledger: VariantLedger
  /// What a user should know: no index, low-confidence ancestral states, unphased calls, samples without calls ...
  public let notes: [String]

  /// Variants from their parts.
  public init(
    matrix: HaplotypeMatrix, region: Interval, samples: [String], ledger: VariantLedger, notes: [String]
  ) {
    self.matrix = matrix
    self.region = region
    self.samples = samples
    self.ledger = ledger
    self.notes = notes
  }
}
