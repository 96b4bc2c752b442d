/// Least divergence between haplotypes; `info.reference` is its page.
public struct DxyMinimum: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "dxyMin", title: "Least divergence between haplotypes", unit: "per base", doi: "10.1371/journal.pone.0118621",
    version: 2,
    populations: 2, needsPhase: true,
    reference: """
      The least number of differences between a haplotype of one population and one of the other, per accessible
      base (Geneva et al. 2015, doi:10.1371/journal.pone.0118621). Folded: exchanging the alleles of a site
      changes nothing. Exchanging the populations changes nothing.

      - Needs phased haplotypes.
      - Missing data: two haplotypes are compared over the sites called in both, and the number of their
        differences is taken times all sites over these; a pair without such a site is left out.
      - Empty window, no accessible base, or no pair: 0.
      - Insufficient: without an accessible base, or without a pair that can be compared.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base, or without a pair that can be compared.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    guard let least = window.pairDistances.least else { return .insufficient(0) }
    return window.perBase(least)
  }
}
