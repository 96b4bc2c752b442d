/// Gmin; `info.reference` is its page.
public struct Gmin: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "gmin", title: "Gmin", unit: "1", doi: "10.1371/journal.pone.0118621", version: 2, populations: 2,
    needsPhase: true,
    reference: """
      Gmin: the least over the mean number of differences between haplotypes of different populations, `dxyMin` /
      `dxy` (Geneva et al. 2015, doi:10.1371/journal.pone.0118621). Folded: exchanging the alleles of a site
      changes nothing. Exchanging the populations changes nothing.

      - Needs phased haplotypes.
      - Missing data: two haplotypes are compared over the sites called in both, and the number of their
        differences is taken times all sites over these; a pair without such a site is left out. The mean is that
        of `dxy`, from the alleles of each site.
      - Empty window, or no difference between the populations: 1, as the least is then the mean.
      - Insufficient: without a difference between the populations, or without a pair that can be compared.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a difference between the populations, or without a pair that can be
  /// compared.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let mean = window.pairSums.between
    guard mean > 0 else { return .insufficient(1) }
    guard let least = window.pairDistances.least else { return .insufficient(0) }
    return StatisticValue(least / mean)
  }
}
