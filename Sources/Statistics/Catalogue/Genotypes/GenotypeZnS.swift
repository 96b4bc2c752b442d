/// ZnS of genotypes; `info.reference` is its page.
public struct GenotypeZnS: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "genotypeZnS", title: "ZnS of genotypes", unit: "1", doi: "10.1534/genetics.108.093153", usesGenotypes: true,
    reference: """
      The mean over all pairs of sites of the squared correlation of genotypes (0, 1, 2); `ZnS` for data without
      phase (Rogers & Huff 2009, doi:10.1534/genetics.108.093153).

      Sites whose genotypes do not vary between individuals (all heterozygous, say) are left out. The mean is over
      different sites only: other programs that average a whole matrix with an empty diagonal print (S - 1) / S of
      it.

      - Individuals are pairs of neighbouring haplotypes; an odd number of haplotypes is refused by the feature
        calculator.
      - Missing data: an individual with a missing allele is missing; two sites are compared over the individuals
        called at both, and pairs without variance there are left out.
      - Fewer than 2 sites: 0.
      - Insufficient: without a pair of sites that has an r2.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a pair of sites that has an r2.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let linkage = window.genotypeLinkage
    return StatisticValue(linkage.meanR2, isInsufficient: linkage.pairs == 0)
  }
}
