/// Sites private to one of two populations; `info.reference` is its page.
public struct PrivateSites: OneColumnStatistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let population: PairMember

  /// The sites private to `population`.
  public init(of population: PairMember) {
    self.population = population
    info = StatisticInfo(
      id: "private\(population.number)", title: "Sites private to the \(population.word) population", unit: "per base",
      doi: "10.1371/journal.pgen.1007341", version: 2, populations: 2,
      reference: """
        Sites that segregate in the \(population.word) population and not in the \(population.otherWord), per accessible base (Schrider et al.
        2018, doi:10.1371/journal.pgen.1007341). A site fixed for different alleles is private to neither. Folded:
        exchanging the alleles of a site changes nothing.

        - Missing data: alleles are counted for each site; a site without a call in one of the populations does not
          count, and the accessible bases are taken times the share of the other sites and places
          (see `pi`).
        - Empty window, or no accessible base: 0.
        - Insufficient: without an accessible base; where no site or place is called in both populations.
        """)
  }

  /// The value in `window`; insufficient without an accessible base, and where no site or place is called in both populations.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let classes = window.siteClasses
    return window.classesPerSharedBase(population == .first ? classes.privateToFirst : classes.privateToSecond)
  }
}
