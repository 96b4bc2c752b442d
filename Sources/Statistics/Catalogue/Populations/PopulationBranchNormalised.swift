/// Normalised population branch statistic; `info.reference` is its page.
public struct PopulationBranchNormalised: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "pbsn1", title: "Normalised population branch statistic", unit: "1", doi: "10.1038/nature18299", populations: 3,
    reference: """
      PBSn1: `pbs` over 1 + the sum of the branches of all three populations (Malaspinas et al. 2016,
      doi:10.1038/nature18299). Folded: exchanging the alleles of a site changes nothing. Exchanging the second
      and the third population changes nothing.

      With T = -log(1 - F_ST) of Hudson's F_ST, which is held within 0 ... 0.99999, of each two of the three
      populations: (T12 + T13 - T23) / 2, over 1 + (T12 + T13 + T23) / 2.

      - Missing data: each F_ST is over the sites with at least two called alleles in both its populations.
      - Empty window, or no difference between two of the populations: that F_ST is 0.
      - Insufficient: where two of the populations have no site at which their alleles may differ.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient where two of the populations have no site at which their alleles may differ.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let branch = window.populationBranch
    return StatisticValue(branch.length / (1 + branch.total), isInsufficient: !branch.isKnown)
  }
}
