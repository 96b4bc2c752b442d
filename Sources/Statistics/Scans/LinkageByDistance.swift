/// r2 of pairs of sites by their distance; `info.reference` is its page.
public struct LinkageByDistance: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "r2ByDistance", title: "Linkage disequilibrium by distance", unit: "1", doi: "10.1007/BF01245622",
    needsPhase: true,
    reference: """
      The mean of r2 (Hill & Robertson 1968, doi:10.1007/BF01245622) over the pairs of sites in each of ten bins of
      distance: \(LengthBins.words).
      Columns "r2ByDistance_0" to "r2ByDistance_\(LengthBins.count - 1)". The decay with
      distance tells of recombination. Folded: exchanging the alleles of a site changes nothing.

      - Needs phased haplotypes.
      - Missing data: r2 of two sites is over the haplotypes called at both; pairs that do not segregate there are left
        out.
      - Empty window: 0 in all columns, as in any bin without a pair.
      - Insufficient: a bin without a pair.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns: the bins.
  public func columns(populationSizes: [Int]) -> [String] { (0..<LengthBins.count).map { "\(info.id)_\($0)" } }

  /// Appends the bins.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let bins = LengthBins(window: window.end - window.start)
    var sums = [Double](repeating: 0, count: LengthBins.count)
    var counts = [Int](repeating: 0, count: LengthBins.count)
    for second in 0..<window.siteCount {
      for first in 0..<second {
        guard let r2 = r2(window, first, second) else { continue }
        let bin = bins.bin(window.positions.pointer[second] - window.positions.pointer[first])
        sums[bin] += r2
        counts[bin] += 1
      }
    }
    for (sum, count) in zip(sums, counts) {
      output.append(count == 0 ? 0 : sum / Double(count), isInsufficient: count == 0)
    }
  }

  /// r2 of two sites; nil where one does not segregate among the haplotypes called at both.
  private func r2(_ window: HaplotypeWindow, _ first: Int, _ second: Int) -> Double? {
    let (alleles, stride) = (window.alleles.pointer, window.stride)
    var (both, one, other, called) = (0, 0, 0, window.haplotypeCount)
    for plane in 0..<window.planeCount {
      let (x, y) = (alleles[plane * stride + first], alleles[plane * stride + second])
      both += (x & y).nonzeroBitCount
      guard window.hasMissingCalls else { continue }
      let (xMissing, yMissing) = (
        window.missing.pointer[plane * stride + first], window.missing.pointer[plane * stride + second]
      )
      one += (x & ~yMissing).nonzeroBitCount
      other += (y & ~xMissing).nonzeroBitCount
      called -= (xMissing | yMissing).nonzeroBitCount
    }
    if !window.hasMissingCalls {
      (one, other) = (Int(window.derived.pointer[first]), Int(window.derived.pointer[second]))
    }
    let variance = Double(one * (called - one)) * Double(other * (called - other))
    guard variance > 0 else { return nil }
    let covariance = Double(called * both - one * other)
    return covariance * covariance / variance
  }
}
