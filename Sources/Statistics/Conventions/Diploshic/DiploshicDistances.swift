/// Skewness or kurtosis of pairwise differences as diploSHIC 1.1.0 has it; `info.reference` is its page.
public struct DiploshicDistances: DiploshicStatistic {
  /// How a distribution differs from a normal one.
  public enum Shape: Sendable {
    /// Its skewness.
    case skewness
    /// Its excess kurtosis.
    case excessKurtosis
  }

  /// What is known about the statistic.
  public let info: StatisticInfo
  private let shape: Shape
  private let unit: ComparedUnit

  /// The shape of the distribution of the differences between pairs of `unit`.
  public init(_ shape: Shape, of unit: ComparedUnit) {
    self.shape = shape
    self.unit = unit
    let own: any Statistic = shape == .skewness ? DistanceSkewness(of: unit) : DistanceKurtosis(of: unit)
    info = StatisticInfo(
      id: own.info.id + ".diploshic", title: own.info.title + " as diploSHIC 1.1.0 has it", unit: "1",
      doi: "10.1534/g3.118.200262", needsPhase: unit == .haplotypes, usesGenotypes: unit == .genotypes,
      reference: """
        `\(own.info.id)`, but insufficient where all pairs are equally far apart and there is a site; the normalisation
        then makes the statistic flat in all subwindows (Kern & Schrider 2018, doi:10.1534/g3.118.200262).

        - Complete calls only.
        - No site at all: 0.
        - Insufficient: where all pairs are equally far apart and there is a site.
        """)
  }

  /// The value in `window`; insufficient where all pairs are equally far apart and there is a site.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let distances = unit.distances(window)
    return StatisticValue(
      shape == .skewness ? distances.skewness : distances.excessKurtosis,
      isInsufficient: window.hasAnySite && distances.variance == 0)
  }
}
