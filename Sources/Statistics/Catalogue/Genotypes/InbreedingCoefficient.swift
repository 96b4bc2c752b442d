/// Inbreeding coefficient; `info.reference` is its page.
public struct InbreedingCoefficient: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "inbreedingF", title: "Inbreeding coefficient", unit: "1", doi: "10.1111/j.1469-1809.1949.tb02451.x",
    usesGenotypes: true,
    reference: """
      Wright's inbreeding coefficient F = 1 - Ho / He (Wright 1951, doi:10.1111/j.1469-1809.1949.tb02451.x), a
      ratio of sums over sites: Ho the share of heterozygous individuals, He = 1 - p^2 - (1 - p)^2 from the allele
      frequencies of the site. Folded: exchanging the alleles of a site changes nothing. Random mating gives about
      -1 / (2 n - 1) with n individuals, as He is not corrected for the sample size.

      - Individuals are pairs of neighbouring haplotypes; an odd number of haplotypes is refused by the feature
        calculator.
      - Missing data: Ho is over individuals with both alleles, He over all called alleles; a site without a
        called individual is left out.
      - Empty window: 0.
      - Insufficient: without a segregating site at which an individual is called.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a segregating site at which an individual is called.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.heterozygosity
    guard sums.expected > 0 else { return .insufficient(0) }
    return StatisticValue(1 - sums.observed / sums.expected)
  }
}
