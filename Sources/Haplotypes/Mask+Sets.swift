/// Masks put together; both name contigs alike.
extension Mask {
  /// The bases that both hold.
  public func intersection(_ other: Mask) -> Mask {
    Mask(
      accessible: intervals.flatMap { own in
        other.accessibleRanges(contig: own.contig, start: own.start, end: own.end).map {
          Interval(contig: own.contig, start: $0.lowerBound, end: $0.upperBound)
        }
      })
  }

  /// The bases that this one holds and `other` does not.
  public func subtracting(_ other: Mask) -> Mask { other.complement(within: intervals) }

  /// The bases that one of them holds.
  public func union(_ other: Mask) -> Mask { Mask(accessible: intervals + other.intervals) }

  /// The same with each contig called what `name` says of it.
  public func renamed(_ name: (String) -> String) -> Mask {
    Mask(accessible: intervals.map { Interval(contig: name($0.contig), start: $0.start, end: $0.end) })
  }

  /// Its stretches, by contig name and place.
  private var intervals: [Interval] {
    accessible.sorted { $0.key < $1.key }.flatMap { contig, ranges in
      ranges.map { Interval(contig: contig, start: $0.lowerBound, end: $0.upperBound) }
    }
  }
}
