/// Kelly's ZnS; `info.reference` is its page.
public struct KellyZnS: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "ZnS", title: "Kelly's ZnS", unit: "1", doi: "10.1093/genetics/146.3.1197", needsPhase: true,
    reference: """
      Kelly's ZnS: the mean over all pairs of segregating sites of r2 = D^2 / (p (1 - p) q (1 - q)) (Kelly 1997,
      doi:10.1093/genetics/146.3.1197). Folded: exchanging the alleles of a site changes nothing.

      - Needs phased haplotypes.
      - Missing data: r2 of two sites is over the haplotypes called at both; pairs that do not segregate there are
        left out.
      - Fewer than 2 sites: 0.
      - Insufficient: without a pair of sites that has an r2.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a pair of sites that has an r2.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let linkage = window.linkage
    return StatisticValue(linkage.meanR2, isInsufficient: linkage.pairs == 0)
  }
}
