/// Skewness of pairwise differences; `info.reference` is its page.
public struct DistanceSkewness: OneColumnStatistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let unit: ComparedUnit

  /// The skewness of the differences between pairs of `unit`.
  public init(of unit: ComparedUnit) {
    self.unit = unit
    info = StatisticInfo(
      id: unit.id("distSkew"), title: "Skewness of \(unit.differences)", unit: "1", doi: "10.1534/g3.118.200262",
      needsPhase: unit == .haplotypes, usesGenotypes: unit == .genotypes,
      reference: """
        The skewness over all pairs of \(unit.number)
        (used by diploS/HIC, Kern & Schrider 2018, doi:10.1534/g3.118.200262).

        m3 / m2^1.5, where mk is the mean over pairs of (d - mean d)^k; from exact sums of whole numbers. Folded:
        exchanging the alleles of a site changes nothing.

        \(unit.rules)
        - Empty window, or all pairs equally far apart: 0.
        - Insufficient: where all pairs are equally far apart.
        """)
  }

  /// The value in `window`; insufficient where all pairs are equally far apart.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let distances = unit.distances(window)
    return StatisticValue(distances.skewness, isInsufficient: distances.variance <= 0)
  }
}
