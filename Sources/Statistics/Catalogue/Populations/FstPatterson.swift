/// Patterson's F_ST; `info.reference` is its page.
public struct FstPatterson: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "fstPatterson", title: "Patterson's F_ST", unit: "1", doi: "10.1534/genetics.112.145037", populations: 2,
    reference: """
      F_ST = N / (N + h1 + h2) with N = (p1 - p2)^2 - h1 / n1 - h2 / n2 and h = k (n - k) / (n (n - 1)), numerator
      and denominator summed over sites (Patterson et al. 2012, doi:10.1534/genetics.112.145037). As a ratio of
      sums it is the same number as `fstHudson`; it is here because it is asked for by this name. Folded:
      exchanging the alleles of a site changes nothing. Exchanging the populations changes nothing.

      - Missing data: the sums are over sites with at least two called alleles in each population.
      - Empty window, or a population of one haplotype: 0.
      - Insufficient: without a site at which two alleles of the populations may differ.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a site at which two alleles of the populations may differ.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.pairSums
    return .ratio(sums.excess, over: sums.betweenWhereBoth)
  }
}
