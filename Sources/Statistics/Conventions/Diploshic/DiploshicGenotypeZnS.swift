/// ZnS of genotypes as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicGenotypeZnS: DiploshicStatistic, ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "genotypeZnS.diploshic", title: "ZnS of genotypes as diploSHIC 1.1.0 has it", unit: "1",
    doi: "10.1534/g3.118.200262", usesGenotypes: true,
    reference: """
      The mean of the whole S x S matrix of squared correlations of genotypes, with zeros on its diagonal: (S - 1)
      / S of the mean over different sites (Kern & Schrider 2018, doi:10.1534/g3.118.200262). Sites without
      variance (all heterozygous, or monomorphic) are in it with zeros.

      - Complete calls only.
      - Fewer than 2 sites: 0.
      - Insufficient: never.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; always sufficient.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sites = Double(window.siteCount + window.monomorphic.count)
    return StatisticValue(sites < 2 ? 0 : window.genotypeLinkageAmongAllSites.meanR2 * ((sites - 1) / sites))
  }
}
