/// Weir & Cockerham's F_ST; `info.reference` is its page.
public struct FstWeirCockerham: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "fstWeirCockerham", title: "Weir & Cockerham's F_ST", unit: "1", doi: "10.1111/j.1558-5646.1984.tb05657.x",
    populations: 2, usesGenotypes: true,
    reference: """
      theta = sum a / sum (a + b + c) with the variance components of two populations of diploid individuals,
      summed over sites (Weir & Cockerham 1984, doi:10.1111/j.1558-5646.1984.tb05657.x). It may be negative.
      Folded: exchanging the alleles of a site changes nothing. Exchanging the populations changes nothing.

      With m individuals on average and M = 2 m - (n1^2 + n2^2) / (2 m), frequency p over all, s^2 = sum n (pi -
      p)^2 / m and h the share of heterozygous individuals: a = m / M (s^2 - (p (1 - p) - s^2 / 2 - h / 4) / (m -
      1)), b = m / (m - 1) (p (1 - p) - s^2 / 2 - (2 m - 1) h / (4 m)), c = h / 2.

      - Individuals are pairs of neighbouring haplotypes; an odd number of haplotypes in a population is refused
        by the feature calculator.
      - Missing data: an individual with a missing allele is missing; a site counts with an individual in each
        population and three in all.
      - Empty window: 0.
      - Insufficient: without a site that varies among called individuals of both populations.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a site that varies among called individuals of both populations.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let components = window.weirCockerham
    return .ratio(components.between, over: components.total)
  }
}
