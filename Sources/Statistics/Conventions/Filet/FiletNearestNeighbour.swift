/// Snn as FILET has it; `info.reference` is its page.
public struct FiletNearestNeighbour: FiletStatistic, ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "snn.filet", title: "Snn as FILET has it", unit: "1", doi: "10.1371/journal.pgen.1007341", populations: 2,
    needsPhase: true,
    reference: """
      `snn`, but where nearest neighbours of a haplotype are in both populations one more is counted in each: (w +
      1) / (w + b + 2) in place of w / (w + b) (found in the program of Schrider et al. 2018,
      doi:10.1371/journal.pgen.1007341).

      - Complete calls only.
      - Empty window: as `snn`, with that.
      - Insufficient: never.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; always sufficient.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    StatisticValue(window.pairDistances.filetNearestNeighbour ?? 0)
  }
}
