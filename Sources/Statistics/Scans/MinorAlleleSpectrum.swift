/// The spectrum of minor alleles in fine bins; `info.reference` is its page.
public struct MinorAlleleSpectrum: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "sfsMinor", title: "Spectrum of minor alleles in 50 bins", unit: "1",
    doi: "10.1371/journal.pcbi.1004845",
    reference: """
      The shares of the window's sites by the frequency of their rarer allele, in 50 equal bins above 0 and up to 1/2, each
      with its upper end: a site with m of n alleles of the rarer kind is in bin ceil(100 m / n). Columns "sfsMinor_1" to
      "sfsMinor_50". With 100 haplotypes it is the folded spectrum (as for evoNet: Sheehan & Song 2016,
      doi:10.1371/journal.pcbi.1004845).

      - Does not need phase.
      - Missing data: the frequency is among the called alleles of a site.
      - Empty window: 0 in all columns.
      - Insufficient: without a site.
      """)

  private static let bins = 50

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns: the bins.
  public func columns(populationSizes: [Int]) -> [String] { (1...Self.bins).map { "sfsMinor_\($0)" } }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    var cells = [Int](repeating: 0, count: Self.bins)
    for site in 0..<window.siteCount {
      let (k, n) = (Int(window.derived.pointer[site]), Int(window.called.pointer[site]))
      cells[(2 * Self.bins * min(k, n - k) + n - 1) / n - 1] += 1
    }
    LengthBins.appendShares(cells, to: &output)
  }
}
