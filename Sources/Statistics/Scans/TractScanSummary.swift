/// H-scan along a window, summed up; `info.reference` is its page.
public struct TractScanSummary: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "hScan", title: "H-scan within the window", unit: "bases",
    doi: "10.1111/mec.13485", needsPhase: true,
    reference: """
      The largest and the mean value over the sites of the window of H-scan, the mean length of the stretch around a site on
      which two haplotypes agree (Schlamp et al. 2016, doi:10.1111/mec.13485): columns "hScanMax" and "hScanMean".

      Stretches go from difference to difference, or to the first and last site of the window; sites with a minor allele
      rarer than 0.05 are left out. Folded: exchanging the alleles of a site changes nothing.

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: 0 in all columns.
      - Insufficient: a column without a site that has a value.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns.
  public func columns(populationSizes: [Int]) -> [String] { ["hScanMax", "hScanMean"] }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    output.appendSummary(window.scan().meanTractLengths())
  }
}
