/// How much denser one sample is than another near a value: shares of their values in a neighbourhood that holds at least a
/// twentieth of both together, bounded by values of theirs.
package struct DensityRatio {
  /// The values of both samples, ascending.
  let own, other: [Double]

  /// The ratio of the densities of `own` and `other`, both ascending.
  package init(own: [Double], other: [Double]) {
    self.own = own
    self.other = other
  }

  /// The ratio of the densities at `value`; 1 if a sample is empty. Half a value is added to each count, so that none is zero.
  package func at(_ value: Double) -> Double {
    guard !own.isEmpty, !other.isEmpty else { return 1 }
    let wanted = max(10, (own.count + other.count) / 40)
    let (low, high) = (bound(below: value, wanted), bound(above: value, wanted))
    func density(_ values: [Double]) -> Double {
      (Double(values.countUp(to: high) - values.countBelow(low)) + 0.5) / Double(values.count + 1)
    }
    return density(own) / density(other)
  }

  /// The value up to which there are `wanted` values of both samples above `value`; the greatest if there are not so many.
  private func bound(above value: Double, _ wanted: Int) -> Double {
    var (a, b, last) = (own.countUp(to: value), other.countUp(to: value), value)
    for _ in 0..<wanted {
      if a < own.count, b == other.count || own[a] <= other[b] {
        (last, a) = (own[a], a + 1)
      } else if b < other.count {
        (last, b) = (other[b], b + 1)
      } else {
        return last
      }
    }
    return last
  }

  /// The same from below.
  private func bound(below value: Double, _ wanted: Int) -> Double {
    var (a, b, last) = (own.countBelow(value), other.countBelow(value), value)
    for _ in 0..<wanted {
      if a > 0, b == 0 || own[a - 1] >= other[b - 1] {
        (last, a) = (own[a - 1], a - 1)
      } else if b > 0 {
        (last, b) = (other[b - 1], b - 1)
      } else {
        return last
      }
    }
    return last
  }
}

extension [Double] {
  /// How many of the ascending values are at most `value`.
  fileprivate func countUp(to value: Double) -> Int { firstIndex(ascending: { $0 > value }) }

  /// How many of the ascending values are less than `value`.
  fileprivate func countBelow(_ value: Double) -> Int { firstIndex(ascending: { $0 >= value }) }

  private func firstIndex(ascending isBehind: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
