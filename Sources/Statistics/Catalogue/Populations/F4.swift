/// f4; `info.reference` is its page.
public struct F4: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "f4", title: "f4", unit: "1", doi: "10.1534/genetics.112.145037", populations: 4,
    reference: """
      The mean over sites of (a - b) (c - d) with the frequencies in four populations in order; 0 is expected if a
      and b are sisters and c and d are (Patterson et al. 2012, doi:10.1534/genetics.112.145037). Folded:
      exchanging the alleles of a site changes nothing. Exchanging the first two populations, or the last two,
      changes the sign.

      - Missing data: sites with a called allele in each population.
      - Empty window: 0.
      - Insufficient: without such a site.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without such a site.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.f4Sums
    return .ratio(sums.covariance, over: Double(sums.sites))
  }
}
