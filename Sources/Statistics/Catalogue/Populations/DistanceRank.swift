/// Rank of the least divergence within one of two populations; `info.reference` is its page.
public struct DistanceRank: OneColumnStatistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let population: PairMember

  /// The rank within `population`.
  public init(within population: PairMember) {
    self.population = population
    info = StatisticInfo(
      id: "ddRank\(population.number)", title: "Rank of the least divergence within the \(population.word) population",
      unit: "1", doi: "10.1371/journal.pgen.1007341", populations: 2, needsPhase: true,
      reference: """
        FILET's rank of d_d: the share of pairs of haplotypes of the \(population.word) population that are no further apart than
        the nearest haplotypes of different populations (Schrider et al. 2018, doi:10.1371/journal.pgen.1007341).
        Folded: exchanging the alleles of a site changes nothing.

        - Needs phased haplotypes.
        - Missing data: two haplotypes are compared over the sites called in both, and the number of their
          differences is taken times all sites over these; a pair without such a site is left out.
        - Empty window: 1. No pair within the population: 0.
        - Insufficient: without an accessible base, or without a pair that can be compared within the population or
          between the populations.
        """)
  }

  /// The value in `window`; insufficient without an accessible base, or without a pair that can be compared within the
  /// population or between the populations.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    guard let rank = window.pairDistances.ranks[population.rawValue] else { return .insufficient(0) }
    return window.whereAccessible(rank)
  }
}
