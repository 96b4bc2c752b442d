/// DIND along a window, summed up; `info.reference` is its page.
public struct DerivedDiversitySummary: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "dind", title: "DIND within the window", unit: "1",
    doi: "10.1371/journal.pgen.1000562", needsPhase: true, needsPolarisation: true,
    reference: """
      The largest and the mean value over the sites of the window of DIND, the diversity of the whole window among carriers
      of the ancestral allele of a site over that among carriers of the derived one (Barreiro et al. 2009,
      doi:10.1371/journal.pgen.1000562): columns "dindMax" and "dindMean".

      Sites with a minor allele rarer than 0.05, alleles with fewer than two carriers and derived alleles whose carriers do
      not differ have no value.

      - Needs phased haplotypes and derived alleles (polarised data).
      - Missing data: diversity is pairwise complete at every site; a haplotype without a call at the core carries neither
        allele.
      - Empty window: 0 in all columns.
      - Insufficient: a column without a site that has a value.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns.
  public func columns(populationSizes: [Int]) -> [String] { ["dindMax", "dindMean"] }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    // Seen from any of its sites, twice its length holds all of the window.
    let width = 2 * (window.end - window.start)
    output.appendSummary(window.siteCount == 0 ? [] : window.scan().dind(window: width))
  }
}
