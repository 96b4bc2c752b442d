/// Longest identical tract between populations as FILET has it; `info.reference` is its page.
public struct FiletTractMaximumBetween: FiletStatistic, ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "ibsMaxBetween.filet", title: "Longest identical tract between populations as FILET has it", unit: "1",
    doi: "10.1371/journal.pgen.1007341", populations: 2, needsPhase: true,
    reference: """
      `ibsMaxBetween` as a share of the length of the window (found in the program of Schrider et al. 2018,
      doi:10.1371/journal.pgen.1007341).

      - Complete calls only.
      - Empty window: 1.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.whereAccessible(window.longestTractBetween / (window.end - window.start))
  }
}
