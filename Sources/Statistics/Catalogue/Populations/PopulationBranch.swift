/// Population branch statistic; `info.reference` is its page.
public struct PopulationBranch: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "pbs", title: "Population branch statistic", unit: "1", doi: "10.1126/science.1190371", populations: 3,
    reference: """
      The length of the branch of the first population in the tree of three (Yi et al. 2010,
      doi:10.1126/science.1190371). Folded: exchanging the alleles of a site changes nothing. Exchanging the
      second and the third population changes nothing.

      With T = -log(1 - F_ST) of Hudson's F_ST, which is held within 0 ... 0.99999, of each two of the three
      populations: (T12 + T13 - T23) / 2.

      - Missing data: each F_ST is over the sites with at least two called alleles in both its populations.
      - Empty window, or no difference between two of the populations: that F_ST is 0.
      - Insufficient: where two of the populations have no site at which their alleles may differ.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient where two of the populations have no site at which their alleles may differ.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let branch = window.populationBranch
    return StatisticValue(branch.length, isInsufficient: !branch.isKnown)
  }
}
