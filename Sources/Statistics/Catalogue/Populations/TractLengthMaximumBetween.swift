/// Longest identical tract between populations; `info.reference` is its page.
public struct TractLengthMaximumBetween: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "ibsMaxBetween", title: "Longest identical tract between populations", unit: "bases",
    doi: "10.1371/journal.pgen.1007341", populations: 2, needsPhase: true,
    reference: """
      The longest tract between neighbouring differences of two haplotypes of different populations (Schrider et
      al. 2018, doi:10.1371/journal.pgen.1007341, as a share of the window). The ends of the window count as
      differences, and inaccessible stretches are not taken out. Folded: exchanging the alleles of a site changes
      nothing. Exchanging the populations changes nothing.

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: its length.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.whereAccessible(window.longestTractBetween)
  }
}
