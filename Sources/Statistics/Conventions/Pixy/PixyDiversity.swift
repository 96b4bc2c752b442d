/// Nucleotide diversity as pixy has it; `info.reference` is its page.
public struct PixyDiversity: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "pi.pixy", title: "Nucleotide diversity per comparison, as pixy has it", unit: "per base",
    doi: "10.1111/1755-0998.13326", needsInvariantSites: true,
    reference: """
      The share of differences among all comparisons of two called alleles of one site.

      sum over sites of k (n - k), divided by the sum over sites of n (n - 1) / 2, over sites that vary and sites that
      do not; k derived (or alternative) alleles among the n called ones of the site (Korunes & Samuk 2021,
      doi:10.1111/1755-0998.13326). Unlike in `pi` a site weighs as much as it has comparisons, and bases without a
      record are no sites: the data must hold those without variation (`data.invariant: keep`). Folded: exchanging the
      alleles changes nothing. Without missing calls, and with a record for each accessible base, it is `pi`.

      - Missing data: n is counted for each site, those that do not vary among them.
      - Empty window: 0.
      - Insufficient: without a site of two called alleles.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a site of two called alleles.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let (differences, comparisons) = Self.counts(window)
    return .ratio(Double(differences), over: Double(comparisons))
  }

  private static func counts(_ window: HaplotypeWindow) -> (differences: Int, comparisons: Int) {
    var differences = 0
    var comparisons = window.monomorphic.comparisons
    for site in 0..<window.siteCount {
      let (k, n) = (Int(window.derived.pointer[site]), Int(window.called.pointer[site]))
      differences += k * (n - k)
      comparisons += n * (n - 1) / 2
    }
    return (differences, comparisons)
  }
}
