/// Maximum derived frequency as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicMaximumDerivedFrequency: DiploshicStatistic, ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "maxFDA.diploshic", title: "Maximum derived frequency as diploSHIC 1.1.0 has it", unit: "1",
    doi: "10.1534/g3.118.200262", needsPolarisation: true,
    reference: """
      `maxFDA` with sites fixed for the derived allele, whose frequency is 1 (Kern & Schrider 2018,
      doi:10.1534/g3.118.200262).

      - Complete calls only.
      - No site at all: 0.
      - Insufficient: never.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; always sufficient.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    StatisticValue(window.monomorphic.derived > 0 ? 1 : MaximumDerivedFrequency().compute(window).value)
  }
}
