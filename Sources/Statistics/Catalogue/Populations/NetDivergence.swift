/// Net divergence da; `info.reference` is its page.
public struct NetDivergence: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "da", title: "Net divergence da", unit: "per base", doi: "10.1073/pnas.76.10.5269", version: 3,
    populations: 2,
    reference: """
      Divergence between two populations less the mean diversity within them: dxy - (pi1 + pi2) / 2, per
      accessible base (Nei & Li 1979, doi:10.1073/pnas.76.10.5269). It may be negative. Folded: exchanging the
      alleles of a site changes nothing. Exchanging the populations changes nothing.

      - Missing data: all three are of the sites with at least two called alleles in each population, and the
        accessible bases are taken times the share of these sites.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base, with a population of one haplotype, or with sites of which none
        has two called alleles in each population.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base, with a population of one haplotype, or nothing to
  /// compare.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.pairSums
    return StatisticValue(
      window.perComparedBase(sums.excess, sites: sums.sitesWhereBoth, least: [2, 2]),
      isInsufficient: window.accessibleBases <= 0 || window.populationSizes.contains(1)
        || window.isNowhereCompared(sites: sums.sitesWhereBoth, least: [2, 2]))
  }
}
