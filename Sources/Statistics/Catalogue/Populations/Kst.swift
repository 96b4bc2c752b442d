/// K_ST; `info.reference` is its page.
public struct Kst: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "kst", title: "K_ST", unit: "1", doi: "10.1093/oxfordjournals.molbev.a040703", populations: 2,
    reference: """
      K_ST = 1 - K_S / K_T: K_T is the diversity of all haplotypes together, K_S the mean of those of the
      populations, each weighted by its haplotypes (Hudson, Boos & Kaplan 1992,
      doi:10.1093/oxfordjournals.molbev.a040703); FILET's F_ST. Fixed differences alone give 1. It may be
      negative. Folded: exchanging the alleles of a site changes nothing. Exchanging the populations changes
      nothing.

      - Missing data: alleles are counted for each site.
      - Empty window, or a population of one haplotype: 0.
      - Insufficient: without a segregating site, or with a population of one haplotype.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a segregating site, or with a population of one haplotype.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let total = window.spectrum.pi
    guard total > 0, !window.populationSizes.contains(1) else { return .insufficient(0) }
    let within = (0..<2).reduce(0.0) { $0 + Double(window.populationSizes[$1]) * window.population($1).spectrum.pi }
    return StatisticValue(1 - within / Double(window.haplotypeCount) / total)
  }
}
