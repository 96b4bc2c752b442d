/// Variance of genotype differences; `info.reference` is its page.
public struct GenotypeDistanceVariance: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "genotypeDistVar", title: "Variance of genotype differences",
    unit: "per base squared", doi: "10.1534/g3.118.200262", version: 2,
    usesGenotypes: true,
    reference: """
      The variance over all pairs of the number of sites at which the genotypes of two individuals differ, divided
      by the square of the accessible bases (used by diploS/HIC, Kern & Schrider 2018, doi:10.1534/g3.118.200262).

      sum of (d - mean d)^2 / (pairs - 1) / L^2, from exact sums of whole numbers. Folded: exchanging the alleles
      of a site changes nothing.

      A pair of genotypes 0 and 2 differs at one site, as 0 and 1 do.

      - Individuals are pairs of neighbouring haplotypes; an odd number of haplotypes is refused by the feature
        calculator.
      - Missing data: an individual with a missing allele is missing; two individuals are compared over the sites
        called in both, and the number of their differences is taken times all sites over these; a pair without
        such a site is left out.
      - Empty window, no accessible base, or a single pair: 0.
      - Insufficient: without an accessible base, or with fewer than 2 pairs that can be compared.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    window.perAccessibleBase(window.perAccessibleBase(window.genotypeDistances.variance))
  }

  /// True without an accessible base, or with fewer than 2 pairs that can be compared.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool {
    window.accessibleBases <= 0 || window.genotypeDistances.pairs < 2
  }
}
