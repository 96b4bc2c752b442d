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
  /// The other places, 0-based, ascending; of simulated data anywhere within a base.
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
}
