/// How scans along haplotypes (iHS, nSL, iHH12, XP-EHH, XP-nSL) are defined.
///
/// The default follows scikit-allel, because its definitions are those of the publications without further conditions:
/// natural logarithms; each curve of homozygosity is integrated to its own end; nSL counts shared sites, all of them;
/// rare sites are no cores but stay in the haplotypes. ``selscan`` gives the numbers of selscan 3.0.0.
public struct HaplotypeScanOptions: Sendable, Equatable {
  /// Whose definitions are followed where programs differ.
  public enum Convention: String, Sendable, CaseIterable {
    /// scikit-allel 1.3: natural logarithm; XP-EHH integrates each population to its own end; nSL and XP-nSL are mean
    /// lengths in sites, the core counted on both sides, without any cutoff.
    case standard
    /// selscan 3.0.0: logarithm to base 10; XP-EHH integrates both populations to where the pooled one ends; nSL and
    /// XP-nSL integrate homozygosity over sites as iHS does over bases; a curve that ends only at the last site of the
    /// data has not ended, unless all haplotypes differ by then.
    case selscan
  }

  /// Whose definitions are followed.
  public var convention: Convention
  /// Integration ends at the first site at which homozygosity is at most this; in 0 ..< 1.
  public var cutoff: Double
  /// Sites whose minor allele is rarer among the called alleles are no cores; in 0 ... 0.5.
  public var minimumMinorFrequency: Double
  /// True: such sites are taken out of the haplotypes too, before anything else.
  public var removesRareSites: Bool
  /// A gap of more bases between neighbouring sites counts as this long (a distance on the map shrinks by the same
  /// factor); nil: as long as it is.
  public var gapScale: Double?
  /// A score whose integration would cross a gap of more bases is missing; nil: no gap is too long.
  public var maximumGap: Double?
  /// Integration ends at the first site at this distance from the core, in bases, with a score; nil: no such end.
  public var maximumExtent: Double?
  /// The same in sites, for nSL and XP-nSL of ``Convention/selscan``.
  public var maximumExtentInSites: Int?
  /// True: a score whose curve does not end before the first or last site is given, not missing.
  public var includesEdges: Bool

  /// Options; those left out are scikit-allel's defaults.
  public init(
    convention: Convention = .standard, cutoff: Double = 0.05, minimumMinorFrequency: Double = 0.05,
    removesRareSites: Bool = false, gapScale: Double? = 20_000, maximumGap: Double? = 200_000,
    maximumExtent: Double? = nil, maximumExtentInSites: Int? = nil, includesEdges: Bool = false
  ) {
    precondition(cutoff >= 0 && cutoff < 1, "a cutoff of homozygosity lies in 0 ..< 1, got \(cutoff)")
    precondition(
      (0...0.5).contains(minimumMinorFrequency), "a minor frequency lies in 0 ... 0.5, got \(minimumMinorFrequency)")
    self.convention = convention
    self.cutoff = cutoff
    self.minimumMinorFrequency = minimumMinorFrequency
    self.removesRareSites = removesRareSites
    self.gapScale = gapScale
    self.maximumGap = maximumGap
    self.maximumExtent = maximumExtent
    self.maximumExtentInSites = maximumExtentInSites
    self.includesEdges = includesEdges
  }

  /// The defaults of selscan 3.0.0, which removes rare sites first.
  public static let selscan = HaplotypeScanOptions(
    convention: .selscan, removesRareSites: true, maximumExtent: 1_000_000, maximumExtentInSites: 100)
}
