/// Fay & Wu's H, original sign; `info.reference` is its page.
public struct FayWuHOriginal: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "fayWuHOriginal", title: "Fay & Wu's H, original sign", unit: "per base", doi: "10.1093/genetics/155.3.1405",
    version: 2,
    needsPolarisation: true,
    reference: """
      Fay & Wu's H as they and ms' sample_stats have it: pi - theta_H, per accessible base (Fay & Wu 2000,
      doi:10.1093/genetics/155.3.1405); the negative of `fayWuH`.

      - Needs derived alleles (polarised data).
      - Missing data: alleles are counted for each site.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.perBase(-window.spectrum.thetaHMinusPi)
  }
}
