/// Variance of distances between sites; `info.reference` is its page.
public struct SiteSpacingVariance: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "siteSpacingVar", title: "Variance of distances between sites", unit: "bases squared",
    doi: "10.1371/journal.pcbi.1004845",
    reference: """
      The variance of the distances between neighbouring segregating sites, with the divisor S - 2 (one less than
      there are distances). See `siteSpacingMean`.

      - Missing data: a site counts if two calls differ.
      - Fewer than 3 sites: 0.
      - Insufficient: with fewer than 3 segregating sites.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient with fewer than 3 segregating sites.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let count = window.siteCount
    guard count >= 3 else { return .insufficient(0) }
    let positions = window.positions.pointer
    let mean = (positions[count - 1] - positions[0]) / Double(count - 1)
    var sum = 0.0
    for site in 1..<count {
      let deviation = positions[site] - positions[site - 1] - mean
      sum += deviation * deviation
    }
    return StatisticValue(sum / Double(count - 2))
  }
}
