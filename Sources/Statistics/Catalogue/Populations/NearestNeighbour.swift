/// Nearest-neighbour statistic Snn; `info.reference` is its page.
public struct NearestNeighbour: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "snn", title: "Nearest-neighbour statistic Snn", unit: "1", doi: "10.1093/genetics/155.4.2011", populations: 2,
    needsPhase: true,
    reference: """
      Hudson's Snn: the mean over haplotypes of the share of their nearest neighbours, ties included, that are of
      the same population (Hudson 2000, doi:10.1093/genetics/155.4.2011). Folded: exchanging the alleles of a site
      changes nothing. Exchanging the populations changes nothing.

      - Needs phased haplotypes.
      - Missing data: two haplotypes are compared over the sites called in both, and the number of their
        differences is taken times all sites over these; a pair without such a site is left out. A haplotype that
        can be compared with none is left out.
      - Empty window: all are neighbours, so that it is (n1 (n1 - 1) + n2 (n2 - 1)) / (n (n - 1)).
      - Insufficient: without an accessible base, or without a pair that can be compared.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base, or without a pair that can be compared.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    guard let share = window.pairDistances.nearestNeighbour else { return .insufficient(0) }
    return window.whereAccessible(share)
  }
}
