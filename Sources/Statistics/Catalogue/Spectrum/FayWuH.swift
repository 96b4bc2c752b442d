/// Fay & Wu's H (theta H - pi); `info.reference` is its page.
public struct FayWuH: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "fayWuH", title: "Fay & Wu's H (theta H - pi)", unit: "per base", doi: "10.1093/genetics/155.3.1405",
    version: 2,
    needsPolarisation: true,
    reference: """
      Fay & Wu's H with the sign that S/HIC gives it: theta_H - pi, per accessible base.

      It is positive where derived alleles at high frequency are in excess, as beside a sweep; the original
      definition, pi - theta_H, is its negative (Fay & Wu 2000, doi:10.1093/genetics/155.3.1405). See `thetaH` for
      sites fixed for the derived allele.

      - Needs derived alleles (polarised data).
      - Missing data: alleles are counted for each site.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.perBase(window.spectrum.thetaHMinusPi)
  }
}
