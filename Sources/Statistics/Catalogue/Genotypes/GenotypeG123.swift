/// G123; `info.reference` is its page.
public struct GenotypeG123: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "G123", title: "G123", unit: "1", doi: "10.1534/genetics.118.301502", usesGenotypes: true,
    reference: """
      G123: `G1` with the three commonest multilocus genotypes taken as one; H123 for data without phase (Harris
      et al. 2018, doi:10.1534/genetics.118.301502).

      - Individuals are pairs of neighbouring haplotypes; an odd number of haplotypes is refused by the feature
        calculator.
      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: 1.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.whereAccessible(window.genotypeClasses.homozygosityWithThreeMerged)
  }
}
