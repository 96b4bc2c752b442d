/// Delta-iHH along a window, summed up; `info.reference` is its page.
public struct DeltaHomozygosity: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "deltaIHH", title: "Delta-iHH within the window", unit: "bases",
    doi: "10.1126/science.1183863", needsPhase: true,
    reference: """
      The largest and the mean value over the sites of the window of |iHH of the derived allele less that of the ancestral
      one| (Grossman et al. 2010, doi:10.1126/science.1183863): columns "deltaIHHMax" and "deltaIHHMean".

      Haplotypes are followed to the ends of the window, where curves of homozygosity that have not ended are cut; sites with
      a minor allele rarer than 0.05 are no cores. Folded: exchanging the alleles of a site changes nothing.

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site where haplotypes are compared, and its
        haplotype carries neither allele where the site is the core.
      - Empty window: 0 in all columns.
      - Insufficient: a column without a site that has a value.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns.
  public func columns(populationSizes: [Int]) -> [String] { ["deltaIHHMax", "deltaIHHMean"] }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    output.appendSummary(window.scan().deltaIHH())
  }
}
