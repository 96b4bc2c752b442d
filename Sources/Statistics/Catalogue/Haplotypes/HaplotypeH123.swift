/// H123; `info.reference` is its page.
public struct HaplotypeH123: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "H123", title: "H123", unit: "1", doi: "10.1371/journal.pgen.1005004", needsPhase: true,
    reference: """
      H123: haplotype homozygosity with the three commonest haplotypes taken as one, (p1 + p2 + p3)^2 + p4^2 + ...
      (Garud et al. 2015, doi:10.1371/journal.pgen.1005004).

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: 1.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.whereAccessible(window.haplotypeClasses.homozygosityWithThreeMerged)
  }
}
