/// Variance of pairwise differences; `info.reference` is its page.
public struct DistanceVariance: OneColumnStatistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let unit: ComparedUnit

  /// The variance of the differences between pairs of `unit`.
  public init(of unit: ComparedUnit) {
    self.unit = unit
    let twos = unit == .genotypes ? "\n\nA pair of genotypes 0 and 2 differs at one site, as 0 and 1 do." : ""
    info = StatisticInfo(
      id: unit.id("distVar"), title: "Variance of \(unit.differences)", unit: "per base squared",
      doi: "10.1534/g3.118.200262", version: 2, needsPhase: unit == .haplotypes, usesGenotypes: unit == .genotypes,
      reference: """
        The variance over all pairs of \(unit.number), divided
        by the square of the accessible bases (used by diploS/HIC, Kern & Schrider 2018, doi:10.1534/g3.118.200262).

        sum of (d - mean d)^2 / (pairs - 1) / L^2, from exact sums of whole numbers. Folded: exchanging the alleles
        of a site changes nothing.\(twos)

        \(unit.rules)
        - Empty window, no accessible base, or a single pair: 0.
        - Insufficient: without an accessible base, or with fewer than 2 pairs that can be compared.
        """)
  }

  /// The value in `window`; insufficient without an accessible base, or with fewer than 2 pairs that can be compared.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let distances = unit.distances(window)
    return StatisticValue(
      window.perAccessibleBase(window.perAccessibleBase(distances.variance)),
      isInsufficient: window.accessibleBases <= 0 || distances.pairs < 2)
  }
}
