/// How diploSHIC 1.1.0 places the sites of simulations on whole bases.
public enum DiploshicPositions {
  /// Whole, 0-based positions on a sequence of `length` bases, all different, of sites at `places`, ascending shares of
  /// the sequence as ms prints them.
  ///
  /// A place x is base floor(`length` x), counted from 1, where 0 becomes 1. A place equal to the one before is moved
  /// by 1e-6, and a base that is taken or passed gives way to the next one. What would lie behind the sequence takes
  /// the last free bases. There must be at most `length` sites.
  public static func wholePositions(_ places: [Double], length: Int) -> [Double] {
    precondition(places.count <= length, "\(places.count) sites have no room on \(length) bases")
    var bases: [Int] = []
    var before = -1.0
    for place in places {
      let moved = place == before ? place + 0.000001 : place
      before = place
      bases.append(max(max(1, Int(Double(length) * moved)), (bases.last ?? 0) + 1))
    }
    var highest = length
    for index in bases.indices.reversed() {
      bases[index] = min(bases[index], highest)
      highest = bases[index] - 1
    }
    return bases.map { Double($0 - 1) }
  }
}
