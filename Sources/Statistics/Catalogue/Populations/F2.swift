/// f2; `info.reference` is its page.
public struct F2: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "f2", title: "f2", unit: "1", doi: "10.1534/genetics.112.145037", populations: 2,
    reference: """
      The mean over sites of (a - b)^2 - h_a / n_a - h_b / n_b: the squared difference of the frequencies, without
      the part that sampling adds; h = k (n - k) / (n (n - 1)) (Patterson et al. 2012,
      doi:10.1534/genetics.112.145037). The sum over sites is that of `da`. Folded: exchanging the alleles of a
      site changes nothing. Exchanging the populations changes nothing.

      - Missing data: sites with at least two called alleles in each population.
      - Empty window, or a population of one haplotype: 0.
      - Insufficient: without such a site.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without such a site.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.pairSums
    return .ratio(sums.excess, over: Double(sums.sitesWhereBoth))
  }
}
