/// Lengths along a window in bins of halves: bin b holds those in the window's length x 2^-(b+1) ..< 2^-b, bin 0 the whole
/// window too, and the last bin all shorter ones.
struct LengthBins {
  /// The bins.
  static let count = 10
  /// The bins in words, for reference pages.
  static let words =
    "bin b, from 0, holds lengths of 2^-(b+1) to 2^-b of the window, the last bin all\nthat are shorter"
  /// The lower edges of all bins but the last.
  private let edges: [Double]

  /// The bins of a window of `length` bases.
  init(window length: Double) {
    var half = length
    edges = (1..<Self.count).map { _ in
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
}
