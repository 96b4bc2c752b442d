/// Skewness of genotype differences; `info.reference` is its page.
public struct GenotypeDistanceSkewness: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "genotypeDistSkew", title: "Skewness of genotype differences", unit: "1", doi: "10.1534/g3.118.200262",
    usesGenotypes: true,
    reference: """
      The skewness over all pairs of the number of sites at which the genotypes of two individuals differ (used by
      diploS/HIC, Kern & Schrider 2018, doi:10.1534/g3.118.200262).

      m3 / m2^1.5, where mk is the mean over pairs of (d - mean d)^k; from exact sums of whole numbers. Folded:
      exchanging the alleles of a site changes nothing.

      - Individuals are pairs of neighbouring haplotypes; an odd number of haplotypes is refused by the feature
        calculator.
      - Missing data: an individual with a missing allele is missing; two individuals are compared over the sites
        called in both, and the number of their differences is taken times all sites over these; a pair without
        such a site is left out.
      - Empty window, or all pairs equally far apart: 0.
      - Insufficient: where all pairs are equally far apart.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    window.genotypeDistances.skewness
  }

  /// True where all pairs are equally far apart.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool { window.genotypeDistances.variance <= 0 }
}
