/// Identical tracts of pairs of haplotypes by length; `info.reference` is its page.
public struct TractSpectrum: Statistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let bins: Int
  private let perHalving: Int

  /// The spectrum in ten bins of halves, or in thirty of roots of halves if it is `fine`.
  public init(fine: Bool = false) {
    let (id, bins, perHalving) = fine ? ("ibsFine", 30, 2) : ("ibs", LengthBins.count, 1)
    (self.bins, self.perHalving) = (bins, perHalving)
    info = StatisticInfo(
      id: id, title: "Identical tracts by length" + (fine ? ", \(bins) bins" : ""), unit: "1",
      doi: "10.1371/journal.pcbi.1004845", needsPhase: true,
      reference: """
        The shares of the tracts between neighbouring differences of two haplotypes, over all pairs, in \
        \(fine ? "thirty" : "ten") bins of length:
        \(LengthBins.words(perHalving: perHalving)). Columns "\(id)_0" to "\(id)_\(bins - 1)". Sheehan & Song 2016
        (doi:10.1371/journal.pcbi.1004845) use such a distribution with other bins. The ends of the window count as
        differences, and inaccessible stretches are not taken out.

        - Needs phased haplotypes.
        - Missing data: a missing allele counts as the commoner one of its site.
        - Empty window: all tracts are whole.
        - Insufficient: no accessible bases.
        """)
  }

  /// The columns: the bins.
  public func columns(populationSizes: [Int]) -> [String] { (0..<bins).map { "\(info.id)_\($0)" } }

  /// Appends the bins.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let lengths = LengthBins(window: window.end - window.start, count: bins, perHalving: perHalving)
    var cells = [Int](repeating: 0, count: bins)
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
