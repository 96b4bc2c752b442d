/// Scans along a window, summed up; `info.reference` is its page.
public struct HaplotypeScanSummary: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "haplotypeScans", title: "iHS, nSL and iHH12 within the window", unit: "1; iHH12: bases",
    doi: "10.1371/journal.pbio.0040072", needsPhase: true,
    reference: """
      The largest and the mean value over the sites of the window of |iHS| (Voight et al. 2006,
      doi:10.1371/journal.pbio.0040072), |nSL| (Ferrer-Admetlla et al. 2014, doi:10.1093/molbev/msu077) and iHH12 (Torres
      et al. 2018, doi:10.1371/journal.pgen.1007387): columns "ihsMax", "ihsMean", "nslMax", "nslMean", "ihh12Max",
      "ihh12Mean".

      Scores are natural logarithms and are not standardised, as a window alone has too few sites for that; haplotypes are
      followed to the ends of the window, where curves of homozygosity that have not ended are cut; sites with a minor
      allele rarer than 0.05 are no cores. 'apus statistics scan' gives the scores along whole chromosomes. Folded:
      exchanging the alleles of a site changes nothing.

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site where haplotypes are compared, and its
        haplotype carries neither allele where the site is the core.
      - Empty window: 0 in all columns.
      - Insufficient: a column without a site that has a value.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns.
  public func columns(populationSizes: [Int]) -> [String] {
    ["ihsMax", "ihsMean", "nslMax", "nslMean", "ihh12Max", "ihh12Mean"]
  }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let scan = window.scan()
    let (integrals, lengths) = scan.integratedHomozygosityAndSharedLengths()
    for values in [scan.scores(integrals), scan.scores(lengths), scan.integratedH12()] {
      output.appendSummary(values)
    }
  }
}
