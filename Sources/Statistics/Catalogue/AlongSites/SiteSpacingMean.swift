/// Mean distance between sites; `info.reference` is its page.
public struct SiteSpacingMean: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "siteSpacingMean", title: "Mean distance between sites", unit: "bases", doi: "10.1371/journal.pcbi.1004845",
    reference: """
      The mean distance between neighbouring segregating sites: from the first to the last, over S - 1. Distances
      between segregating sites are features of Sheehan & Song 2016 (doi:10.1371/journal.pcbi.1004845).
      Inaccessible stretches are not taken out.

      - Missing data: a site counts if two calls differ.
      - Fewer than 2 sites: 0.
      - Insufficient: with fewer than 2 segregating sites.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient with fewer than 2 segregating sites.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let count = window.siteCount
    guard count >= 2 else { return .insufficient(0) }
    return StatisticValue(
      (window.positions.pointer[count - 1] - window.positions.pointer[0]) / Double(count - 1))
  }
}
