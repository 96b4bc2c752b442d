/// Fay & Wu's theta H; `info.reference` is its page.
public struct ThetaH: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "thetaH", title: "Fay & Wu's theta H", unit: "per base", doi: "10.1093/genetics/155.3.1405", version: 2,
    needsPolarisation: true,
    reference: """
      Fay & Wu's theta_H per accessible base, which gives weight to derived alleles at high frequency.

      sum over sites of 2 k^2 / (n (n - 1)), divided by the accessible bases; k derived among n called alleles
      (Fay & Wu 2000, doi:10.1093/genetics/155.3.1405). Only sites that segregate in the sample count: a site
      fixed for the derived allele adds nothing, because simulated samples have no such sites (other programs add
      2 n / (n - 1) for it).

      - Needs derived alleles (polarised data).
      - Missing data: n is counted for each site.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.perBase(window.spectrum.thetaH)
  }
}
