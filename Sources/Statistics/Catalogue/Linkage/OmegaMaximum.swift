/// Maximum omega; `info.reference` is its page.
public struct OmegaMaximum: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "omega", title: "Maximum omega", unit: "1", doi: "10.1534/genetics.103.025387", needsPhase: true,
    reference: """
      The maximum of Kim & Nielsen's omega: linkage disequilibrium on either side of a sweep but not across it.

      omega at a split after the l-th of S sites is the mean r2 within the two sides over the mean r2 between
      them, l = 3 ... S - 3 (Kim & Nielsen 2004, doi:10.1534/genetics.103.025387). A split with no r2 at all
      between the sides has no finite omega and is passed over. Folded: exchanging the alleles of a site changes
      nothing.

      - Needs phased haplotypes.
      - Missing data: r2 of two sites is over the haplotypes called at both; pairs that do not segregate there are
        left out of the means.
      - Fewer than 6 sites, or no split with a finite value: 0.
      - Insufficient: where no split has a finite value.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient where no split has a finite value.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let linkage = window.linkage
    return StatisticValue(linkage.omega, isInsufficient: !linkage.hasOmega)
  }
}
