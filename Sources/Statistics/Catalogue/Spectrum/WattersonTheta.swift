/// Watterson's theta; `info.reference` is its page.
public struct WattersonTheta: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "thetaW", title: "Watterson's theta", unit: "per base", doi: "10.1016/0040-5809(75)90020-9", version: 2,
    reference: """
      Watterson's estimator of 4N mu from the number of segregating sites, per accessible base.

      sum over segregating sites of 1 / a1(n), divided by the accessible bases; a1(n) = 1 + 1/2 + ... + 1/(n - 1)
      with n called alleles at the site (Watterson 1975, doi:10.1016/0040-5809(75)90020-9). Without missing calls
      S / a1 / L. Folded: exchanging the alleles changes nothing.

      - Missing data: n is counted for each site.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.perBase(window.spectrum.wattersonTheta)
  }
}
