/// Skewness of pairwise differences as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicDistanceSkewness: DiploshicStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "distSkew.diploshic", title: "Skewness of pairwise differences as diploSHIC 1.1.0 has it", unit: "1",
    doi: "10.1534/g3.118.200262", needsPhase: true,
    reference: """
      `distSkew`, but insufficient where all pairs are equally far apart and there is a site; the normalisation
      then makes the statistic flat in all subwindows (Kern & Schrider 2018, doi:10.1534/g3.118.200262).

      - Complete calls only.
      - No site at all: 0.
      - Insufficient: where all pairs are equally far apart and there is a site.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    window.distances.skewness
  }

  /// True where all pairs are equally far apart and there is a site.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool { window.hasAnySite && window.distances.variance == 0 }
}

/// Excess kurtosis of pairwise differences as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicDistanceKurtosis: DiploshicStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "distKurt.diploshic", title: "Excess kurtosis of pairwise differences as diploSHIC 1.1.0 has it", unit: "1",
    doi: "10.1534/g3.118.200262", needsPhase: true,
    reference: """
      `distKurt`, but insufficient where all pairs are equally far apart and there is a site; the normalisation
      then makes the statistic flat in all subwindows (Kern & Schrider 2018, doi:10.1534/g3.118.200262).

      - Complete calls only.
      - No site at all: 0.
      - Insufficient: where all pairs are equally far apart and there is a site.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    window.distances.excessKurtosis
  }

  /// True where all pairs are equally far apart and there is a site.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool { window.hasAnySite && window.distances.variance == 0 }
}

/// Skewness of genotype differences as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicGenotypeDistanceSkewness: DiploshicStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "genotypeDistSkew.diploshic", title: "Skewness of genotype differences as diploSHIC 1.1.0 has it", unit: "1",
    doi: "10.1534/g3.118.200262", usesGenotypes: true,
    reference: """
      `genotypeDistSkew`, but insufficient where all pairs are equally far apart and there is a site; the
      normalisation then makes the statistic flat in all subwindows (Kern & Schrider 2018,
      doi:10.1534/g3.118.200262).

      - Complete calls only.
      - No site at all: 0.
      - Insufficient: where all pairs are equally far apart and there is a site.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    window.genotypeDistances.skewness
  }

  /// True where all pairs are equally far apart and there is a site.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool {
    window.hasAnySite && window.genotypeDistances.variance == 0
  }
}

/// Excess kurtosis of genotype differences as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicGenotypeDistanceKurtosis: DiploshicStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "genotypeDistKurt.diploshic", title: "Excess kurtosis of genotype differences as diploSHIC 1.1.0 has it",
    unit: "1", doi: "10.1534/g3.118.200262", usesGenotypes: true,
    reference: """
      `genotypeDistKurt`, but insufficient where all pairs are equally far apart and there is a site; the
      normalisation then makes the statistic flat in all subwindows (Kern & Schrider 2018,
      doi:10.1534/g3.118.200262).

      - Complete calls only.
      - No site at all: 0.
      - Insufficient: where all pairs are equally far apart and there is a site.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    window.genotypeDistances.excessKurtosis
  }

  /// True where all pairs are equally far apart and there is a site.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool {
    window.hasAnySite && window.genotypeDistances.variance == 0
  }
}
