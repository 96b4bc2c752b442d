/// Linkage disequilibrium of a window, summed up: the mean r2 and the best split of Kim & Nielsen's omega.
///
/// r2 of each pair of sites enters rounded to a multiple of 2^-46 (1.4e-14), as an integer, so that sums are exact and
/// a sum of nothing but zeros is 0 however it was come by.
struct LinkageSums {
  /// The mean r2 over pairs of sites; 0 if there is no pair.
  var meanR2 = 0.0
  /// Pairs of sites that have an r2.
  var pairs = 0
  /// The maximum of omega over the splits; 0 if there is none.
  var omega = 0.0
  /// Sites before the split of the maximum, the first one if several have it.
  var omegaSplit = 0
  /// True if a split has a finite omega.
  var hasOmega = false
  /// omega at the middle of the window; 0 if it has no finite value there, or fewer than 2 sites on one side.
  var omegaAtMiddle = 0.0
  /// True if it has a finite value there, and 2 sites on either side.
  var hasOmegaAtMiddle = false

  /// r2 = 1 in the units of the sums.
  private static let unit = 0x1p46

  /// What the split of the sites at l sums to.
  private struct Split {
    var left: UInt128 = 0
    var right: UInt128 = 0
    var leftPairs = 0
    var rightPairs = 0
  }

  init() {}

  /// The sums of `count` sites: `before[j]` = sum of r2 over i < j, `after[i]` = sum over j > i, and the numbers of
  /// pairs in them (nil if every pair is); `middle` sites lie before the middle of the window.
  init(
    count: Int, middle: Int = 0, before: UnsafePointer<UInt64>, after: UnsafePointer<UInt64>,
    beforePairs: UnsafePointer<UInt64>?,
    afterPairs: UnsafePointer<UInt64>?
  ) {
    guard count >= 2 else { return }
    var total: UInt128 = 0
    var pairs = 0
    for site in 0..<count {
      total += UInt128(before[site])
      pairs += beforePairs.map { Int($0[site]) } ?? site
    }
    self.pairs = pairs
    guard pairs > 0 else { return }
    meanR2 = Self.double(total) / (Self.unit * Double(pairs))
    var split = Split(left: 0, right: total, leftPairs: 0, rightPairs: pairs)
    for site in 0..<(count - 1) {
      split.left += UInt128(before[site])
      split.right -= UInt128(after[site])
      split.leftPairs += beforePairs.map { Int($0[site]) } ?? site
      split.rightPairs -= afterPairs.map { Int($0[site]) } ?? (count - 1 - site)
      let within = split.left + split.right
      let cross = total - within
      let withinPairs = split.leftPairs + split.rightPairs
      guard cross > 0, withinPairs > 0 else { continue }
      let ratio = (Self.double(within) / Double(withinPairs)) / (Self.double(cross) / Double(pairs - withinPairs))
      if site >= 2 && site < count - 3 {
        hasOmega = true
        if ratio > omega { (omega, omegaSplit) = (ratio, site + 1) }
      }
      if site + 1 == middle && site >= 1 && site < count - 2 {
        hasOmegaAtMiddle = true
        omegaAtMiddle = ratio
      }
    }
  }

  /// `sum` as a double, within an ulp.
  private static func double(_ sum: UInt128) -> Double {
    Double(UInt64(truncatingIfNeeded: sum >> 64)) * 0x1p64 + Double(UInt64(truncatingIfNeeded: sum))
  }
}
