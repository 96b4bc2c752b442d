/// Tajima's D as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicTajimasD: DiploshicStatistic, ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "tajimasD.diploshic", title: "Tajima's D as diploSHIC 1.1.0 has it", unit: "1", doi: "10.1534/g3.118.200262",
    reference: """
      `tajimasD`, but insufficient where 1 or 2 sites segregate, or none among sites that are there (Kern &
      Schrider 2018, doi:10.1534/g3.118.200262). The normalisation then makes the statistic flat in all
      subwindows.

      - Complete calls only.
      - No site at all: 0.
      - Insufficient: with 1 or 2 segregating sites, or none among sites that are there.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient with 1 or 2 segregating sites, or none among sites that are there.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    StatisticValue(TajimasD().compute(window).value, isInsufficient: window.hasAnySite && window.siteCount < 3)
  }
}
