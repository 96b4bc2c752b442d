/// Normalised Fay & Wu's H; `info.reference` is its page.
public struct NormalisedFayWuH: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "fayWuHNormalised", title: "Normalised Fay & Wu's H", unit: "1", doi: "10.1534/genetics.106.061432",
    needsPolarisation: true,
    reference: """
      Fay & Wu's H over its standard deviation: (pi - theta_L) / sd (Zeng et al. 2006,
      doi:10.1534/genetics.106.061432). Negative where derived alleles at high frequency are in excess: the sign
      is the literature's, opposite to that of `fayWuH`.

      The variance is that of the estimators under neutrality in a constant population without recombination, a
      theta + b theta^2, with a and b from the exact covariances of the classes of the site-frequency spectrum (Fu
      1995, doi:10.1006/tpbi.1995.1025; Achaz 2009, doi:10.1534/genetics.109.104042), theta = S / a1 and theta^2 =
      S (S - 1) / (a1^2 + a2). From sums over the window, not per base.

      - Needs derived alleles (polarised data).
      - Missing data: the estimates are added up over sites with each site's number of called alleles; the
        variance is that of their mean, rounded to a whole number.
      - Empty window, or fewer than 4 called alleles: 0.
      - Insufficient: without a segregating site, or with fewer than 4 called alleles.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a segregating site, or with fewer than 4 called alleles.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.neutralityTest(.pi, .thetaL)
  }
}
