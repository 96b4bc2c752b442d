/// Divergence dxy as pixy has it; `info.reference` is its page.
public struct PixyDivergence: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "dxy.pixy", title: "Divergence dxy per comparison, as pixy has it", unit: "per base",
    doi: "10.1111/1755-0998.13326", populations: 2, needsInvariantSites: true,
    reference: """
      The share of differences among all comparisons of a called allele of one population with one of the other at the
      same site.

      sum over sites of k1 (n2 - k2) + k2 (n1 - k1), divided by the sum over sites of n1 n2, over sites that vary and
      sites that do not; k1, k2 derived (or alternative) alleles among the n1, n2 called ones of the populations
      (Korunes & Samuk 2021, doi:10.1111/1755-0998.13326). Unlike in `dxy` a site weighs as much as it has comparisons,
      and bases without a record are no sites: the data must hold those without variation (`data.invariant: keep`).
      Folded: exchanging the alleles of a site changes nothing. Exchanging the populations changes nothing.

      - Missing data: n1 and n2 are counted for each site, those that do not vary among them.
      - Empty window: 0.
      - Insufficient: without a site that is called in both populations.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a site that is called in both populations.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let (differences, comparisons) = Self.counts(window)
    return .ratio(Double(differences), over: Double(comparisons))
  }

  private static func counts(_ window: HaplotypeWindow) -> (differences: Int, comparisons: Int) {
    let counts = window.populationCounts
    var differences = 0
    var comparisons = window.monomorphic.comparisons(0, 1)
    for site in 0..<window.siteCount {
      let (m, n) = (counts.called(0, site), counts.called(1, site))
      let (i, j) = (counts.derived(0, site), counts.derived(1, site))
      differences += i * (n - j) + j * (m - i)
      comparisons += m * n
    }
    return (differences, comparisons)
  }
}
