import FeatureTables

/// How many columns a node of a tree tries.
public enum MaxFeatures: Sendable, Equatable {
  /// The square root of the number of columns, rounded down.
  case squareRoot
  /// A third of the columns, rounded down: what Breiman advises for regression.
  case third
  /// All columns.
  case all
  /// This many (at most all).
  case count(Int)

  /// How many of `columns` columns; at least 1.
  func columns(of columns: Int) -> Int {
    switch self {
    case .squareRoot: return max(1, Int(Double(columns).squareRoot()))
    case .third: return max(1, columns / 3)
    case .all: return columns
    case .count(let count): return min(count, columns)
    }
  }
}
