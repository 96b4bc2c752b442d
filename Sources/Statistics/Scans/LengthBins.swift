/// Lengths along a window in bins of a constant ratio: with one bin a halving, bin b holds those in the window's length x
/// 2^-(b+1) ..< 2^-b, bin 0 the whole window too, and the last bin all shorter ones.
struct LengthBins {
  /// The bins of the coarse spectra.
  static let count = 10
  /// The lower edges of all bins but the last.
  private let edges: [Double]

  /// `count` bins of a window of `length` bases, so many to a halving: 1 or 2.
  init(window length: Double, count: Int = count, perHalving: Int = 1) {
    precondition(perHalving == 1 || perHalving == 2, "\(perHalving) bins to a halving")
    var half = length
    edges = (1..<count).map { bin in
      guard bin.isMultiple(of: perHalving) else { return half * 0.5.squareRoot() }
      half /= 2
      return half
    }
  }

  /// The bin of lengths of `distance` bases.
  func bin(_ distance: Double) -> Int { edges.firstIndex { distance >= $0 } ?? edges.count }

  /// Appends `cells` as shares of their sum.
  static func appendShares(_ cells: [Int], to output: inout StatisticOutput) {
    let sum = cells.reduce(0, +)
    for cell in cells { output.append(sum == 0 ? 0 : Double(cell) / Double(sum), isInsufficient: sum == 0) }
  }

  /// The bins in words, for reference pages.
  static func words(perHalving: Int = 1) -> String {
    perHalving == 1
      ? "bin b, from 0, holds lengths of 2^-(b+1) to 2^-b of the window, the last bin all\nthat are shorter"
      : "bin b, from 0, holds lengths of 2^-((b+1)/2) to 2^-(b/2) of the window, the last bin all\nthat are shorter"
  }
}
