import Haplotypes

/// Which records of a region become sites.
public struct VariantReadOptions: Sendable {
  /// Where ancestral alleles come from.
  public var polarisation: Polarisation
  /// Accessible bases; sites elsewhere are skipped. nil: everything is accessible.
  public var mask: Mask?
  /// Inaccessible bases, in place of ``mask``: everything else is accessible.
  public var inaccessible: Mask?
  /// The least share of the selected haplotypes that must have a call, in [0, 1]; sites without any are always skipped.
  public var minimumCallRate: Double
  /// Names of which FILTER must hold one, as in bcftools -f; `.` is an empty FILTER. Empty: FILTER is not looked at.
  public var filters: [String]
  /// Which calls are none, though they name alleles.
  public var calls = CallRules()
  /// What becomes of records of which the chosen samples carry more than two alleles.
  public var multiallelic: MultiallelicRule
  /// What becomes of records without variation in the sample.
  public var invariant: InvariantRule
  /// Threads that inflate BGZF blocks beside the reader; 1: none.
  public var threads: Int
  /// True: htslib parses every record, also the plain lines that are otherwise read without it (for tests: the results
  /// are the same).
  package var parsesEveryRecord = false

  /// Options; by default every biallelic SNP with a call is used, unpolarised.
  public init(
    polarisation: Polarisation = .none, mask: Mask? = nil, minimumCallRate: Double = 0, filters: [String] = [],
    multiallelic: MultiallelicRule = .skip, invariant: InvariantRule = .skip, threads: Int = 1
  ) {
    precondition((0...1).contains(minimumCallRate), "a call rate lies in [0, 1], got \(minimumCallRate)")
    precondition(threads >= 1, "at least one thread reads, got \(threads)")
    self.polarisation = polarisation
    self.mask = mask
    self.minimumCallRate = minimumCallRate
    self.filters = filters
    self.multiallelic = multiallelic
    self.invariant = invariant
    self.threads = threads
  }
}
