extension HaplotypeWindow {
  /// Of the haplotypes called at two sites: those with both derived alleles, with that of the first, with that of the second,
  /// and all.
  func pairCounts(_ first: Int, _ second: Int) -> (both: Int, one: Int, other: Int, called: Int) {
    let alleles = alleles.pointer
    var (both, one, other, calledAtBoth) = (0, 0, 0, haplotypeCount)
    for plane in 0..<planeCount {
      let (x, y) = (alleles[plane * stride + first], alleles[plane * stride + second])
      both += (x & y).nonzeroBitCount
      guard hasMissingCalls else { continue }
      let (xMissing, yMissing) = (missing.pointer[plane * stride + first], missing.pointer[plane * stride + second])
      one += (x & ~yMissing).nonzeroBitCount
      other += (y & ~xMissing).nonzeroBitCount
      calledAtBoth -= (xMissing | yMissing).nonzeroBitCount
    }
    if !hasMissingCalls { (one, other) = (Int(derived.pointer[first]), Int(derived.pointer[second])) }
    return (both, one, other, calledAtBoth)
  }

  /// r2 of two sites over the haplotypes called at both; nil where one does not segregate among them.
  func r2(_ first: Int, _ second: Int) -> Double? {
    let (both, one, other, calledAtBoth) = pairCounts(first, second)
    let variance = Double(one * (calledAtBoth - one)) * Double(other * (calledAtBoth - other))
    guard variance > 0 else { return nil }
    let covariance = Double(calledAtBoth * both - one * other)
    return covariance * covariance / variance
  }
}
