/// Tajima's D; `info.reference` is its page.
public struct TajimasD: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "tajimasD", title: "Tajima's D", unit: "1", doi: "10.1093/genetics/123.3.585",
    reference: """
      Tajima's D: the difference between nucleotide diversity and Watterson's estimator, over its standard
      deviation.

      (pi - S / a1) / sqrt(e1 S + e2 S (S - 1)) with Tajima's constants (Tajima 1989,
      doi:10.1093/genetics/123.3.585), from sums over the window, not per base. Folded: exchanging the alleles of
      a site changes nothing.

      - Missing data: pi and 1 / a1 are those of each site's number of called alleles, and the variance is that of
        their mean over the segregating sites, rounded to a whole number.
      - Empty window: 0. It is defined from one segregating site on. With fewer than 4 called alleles D is 0
        whatever the data, because every segregating site then has the same diversity.
      - Insufficient: without a segregating site, or with fewer than 4 called alleles.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a segregating site, or with fewer than 4 called alleles.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    guard let called = window.calledInNeutralityTest else { return .insufficient(0) }
    let sums = window.spectrum
    return StatisticValue(
      Self.value(pi: sums.pi, thetaW: sums.wattersonTheta, sites: window.siteCount, called: called, of: window))
  }

  /// (pi - theta_W) over its standard deviation with `sites` segregating sites among `called` haplotypes.
  static func value(pi: Double, thetaW: Double, sites: Int, called: Int, of window: HaplotypeWindow) -> Double {
    let n = Double(called)
    let sites = Double(sites)
    let a1 = window.harmonic[called]
    let a2 = window.harmonicSquares[called]
    let b1 = (n + 1) / (3 * (n - 1))
    let b2 = 2 * (n * n + n + 3) / (9 * n * (n - 1))
    let c1 = b1 - 1 / a1
    let c2 = b2 - (n + 2) / (a1 * n) + a2 / (a1 * a1)
    let variance = c1 / a1 * sites + c2 / (a1 * a1 + a2) * sites * (sites - 1)
    return (pi - thetaW) / variance.squareRoot()
  }
}
