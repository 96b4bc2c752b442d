/// Least divergence over diversity of the first population; `info.reference` is its page.
public struct DistanceRatioOfFirst: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "dd1", title: "Least divergence over diversity of the first population", unit: "1",
    doi: "10.1371/journal.pgen.1007341", version: 2, populations: 2, needsPhase: true,
    reference: """
      FILET's d_d: the least number of differences between haplotypes of different populations over the mean
      number within the first (Schrider et al. 2018, doi:10.1371/journal.pgen.1007341). Folded: exchanging the
      alleles of a site changes nothing.

      - Needs phased haplotypes.
      - Missing data: two haplotypes are compared over the sites called in both, and the number of their
        differences is taken times all sites over these; a pair without such a site is left out. Diversity is that
        of `pi`, from the alleles of each site.
      - No diversity in the first population: the diversity is taken as that of one site with a single copy, the least
        that can be seen, so that identity without diversity is no sign of introgression by itself. No difference
        between the populations either, as in an empty window: 1.
      - Insufficient: without diversity in the first population, or without a pair that can be compared.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    window.leastDistance(overDiversityOf: 0)
  }

  /// True without diversity in the first population, or without a pair that can be compared.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool {
    window.population(0).siteCount == 0 || window.pairDistances.least == nil
  }
}
