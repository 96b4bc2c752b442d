/// Theta H as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicThetaH: DiploshicStatistic, ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "thetaH.diploshic", title: "Theta H as diploSHIC 1.1.0 has it", unit: "per base", doi: "10.1534/g3.118.200262",
    needsPolarisation: true,
    reference: """
      `thetaH` with sites fixed for the derived allele, each of which adds 2 n / (n - 1) (Kern & Schrider 2018,
      doi:10.1534/g3.118.200262).

      - Complete calls only.
      - No site at all: 0.
      - Insufficient: never.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; always sufficient.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let n = Double(window.haplotypeCount)
    let fixed = Double(window.monomorphic.derived) * 2 * n / (n - 1)
    return StatisticValue(window.perAccessibleBase(window.spectrum.thetaH + fixed))
  }
}
