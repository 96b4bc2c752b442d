/// H12; `info.reference` is its page.
public struct HaplotypeH12: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "H12", title: "H12", unit: "1", doi: "10.1371/journal.pgen.1005004", needsPhase: true,
    reference: """
      H12: haplotype homozygosity with the two commonest haplotypes taken as one, (p1 + p2)^2 + p3^2 + ..., high
      after hard and soft sweeps (Garud et al. 2015, doi:10.1371/journal.pgen.1005004).

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: 1.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.whereAccessible(window.haplotypeClasses.homozygosityWithTwoMerged)
  }
}
