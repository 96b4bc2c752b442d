/// Segregating sites; `info.reference` is its page.
public struct SegregatingSites: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "ss", title: "Segregating sites", unit: "per base", doi: "10.1016/0040-5809(75)90020-9", version: 2,
    reference: """
      Segregating sites per accessible base; Watterson's estimator up to a constant
      (doi:10.1016/0040-5809(75)90020-9).

      A site segregates if both alleles are among its called ones; a site fixed for the derived allele does not.

      - Missing data: a site counts if at least two calls differ.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.perBase(Double(window.siteCount))
  }
}
