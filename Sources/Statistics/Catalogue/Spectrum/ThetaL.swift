/// Theta L; `info.reference` is its page.
public struct ThetaL: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "thetaL", title: "Theta L", unit: "per base", doi: "10.1534/genetics.106.061432", version: 2,
    needsPolarisation: true,
    reference: """
      Zeng's theta_L, the mean number of derived alleles, per accessible base.

      sum over sites of k / (n - 1), divided by the accessible bases; k derived among n called alleles (Zeng et
      al. 2006, doi:10.1534/genetics.106.061432). Only sites that segregate count. theta_H - pi is twice theta_L -
      pi.

      - Needs derived alleles (polarised data).
      - Missing data: n is counted for each site.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.perBase(window.calledGroups.reduce(0.0) { $0 + Double($1.derived) / Double($1.called - 1) })
  }
}
