/// Walks along accessible stretches, asked for ascending positions.
struct AccessibleCursor {
  private let ranges: [Range<Int>]
  private var index: Int

  /// A cursor at `position` of `ranges`, which are sorted and disjoint.
  init(_ ranges: [Range<Int>], from position: Double) {
    self.ranges = ranges
    index = Self.firstIndex(in: ranges, endingAfter: position)
  }

  /// True if `position`, not below the one asked for before, is accessible.
  mutating func contains(_ position: Double) -> Bool {
    while index < ranges.count, Double(ranges[index].upperBound) <= position { index += 1 }
    return index < ranges.count && Double(ranges[index].lowerBound) <= position
  }

  /// The index of the first of `ranges` that ends behind `position`.
  static func firstIndex(in ranges: [Range<Int>], endingAfter position: Double) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if Double(ranges[middle].upperBound) <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
