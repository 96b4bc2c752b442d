/// Omega at the middle; `info.reference` is its page.
public struct OmegaAtMiddle: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "omegaAtMiddle", title: "Omega at the middle", unit: "1", doi: "10.1534/genetics.103.025387", needsPhase: true,
    reference: """
      Kim & Nielsen's omega for a sweep at the middle of the window: the mean r2 within the sites on either side
      of the middle over the mean r2 between the sides (Kim & Nielsen 2004, doi:10.1534/genetics.103.025387). A
      site on the middle belongs to the right. Folded: exchanging the alleles of a site changes nothing.

      - Needs phased haplotypes.
      - Missing data: r2 of two sites is over the haplotypes called at both; pairs that do not segregate there are
        left out of the means.
      - Fewer than 2 sites on one side, or no r2 between the sides: 0.
      - Insufficient: where the split has no finite value.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient where the split has no finite value.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let linkage = window.linkage
    return StatisticValue(linkage.omegaAtMiddle, isInsufficient: !linkage.hasOmegaAtMiddle)
  }
}
