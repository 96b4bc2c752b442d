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
        guard let r2 = window.r2(first, second) else { continue }
        let bin = bins.bin(window.positions.pointer[second] - window.positions.pointer[first])
        sums[bin] += r2
        counts[bin] += 1
      }
    }
    for (sum, count) in zip(sums, counts) {
      output.append(count == 0 ? 0 : sum / Double(count), isInsufficient: count == 0)
    }
  }
}
