/// The accessible bases of contigs: sorted, disjoint, half-open intervals.
public struct Mask: Sendable, Equatable {
  /// Accessible intervals of each contig, sorted, disjoint, neighbours merged.
  public private(set) var accessible: [String: [Range<Int>]]

  /// A mask of the accessible `intervals`, in any order, overlapping or not.
  public init(accessible intervals: [Interval]) {
    var byContig: [String: [Range<Int>]] = [:]
    for interval in intervals { byContig[interval.contig, default: []].append(interval.start..<interval.end) }
    accessible = byContig.mapValues(Self.merged)
  }

  /// The accessible stretches of `contig` within `start`..<`end`.
  public func accessibleRanges(contig: String, start: Int, end: Int) -> [Range<Int>] {
    let ranges = accessible[contig] ?? []
    var index = firstRange(in: ranges, endingAfter: start)
    var result: [Range<Int>] = []
    while index < ranges.count, ranges[index].lowerBound < end {
      result.append(max(ranges[index].lowerBound, start)..<min(ranges[index].upperBound, end))
      index += 1
    }
    return result
  }

  /// The number of accessible bases of `contig` within `start`..<`end`.
  public func accessibleCount(contig: String, start: Int, end: Int) -> Int {
    accessibleRanges(contig: contig, start: start, end: end).reduce(0) { $0 + $1.count }
  }

  /// True if the base `position` of `contig` is accessible.
  public func contains(contig: String, position: Int) -> Bool {
    let ranges = accessible[contig] ?? []
    let index = firstRange(in: ranges, endingAfter: position)
    return index < ranges.count && ranges[index].lowerBound <= position
  }

  /// The bases of `bounds` that this mask does not hold.
  public func complement(within bounds: [Interval]) -> Mask {
    var intervals: [Interval] = []
    for bound in bounds {
      var start = bound.start
      for range in accessibleRanges(contig: bound.contig, start: bound.start, end: bound.end) {
        if range.lowerBound > start {
          intervals.append(Interval(contig: bound.contig, start: start, end: range.lowerBound))
        }
        start = range.upperBound
      }
      if start < bound.end { intervals.append(Interval(contig: bound.contig, start: start, end: bound.end)) }
    }
    return Mask(accessible: intervals)
  }

  private func firstRange(in ranges: [Range<Int>], endingAfter position: Int) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
