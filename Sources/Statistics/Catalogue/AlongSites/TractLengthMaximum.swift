/// Length of the longest identical tract; `info.reference` is its page.
public struct TractLengthMaximum: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "ibsMax", title: "Length of the longest identical tract", unit: "bases", doi: "10.1371/journal.pgen.1007341",
    needsPhase: true,
    reference: """
      The length of the longest tract between neighbouring differences of two haplotypes, over all pairs (Schrider
      et al. 2018, doi:10.1371/journal.pgen.1007341, there between populations and as a share of the window). The
      ends of the window count as differences, and inaccessible stretches are not taken out.

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: its length.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.whereAccessible(window.longestTractLength)
  }
}
