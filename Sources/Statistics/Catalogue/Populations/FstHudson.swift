/// Hudson's F_ST; `info.reference` is its page.
public struct FstHudson: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "fstHudson", title: "Hudson's F_ST", unit: "1", doi: "10.1093/genetics/132.2.583", populations: 2,
    reference: """
      F_ST = 1 - Hw / Hb: Hb the chance that two alleles of different populations differ, Hw the mean of the
      chances within the populations, both summed over sites (Hudson, Slatkin & Maddison 1992,
      doi:10.1093/genetics/132.2.583; as a ratio of sums Bhatia et al. 2013, doi:10.1101/gr.154831.113). It may be
      negative. Folded: exchanging the alleles of a site changes nothing. Exchanging the populations changes
      nothing.

      - Missing data: the sums are over sites with at least two called alleles in each population.
      - Empty window, or a population of one haplotype: 0.
      - Insufficient: without a site at which two alleles of the populations may differ.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without a site at which two alleles of the populations may differ.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.pairSums
    return .ratio(sums.excess, over: sums.betweenWhereBoth)
  }
}
