/// Skewness of pairwise differences; `info.reference` is its page.
public struct DistanceSkewness: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "distSkew", title: "Skewness of pairwise differences", unit: "1", doi: "10.1534/g3.118.200262",
    needsPhase: true,
    reference: """
      The skewness over all pairs of the number of sites at which two haplotypes differ (used by diploS/HIC, Kern
      & Schrider 2018, doi:10.1534/g3.118.200262).

      m3 / m2^1.5, where mk is the mean over pairs of (d - mean d)^k; from exact sums of whole numbers. Folded:
      exchanging the alleles of a site changes nothing.

      - Needs phased haplotypes.
      - Missing data: two haplotypes are compared over the sites called in both, and the number of their
        differences is taken times all sites over these; a pair without such a site is left out.
      - Empty window, or all pairs equally far apart: 0.
      - Insufficient: where all pairs are equally far apart.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    window.distances.skewness
  }

  /// True where all pairs are equally far apart.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool { window.distances.variance <= 0 }
}
