/// Maximum omega as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicOmegaMaximum: DiploshicStatistic, ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "omega.diploshic", title: "Maximum omega as diploSHIC 1.1.0 has it", unit: "1", doi: "10.1534/g3.118.200262",
    needsPhase: true,
    reference: """
      `omega`, but monomorphic sites count where the window is split: S is the number of all sites, with l = 3 ...
      S - 3 (Kern & Schrider 2018, doi:10.1534/g3.118.200262). Pairs without r2 do not count.

      - Complete calls only.
      - Fewer than 6 sites, or no split with a finite value: 0.
      - Insufficient: never.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; always sufficient.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    StatisticValue(window.linkageAmongAllSites.omega)
  }
}

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

/// Maximum omega of genotypes as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicGenotypeOmegaMaximum: DiploshicStatistic, ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "genotypeOmega.diploshic", title: "Maximum omega of genotypes as diploSHIC 1.1.0 has it", unit: "1",
    doi: "10.1534/g3.118.200262", usesGenotypes: true,
    reference: """
      `genotypeOmega`, but sites without variance (all heterozygous, or monomorphic) count, with an r2 of 0 (Kern
      & Schrider 2018, doi:10.1534/g3.118.200262).

      - Complete calls only.
      - Fewer than 6 sites, or no split with a finite value: 0.
      - Insufficient: never.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; always sufficient.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    StatisticValue(window.genotypeLinkageAmongAllSites.omega)
  }
}
