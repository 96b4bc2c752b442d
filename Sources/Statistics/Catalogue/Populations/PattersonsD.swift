/// Patterson's D; `info.reference` is its page.
public struct PattersonsD: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "pattersonD", title: "Patterson's D", unit: "1", doi: "10.1534/genetics.112.145037", populations: 4,
    reference: """
      The sum over sites of (a - b) (c - d) over that of (a + b - 2 a b) (c + d - 2 c d), with the frequencies in
      four populations in order (Patterson et al. 2012, doi:10.1534/genetics.112.145037). Folded: exchanging the
      alleles of a site changes nothing. Exchanging the first two populations, or the last two, changes the sign.
      Of P1, P2, P3 and an outgroup in this order it is negative where P2 shares more with P3 (an excess of ABBA), and
      positive where P1 does (BABA): the sign is that of Patterson et al., opposite to the D of Green et al. 2010
      (doi:10.1126/science.1188021) and to `fd`, which are positive for ABBA.

      - Missing data: sites with a called allele in each population.
      - Empty window, or no site that varies within both pairs of populations: 0.
      - Insufficient: without a site that varies within both pairs of populations.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a site that varies within both pairs of populations.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.f4Sums
    return .ratio(sums.covariance, over: sums.scale)
  }
}
