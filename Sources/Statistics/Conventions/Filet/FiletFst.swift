/// F_ST as FILET has it; `info.reference` is its page.
public struct FiletFst: FiletStatistic, ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "fst.filet", title: "F_ST as FILET has it", unit: "1", doi: "10.1371/journal.pgen.1007341", populations: 2,
    reference: """
      `kst`, but 0 where neither population has any diversity, even with fixed differences (found in the program
      of Schrider et al. 2018, doi:10.1371/journal.pgen.1007341).

      - Complete calls only.
      - Empty window: 0.
      - Insufficient: never.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; always sufficient.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    StatisticValue(
      window.population(0).siteCount + window.population(1).siteCount == 0 ? 0 : Kst().compute(window).value)
  }
}
