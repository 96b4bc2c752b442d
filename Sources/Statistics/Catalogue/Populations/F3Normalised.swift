/// f3 over heterozygosity; `info.reference` is its page.
public struct F3Normalised: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "f3Normalised", title: "f3 over heterozygosity", unit: "1", doi: "10.1534/genetics.112.145037", populations: 3,
    reference: """
      `f3` over the heterozygosity of the first population: the sum over sites of (c - a) (c - b) - h_c / n_c over
      the sum of 2 h_c (Patterson et al. 2012, doi:10.1534/genetics.112.145037). Folded: exchanging the alleles of
      a site changes nothing. Exchanging the second and the third population changes nothing.

      - Missing data: sites with at least two called alleles in the first population and one in each of the
        others.
      - Empty window, or no heterozygosity in the first population: 0.
      - Insufficient: without heterozygosity in the first population.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without heterozygosity in the first population.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.f3Sums
    return .ratio(sums.covariance, over: sums.heterozygosity)
  }
}
