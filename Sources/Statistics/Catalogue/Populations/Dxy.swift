/// Divergence dxy; `info.reference` is its page.
public struct Dxy: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "dxy", title: "Divergence dxy", unit: "per base", doi: "10.1073/pnas.76.10.5269", version: 3,
    populations: 2,
    reference: """
      The expected number of differences between a haplotype of one population and one of the other, per
      accessible base.

      sum over sites of p1 (1 - p2) + p2 (1 - p1), divided by the accessible bases; p1, p2 the frequencies of the
      derived (or alternative) allele in the populations (Nei & Li 1979, doi:10.1073/pnas.76.10.5269). Folded:
      exchanging the alleles of a site changes nothing. Exchanging the populations changes nothing.

      - Missing data: frequencies are among the called alleles of each site; a site without a call in one of the
        populations adds nothing, and the accessible bases are taken times the share of the other sites and places (see `pi`).
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base, or with sites or places of which none is called in both populations.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base, or with sites of which none is called in both
  /// populations.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.pairSums
    return StatisticValue(
      window.perComparedBase(sums.between, sites: sums.sites, least: [1, 1]),
      isInsufficient: window.accessibleBases <= 0 || window.isNowhereCompared(sites: sums.sites, least: [1, 1]))
  }
}
