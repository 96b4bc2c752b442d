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

/// What becomes of a record of which the chosen samples carry more than two alleles; alleles that none of them carries do not count.
public enum MultiallelicRule: String, Sendable, Codable, CaseIterable {
  /// It is skipped, and so are several records of one position with different alleles.
  case skip
  /// Each ALT allele of one base is a site of its own, at which all other alleles count as not carrying it; records of
  /// one position with different alleles are sites of their own, too. Ancestral alleles: where the site's own ALT is
  /// ancestral its bits are turned around; where REF or another ALT of the record is, carrying the site's ALT is derived.
  case split
}

/// What becomes of a site at which all calls of the chosen samples are the same allele.
public enum InvariantRule: String, Sendable, Codable, CaseIterable {
  /// It is skipped.
  case skip
  /// It is a site of the matrix at which nobody carries a derived (alternative) allele, whichever allele the samples have and
  /// whether or not an ancestral one is known; its missing calls tell how many alleles were compared there. It never stands
  /// against a site that varies at the same position.
  case keep
}

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
