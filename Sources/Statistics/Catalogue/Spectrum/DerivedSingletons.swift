/// Derived singletons; `info.reference` is its page.
public struct DerivedSingletons: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "derivedSingletons", title: "Derived singletons", unit: "per base", doi: "10.1093/genetics/133.3.693",
    version: 2,
    needsPolarisation: true,
    reference: """
      Sites at which exactly one called allele is derived, per accessible base (as in Fu & Li 1993,
      doi:10.1093/genetics/133.3.693).

      - Needs derived alleles (polarised data).
      - Missing data: a site counts if one called allele is derived.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.perBase(Double(window.calledGroups.reduce(0) { $0 + $1.derivedSingletons }))
  }
}
