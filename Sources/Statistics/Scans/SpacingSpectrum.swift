/// Distances between neighbouring sites by length; `info.reference` is its page.
public struct SpacingSpectrum: Statistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let bins: Int

  /// The spectrum in ten bins, or in sixteen if it is `fine`; each bin's lengths are half of those of the one before.
  public init(fine: Bool = false) {
    let (id, bins) = fine ? ("spacingFine", 16) : ("spacing", LengthBins.count)
    self.bins = bins
    info = StatisticInfo(
      id: id, title: "Distances between neighbouring sites by length" + (fine ? ", \(bins) bins" : ""), unit: "1",
      doi: "10.1371/journal.pcbi.1004845",
      reference: """
        The shares of the distances between neighbouring segregating sites in \(fine ? "sixteen" : "ten") bins of length:
        \(LengthBins.words()). Columns "\(id)_0" to "\(id)_\(bins - 1)". Sheehan & Song 2016
        (doi:10.1371/journal.pcbi.1004845) use such a distribution with other bins. Inaccessible stretches are not taken out.

        - Does not need phase.
        - Missing data: sites that segregate among their called alleles count.
        - Empty window: 0 in all columns.
        - Insufficient: fewer than two sites.
        """)
  }

  /// The columns: the bins.
  public func columns(populationSizes: [Int]) -> [String] { (0..<bins).map { "\(info.id)_\($0)" } }

  /// Appends the bins.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let lengths = LengthBins(window: window.end - window.start, count: bins)
    var cells = [Int](repeating: 0, count: bins)
    for site in 1..<max(1, window.siteCount) {
      cells[lengths.bin(window.positions.pointer[site] - window.positions.pointer[site - 1])] += 1
    }
    LengthBins.appendShares(cells, to: &output)
  }
}
