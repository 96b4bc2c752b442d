/// G2/G1; `info.reference` is its page.
public struct GenotypeG2ToG1: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "G2/G1", title: "G2/G1", unit: "1", doi: "10.1534/genetics.118.301502", usesGenotypes: true,
    reference: """
      G2/G1: the share of `G1` that is not due to the commonest multilocus genotype; H2/H1 for data without phase
      (Harris et al. 2018, doi:10.1534/genetics.118.301502).

      - Individuals are pairs of neighbouring haplotypes; an odd number of haplotypes is refused by the feature
        calculator.
      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.whereAccessible(window.genotypeClasses.ratioWithoutLargest)
  }
}
