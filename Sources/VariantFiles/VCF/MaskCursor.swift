import Haplotypes

/// The accessible bases of a region, asked for in ascending order.
struct MaskCursor {
  /// nil: all of them.
  private let accessible: [Range<Int>]?
  private var index = 0

  /// The bases of `region` that `bases` has; all of them if it is nil.
  init(_ bases: AccessibleBases?, _ region: Interval) { accessible = bases?.ranges(region) }

  /// Begins anew.
  mutating func restart() { index = 0 }

  /// True if the base `position` is accessible.
  mutating func contains(_ position: Int) -> Bool {
    guard let accessible else { return true }
    if index > 0, position < accessible[index - 1].upperBound {
      // Behind a SNP that was written with the bases before it.
      return accessible[..<index].contains { $0.contains(position) }
    }
    while index < accessible.count, accessible[index].upperBound <= position { index += 1 }
    return index < accessible.count && accessible[index].contains(position)
  }
}
