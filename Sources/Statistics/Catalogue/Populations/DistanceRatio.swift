/// Least divergence over diversity of one of two populations; `info.reference` is its page.
public struct DistanceRatio: OneColumnStatistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let population: PairMember

  /// The ratio to the diversity of `population`.
  public init(of population: PairMember) {
    self.population = population
    let word = population.word
    info = StatisticInfo(
      id: "dd\(population.number)", title: "Least divergence over diversity of the \(word) population", unit: "1",
      doi: "10.1371/journal.pgen.1007341", version: 2, populations: 2, needsPhase: true,
      reference: """
        FILET's d_d: the least number of differences between haplotypes of different populations over the mean
        number within the \(word) (Schrider et al. 2018, doi:10.1371/journal.pgen.1007341). Folded: exchanging the
        alleles of a site changes nothing.

        - Needs phased haplotypes.
        - Missing data: two haplotypes are compared over the sites called in both, and the number of their
          differences is taken times all sites over these; a pair without such a site is left out. Diversity is that
          of `pi`, from the alleles of each site.
        - No diversity in the \(word) population: the diversity is taken as that of one site with a single copy, the least
          that can be seen, so that identity without diversity is no sign of introgression by itself. No difference
          between the populations either, as in an empty window: 1.
        - Insufficient: without diversity in the \(word) population, or without a pair that can be compared.
        """)
  }

  /// The value in `window`; insufficient without diversity in the population, or without a pair that can be compared.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    guard let least = window.pairDistances.least else { return .insufficient(1) }
    let own = window.population(population.rawValue)
    if own.spectrum.pi > 0 { return StatisticValue(least / own.spectrum.pi) }
    return .insufficient(window.pairSums.between > 0 ? least * Double(own.haplotypeCount) / 2 : 1)
  }
}
