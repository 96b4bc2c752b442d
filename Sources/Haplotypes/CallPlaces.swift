/// Places of a stretch that were looked at without giving a site: records at which all called alleles are the same, or with too few
/// calls, or whose ancestral state is not known.
///
/// They say of the bases between sites what sites say of themselves: in which samples they could have been compared. What is per base
/// is per base that was compared, in each population.
public struct CallPlaces: Sendable, Equatable {
  /// Places at which no call is missing: runs of neighbouring bases, 0-based, ascending.
  public let complete: [Range<Int>]
  /// Places at which no call counts: runs of neighbouring bases, 0-based, ascending.
  public let lost: [Range<Int>]
  /// The other places, 0-based, ascending.
  public let partial: [Double]
  /// Bits of the missing calls of `partial`, in the words of the matrix that the places belong to.
  public let missing: [UInt64]
  /// Those of `partial`, by index, at which alleles differ: a rule on calls left them out, not the want of calls.
  public let dropped: Set<Int>

  /// Places of these kinds.
  public init(
    complete: [Range<Int>], lost: [Range<Int>], partial: [Double], missing: [UInt64], dropped: Set<Int> = []
  ) {
    self.complete = complete
    self.lost = lost
    self.partial = partial
    self.missing = missing
    self.dropped = dropped
  }

  /// All places, in ascending order, each with the index of its missing calls in `partial`, where it has some.
  package var ordered: [(position: Double, calls: Calls)] {
    var all: [(position: Double, calls: Calls)] = []
    for range in complete { all += range.map { (Double($0), .all) } }
    for range in lost { all += range.map { (Double($0), .none) } }
    for (index, position) in partial.enumerated() {
      all.append((position, dropped.contains(index) ? .dropped : .some(index)))
    }
    return all.sorted { $0.position < $1.position }
  }

  /// Which calls a place has.
  package enum Calls {
    case all
    case none
    /// Those that the place with this index of ``partial`` has.
    case some(Int)
    /// Those of a site that was left out.
    case dropped
  }
}
