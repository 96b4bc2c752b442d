/// Maximum derived allele frequency; `info.reference` is its page.
public struct MaximumDerivedFrequency: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "maxFDA", title: "Maximum derived allele frequency", unit: "1", doi: "10.1093/molbev/msx154",
    needsPolarisation: true,
    reference: """
      The highest frequency of a derived allele among the sites of the window that segregate.

      max k / n over sites, k derived among n called alleles (used by Schrider & Kern 2017,
      doi:10.1093/molbev/msx154). A site fixed for the derived allele does not count, because simulated samples
      have no such sites; so the value is below 1.

      - Needs derived alleles (polarised data).
      - Missing data: n is counted for each site.
      - Empty window: 0.
      - Insufficient: without a segregating site.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a segregating site.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    var highest = 0.0
    for site in 0..<window.siteCount {
      highest = max(highest, Double(window.derivedCount(site)) / Double(window.calledCount(site)))
    }
    return StatisticValue(highest, isInsufficient: window.siteCount == 0)
  }
}
