extension HaplotypeWindow {
  /// The mean length over all pairs of haplotypes of the stretches between neighbouring differences, the ends of the
  /// window counting as differences.
  var meanTractLength: Double {
    var differences = 0
    for site in 0..<siteCount {
      let (k, n) = (Int(derived.pointer[site]), Int(called.pointer[site]))
      let filled = 2 * k > n ? k + haplotypeCount - n : k
      differences += filled * (haplotypeCount - filled)
    }
    let pairs = haplotypeCount * (haplotypeCount - 1) / 2
    return (end - start) * (Double(pairs) / Double(differences + pairs))
  }

  /// The longest of these stretches.
  var longestTractLength: Double { longestTract { 0..<$0 } }

  /// The longest of these stretches among the pairs of each haplotype with its `partners`.
  func longestTract(_ partners: (Int) -> Range<Int>) -> Double {
    let rows = haplotypeRows
    var longest = siteCount == 0 ? end - start : 0
    for one in 0..<haplotypeCount {
      for other in partners(one) {
        var last = start
        for word in 0..<rowWidth {
          let column = rows + word * rowStride
          var unlike = column[one] ^ column[other]
          while unlike != 0 {
            let position = positions.pointer[64 * word + unlike.trailingZeroBitCount]
            longest = max(longest, position - last)
            last = position
            unlike &= unlike - 1
          }
        }
        longest = max(longest, end - last)
      }
    }
    return longest
  }
}
