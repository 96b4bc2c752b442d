/// Rank of the least divergence within the second population; `info.reference` is its page.
public struct DistanceRankInSecond: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "ddRank2", title: "Rank of the least divergence within the second population", unit: "1",
    doi: "10.1371/journal.pgen.1007341", populations: 2, needsPhase: true,
    reference: """
      FILET's rank of d_d: the share of pairs of haplotypes of the second population that are no further apart
      than the nearest haplotypes of different populations (Schrider et al. 2018,
      doi:10.1371/journal.pgen.1007341). Folded: exchanging the alleles of a site changes nothing.

      - Needs phased haplotypes.
      - Missing data: two haplotypes are compared over the sites called in both, and the number of their
        differences is taken times all sites over these; a pair without such a site is left out.
      - Empty window: 1. No pair within the population: 0.
      - Insufficient: without an accessible base, or without a pair that can be compared within the population or
        between the populations.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    window.pairDistances.ranks[1] ?? 0
  }

  /// True without an accessible base, or without a pair that can be compared within the population or between the populations.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool {
    window.accessibleBases <= 0 || window.pairDistances.ranks[1] == nil
  }
}
