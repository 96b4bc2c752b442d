/// Number of haplotypes; `info.reference` is its page.
public struct HaplotypeNumber: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "haplotypeCount", title: "Number of haplotypes", unit: "1", doi: "10.1093/oxfordjournals.molbev.a025905",
    needsPhase: true,
    reference: """
      The number of different haplotypes (Depaulis & Veuille 1998, doi:10.1093/oxfordjournals.molbev.a025905).

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: 1.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.whereAccessible(Double(window.haplotypeClasses.distinct))
  }
}
