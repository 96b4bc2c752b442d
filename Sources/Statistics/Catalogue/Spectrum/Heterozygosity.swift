/// Observed heterozygosity; `info.reference` is its page.
public struct Heterozygosity: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "heterozygosity", title: "Observed heterozygosity", unit: "per base", doi: "10.1093/genetics/89.3.583",
    version: 2,
    usesGenotypes: true,
    reference: """
      The mean share of individuals that are heterozygous, per accessible base: the sum over sites of heterozygous
      over called individuals, divided by the accessible bases (Nei 1978, doi:10.1093/genetics/89.3.583). Folded:
      exchanging the alleles of a site changes nothing.

      - Individuals are pairs of neighbouring haplotypes; an odd number of haplotypes is refused by the feature
        calculator.
      - Missing data: an individual with a missing allele is missing; a site without a called individual adds
        nothing.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.perBase(window.heterozygosity.observed)
  }
}
