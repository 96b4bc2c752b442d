/// r2 of pairs of sites by its size; `info.reference` is its page.
public struct LinkageSpectrum: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "r2Spectrum", title: "Linkage disequilibrium in 16 bins", unit: "1",
    doi: "10.1007/BF01245622", needsPhase: true,
    reference: """
      The shares of the pairs of sites by r2 (Hill & Robertson 1968, doi:10.1007/BF01245622) in 16 equal bins of 0 to 1, the
      last with both ends. Columns "r2Spectrum_0" to "r2Spectrum_15". Folded: exchanging the alleles of a site changes
      nothing.

      - Needs phased haplotypes.
      - Missing data: r2 of two sites is over the haplotypes called at both; pairs that do not segregate there are left
        out.
      - Empty window: 0 in all columns.
      - Insufficient: without a pair.
      """)

  private static let bins = 16

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns: the bins.
  public func columns(populationSizes: [Int]) -> [String] { (0..<Self.bins).map { "r2Spectrum_\($0)" } }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    var cells = [Int](repeating: 0, count: Self.bins)
    for second in 0..<window.siteCount {
      for first in 0..<second {
        guard let r2 = window.r2(first, second) else { continue }
        cells[min(Int(r2 * Double(Self.bins)), Self.bins - 1)] += 1
      }
    }
    LengthBins.appendShares(cells, to: &output)
  }
}
