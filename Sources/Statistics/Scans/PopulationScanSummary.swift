/// Scans of two populations along a window, summed up; `info.reference` is its page.
public struct PopulationScanSummary: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "xpScans", title: "XP-EHH and XP-nSL within the window", unit: "1",
    doi: "10.1038/nature06250", populations: 2, needsPhase: true,
    reference: """
      The largest and the mean value over the sites of the window of XP-EHH (Sabeti et al. 2007, doi:10.1038/nature06250)
      and XP-nSL (Szpiech et al. 2021, doi:10.1002/evl3.232), with their signs, positive where haplotypes of the first
      population are longer: columns "xpehhMax", "xpehhMean", "xpnslMax", "xpnslMean".

      Scores are natural logarithms and are not standardised; haplotypes are followed to the ends of the window, where
      curves of homozygosity that have not ended are cut. Folded: exchanging the alleles of a site changes nothing.

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site in its population.
      - Empty window: 0 in all columns.
      - Insufficient: a column without a site that has a value.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns.
  public func columns(populationSizes: [Int]) -> [String] { ["xpehhMax", "xpehhMean", "xpnslMax", "xpnslMean"] }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let first = window.populationSizes[0]
    let scan = PopulationScan(
      window.matrix(), target: Array(0..<first), reference: Array(first..<window.haplotypeCount),
      options: HaplotypeWindow.scanOptions)
    for scores in [scan.xpehh(), scan.xpnsl()] {
      let known = scores.compactMap { $0 }
      output.append(known.max() ?? 0, isInsufficient: known.isEmpty)
      output.append(
        known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count), isInsufficient: known.isEmpty)
    }
  }
}
