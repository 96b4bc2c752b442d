/// Identical tracts of pairs of haplotypes by length; `info.reference` is its page.
public struct TractSpectrum: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "ibs", title: "Identical tracts by length", unit: "1", doi: "10.1371/journal.pcbi.1004845", needsPhase: true,
    reference: """
      The shares of the tracts between neighbouring differences of two haplotypes, over all pairs, in ten bins of length:
      \(LengthBins.words). Columns "ibs_0" to "ibs_9". Sheehan & Song 2016
      (doi:10.1371/journal.pcbi.1004845) use such a distribution with other bins (`evonetSpectra`). The ends of the
      window count as differences, and inaccessible stretches are not taken out.

      - Needs phased haplotypes.
      - Missing data: a missing allele counts as the commoner one of its site.
      - Empty window: all tracts are whole.
      - Insufficient: no accessible bases.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns: the bins.
  public func columns(populationSizes: [Int]) -> [String] { (0..<LengthBins.count).map { "\(info.id)_\($0)" } }

  /// Appends the bins.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let lengths = LengthBins(window: window.end - window.start)
    var cells = [Int](repeating: 0, count: LengthBins.count)
    if window.accessibleBases > 0 {
      let (rows, width, stride) = (window.haplotypeRows, window.rowWidth, window.rowStride)
      for one in 0..<window.haplotypeCount {
        for other in 0..<one {
          var last = window.start
          for word in 0..<width {
            var unlike = rows[word * stride + one] ^ rows[word * stride + other]
            while unlike != 0 {
              let position = window.positions.pointer[64 * word + unlike.trailingZeroBitCount]
              cells[lengths.bin(position - last)] += 1
              last = position
              unlike &= unlike - 1
            }
          }
          cells[lengths.bin(window.end - last)] += 1
        }
      }
    }
    LengthBins.appendShares(cells, to: &output)
  }
}
