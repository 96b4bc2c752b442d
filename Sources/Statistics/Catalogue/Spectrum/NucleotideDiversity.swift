/// Nucleotide diversity; `info.reference` is its page.
public struct NucleotideDiversity: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "pi", title: "Nucleotide diversity", unit: "per base", doi: "10.1073/pnas.76.10.5269", version: 2,
    reference: """
      Nucleotide diversity: the expected number of differences between two haplotypes, per accessible base.

      sum over sites of 2 k (n - k) / (n (n - 1)), divided by the accessible bases; k derived (or alternative)
      alleles among the n called ones of the site (Nei & Li 1979, doi:10.1073/pnas.76.10.5269). Folded: exchanging
      the alleles changes nothing.

      - Missing data: n is counted for each site, and a base counts if two haplotypes could be compared there: the
        accessible bases are taken times the share, among the sites and the other places of the window, of those with two
        calls. Other places are records that gave no site: without variation, with too few calls, or without an ancestral
        state where one is asked for. The same holds of every other statistic per base.
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.perBase(window.spectrum.pi)
  }
}
