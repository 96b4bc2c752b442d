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
}
