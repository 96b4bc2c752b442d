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
