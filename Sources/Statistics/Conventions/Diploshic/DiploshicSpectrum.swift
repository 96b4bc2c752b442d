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
