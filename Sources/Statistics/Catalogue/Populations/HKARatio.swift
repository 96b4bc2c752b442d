/// Diversity against divergence; `info.reference` is its page.
public struct HKARatio: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "hkaRatio", title: "Diversity against divergence", unit: "1", doi: "10.1093/genetics/116.1.153", populations: 2,
    reference: """
      The segregating sites of the first population over its mean number of differences from the second, an outgroup:
      what the test of Hudson, Kreitman & Aguade 1987 (doi:10.1093/genetics/116.1.153) compares between loci. A sweep
      lowers it, balancing selection raises it.

      S / D: S the sites that segregate in the first population, D the sum over sites of p1 (1 - p2) + p2 (1 - p1), the
      dxy of the window without division by its bases. It is the ratio alone, not the chi-square of the test, which needs
      other loci. Folded: exchanging the alleles of a site changes nothing.

      - Missing data: alleles are counted for each site; a site without a call in one of the populations does not count.
      - Empty window: 0.
      - Insufficient: where the populations do not differ; the value is then 0.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient where the populations do not differ.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let divergence = window.pairSums.between
    guard divergence > 0 else { return .insufficient(0) }
    let counts = window.populationCounts
    var segregating = 0
    for site in 0..<window.siteCount where counts.has([1, 1], at: site) {
      let (k, n) = (counts.derived(0, site), counts.called(0, site))
      if k > 0 && k < n { segregating += 1 }
    }
    return window.whereAccessible(Double(segregating) / divergence)
  }
}
