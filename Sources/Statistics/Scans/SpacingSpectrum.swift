/// Distances between neighbouring sites by length; `info.reference` is its page.
public struct SpacingSpectrum: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "spacing", title: "Distances between neighbouring sites by length", unit: "1",
    doi: "10.1371/journal.pcbi.1004845",
    reference: """
      The shares of the distances between neighbouring segregating sites in ten bins of length:
      \(LengthBins.words). Columns "spacing_0" to "spacing_9". Sheehan & Song 2016
      (doi:10.1371/journal.pcbi.1004845) use such a distribution with other bins (`evonetSpectra`). Inaccessible
      stretches are not taken out.

      - Does not need phase.
      - Missing data: sites that segregate among their called alleles count.
      - Empty window: 0 in all columns.
      - Insufficient: fewer than two sites.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns: the bins.
  public func columns(populationSizes: [Int]) -> [String] { (0..<LengthBins.count).map { "\(info.id)_\($0)" } }

  /// Appends the bins.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let lengths = LengthBins(window: window.end - window.start)
    var cells = [Int](repeating: 0, count: LengthBins.count)
    for site in 1..<max(1, window.siteCount) {
      cells[lengths.bin(window.positions.pointer[site] - window.positions.pointer[site - 1])] += 1
    }
    LengthBins.appendShares(cells, to: &output)
  }
}
