/// Maximum omega of genotypes; `info.reference` is its page.
public struct GenotypeOmegaMaximum: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "genotypeOmega", title: "Maximum omega of genotypes", unit: "1", doi: "10.1534/genetics.103.025387",
    usesGenotypes: true,
    reference: """
      The maximum of Kim & Nielsen's omega with the squared correlation of genotypes as r2; `omega` for data
      without phase.

      omega at a split after the l-th of S sites is the mean r2 within the two sides over the mean r2 between
      them, l = 3 ... S - 3 (Kim & Nielsen 2004, doi:10.1534/genetics.103.025387). A split with no r2 at all
      between the sides has no finite omega and is passed over. Sites whose genotypes do not vary between
      individuals (all heterozygous, say) are left out. Genotype correlation: Rogers & Huff 2009,
      doi:10.1534/genetics.108.093153.

      - Individuals are pairs of neighbouring haplotypes; an odd number of haplotypes is refused by the feature
        calculator.
      - Missing data: an individual with a missing allele is missing; two sites are compared over the individuals
        called at both, and pairs without variance there are left out.
      - Fewer than 6 sites, or no split with a finite value: 0.
      - Insufficient: where no split has a finite value.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient where no split has a finite value.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let linkage = window.genotypeLinkage
    return StatisticValue(linkage.omega, isInsufficient: !linkage.hasOmega)
  }
}
