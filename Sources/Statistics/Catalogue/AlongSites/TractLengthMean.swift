/// Mean length of identical tracts; `info.reference` is its page.
public struct TractLengthMean: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "ibsMean", title: "Mean length of identical tracts", unit: "bases", doi: "10.1371/journal.pgen.1007341",
    reference: """
      The mean length of the tracts between neighbouring differences of two haplotypes, over all tracts of all
      pairs: pairs L / (pairs + sum of their differences), L being the window's length (Schrider et al. 2018,
      doi:10.1371/journal.pgen.1007341, as a share of the window). The ends of the window count as differences,
      and inaccessible stretches are not taken out.

      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: its length.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.whereAccessible(window.meanTractLength)
  }
}
