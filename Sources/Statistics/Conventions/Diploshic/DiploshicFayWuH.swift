/// Fay & Wu's H as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicFayWuH: DiploshicStatistic, ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "fayWuH.diploshic", title: "Fay & Wu's H as diploSHIC 1.1.0 has it", unit: "per base",
    doi: "10.1534/g3.118.200262", needsPolarisation: true,
    reference: """
      `thetaH.diploshic` - `pi` (Kern & Schrider 2018, doi:10.1534/g3.118.200262).

      - Complete calls only.
      - No site at all: 0.
      - Insufficient: never.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; always sufficient.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    StatisticValue(DiploshicThetaH().compute(window).value - NucleotideDiversity().compute(window).value)
  }
}
