import Haplotypes

extension HaplotypeWindow {
  /// The window's sites as a matrix, for scans along it.
  func matrix(isPolarised: Bool = true) -> HaplotypeMatrix {
    func rows(_ planes: UnsafePointer<UInt64>) -> [UInt64] {
      (0..<siteCount).flatMap { site in (0..<planeCount).map { planes[$0 * stride + site] } }
    }
    return HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: (0..<siteCount).map { positions.pointer[$0] },
      words: rows(alleles.pointer), missing: hasMissingCalls ? rows(missing.pointer) : nil, isPolarised: isPolarised)
  }

  /// How scans follow haplotypes within a window: to its ends.
  static let scanOptions = HaplotypeScanOptions(maximumGap: nil, includesEdges: true)

  /// A scan along the window.
  func scan() -> HaplotypeScan { HaplotypeScan(matrix(), options: Self.scanOptions) }
}

extension StatisticOutput {
  /// Appends the largest and the mean absolute value of those that there are; insufficient without one.
  mutating func appendSummary(_ values: [Double?]) {
    let sizes = values.compactMap { $0.map(abs) }
    append(sizes.max() ?? 0, isInsufficient: sizes.isEmpty)
    append(sizes.isEmpty ? 0 : sizes.reduce(0, +) / Double(sizes.count), isInsufficient: sizes.isEmpty)
  }
}
