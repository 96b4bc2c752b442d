/// Tajima's D as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicTajimasD: DiploshicStatistic {
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

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    TajimasD().compute(window)
  }

  /// True with 1 or 2 segregating sites, or none among sites that are there.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool { window.hasAnySite && window.siteCount < 3 }
}

/// Theta H as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicThetaH: DiploshicStatistic {
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

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    let n = Double(window.haplotypeCount)
    let fixed = Double(window.monomorphic.derived) * 2 * n / (n - 1)
    return window.perAccessibleBase(window.spectrum.thetaH + fixed)
  }

  /// Never.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool { false }
}

/// Fay & Wu's H as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicFayWuH: DiploshicStatistic {
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

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    DiploshicThetaH().compute(window) - NucleotideDiversity().compute(window)
  }

  /// Never.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool { false }
}

/// Maximum derived frequency as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicMaximumDerivedFrequency: DiploshicStatistic {
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

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    window.monomorphic.derived > 0 ? 1 : MaximumDerivedFrequency().compute(window)
  }

  /// Never.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool { false }
}
