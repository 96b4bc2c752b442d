/// Zx: linkage within over linkage in all; `info.reference` is its page.
public struct LinkageRatio: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "zx", title: "Zx: linkage within over linkage in all", unit: "1", doi: "10.1371/journal.pgen.1007341",
    populations: 2, needsPhase: true,
    reference: """
      FILET's Z_X: the mean of `ZnS` of the two populations over `ZnS` of all haplotypes together (Schrider et al.
      2018, doi:10.1371/journal.pgen.1007341). Folded: exchanging the alleles of a site changes nothing.
      Exchanging the populations changes nothing.

      - Needs phased haplotypes.
      - Missing data: as for `ZnS`.
      - Fewer than 2 sites, or no linkage in all: 0.
      - Insufficient: where one of the three has no pair of sites with an r2, or where none has any in all
        haplotypes.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient where one of the three has no pair of sites with an r2, or where none has any in
  /// all haplotypes.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let total = window.linkage.meanR2
    guard total > 0 else { return .insufficient(0) }
    let (first, second) = (window.population(0).linkage, window.population(1).linkage)
    return StatisticValue(
      (first.meanR2 + second.meanR2) / 2 / total, isInsufficient: first.pairs == 0 || second.pairs == 0)
  }
}
