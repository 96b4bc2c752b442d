/// Haplotype diversity; `info.reference` is its page.
public struct HaplotypeDiversity: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "haplotypeDiversity", title: "Haplotype diversity", unit: "1", doi: "10.1093/oxfordjournals.molbev.a025905",
    needsPhase: true,
    reference: """
      The chance that two haplotypes drawn without replacement differ: (1 - sum p^2) n / (n - 1), p being the
      frequencies of the different haplotypes (Depaulis & Veuille 1998, doi:10.1093/oxfordjournals.molbev.a025905,
      take it without the factor n / (n - 1)).

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let classes = window.haplotypeClasses
    let pairs = classes.total * (classes.total - 1)
    return window.whereAccessible(
      Double(classes.total * classes.total - classes.sumOfSquares) / Double(pairs))
  }
}
