/// Which lineages may find a common ancestor.
public enum AncestryModel: Sendable, Equatable {
  /// Any two: Hudson's coalescent with recombination, which is exact.
  case hudson
  /// Only lineages whose hulls overlap or touch.
  case smcPrime
  /// Only lineages whose hulls are at most `reach` base pairs apart.
  case smc(reach: Double)

  /// The reach in units of a sequence of `sequenceLength` base pairs; nil if there is none.
  func reachUnits(_ sequenceLength: Double) -> UInt32? {
    switch self {
    case .hudson: return nil
    case .smcPrime: return 0
    case .smc(let reach):
      let share = min(1, reach / sequenceLength)
      return UInt32((share * Double(GenomeGrid.length)).rounded())
    }
  }
}
