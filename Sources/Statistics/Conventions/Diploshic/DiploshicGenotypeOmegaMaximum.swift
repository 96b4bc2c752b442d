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
