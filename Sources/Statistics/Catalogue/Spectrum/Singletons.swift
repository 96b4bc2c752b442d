/// Singletons; `info.reference` is its page.
public struct Singletons: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "singletons", title: "Singletons", unit: "per base", doi: "10.1093/genetics/133.3.693", version: 2,
    reference: """
      Sites at which exactly one called allele is unlike all others, per accessible base (as in Fu & Li 1993,
      doi:10.1093/genetics/133.3.693). Folded: exchanging the alleles of a site changes nothing.

      - Missing data: alleles are counted for each site.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.perBase(Double(window.calledGroups.reduce(0) { $0 + $1.foldedSingletons }))
  }
}
