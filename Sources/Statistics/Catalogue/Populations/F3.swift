/// f3; `info.reference` is its page.
public struct F3: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "f3", title: "f3", unit: "1", doi: "10.1534/genetics.112.145037", populations: 3,
    reference: """
      The mean over sites of (c - a) (c - b) - h_c / n_c: negative if the first population, c, is a mixture of
      ones like the second and the third, a and b; h = k (n - k) / (n (n - 1)) (Patterson et al. 2012,
      doi:10.1534/genetics.112.145037). Folded: exchanging the alleles of a site changes nothing. Exchanging the
      second and the third population changes nothing.

      - Missing data: sites with at least two called alleles in the first population and one in each of the
        others.
      - Empty window, or one haplotype in the first population: 0.
      - Insufficient: without such a site.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without such a site.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.f3Sums
    return .ratio(sums.covariance, over: Double(sums.sites))
  }
}
