import Groundwork

/// Sorting by the upper halves of 64-bit keys; equal ones keep their order.
enum KeySort {
  /// Fewer keys than this are sorted by insertion.
  private static let small = 40

  /// The sorted keys, in `keys` or in `spare`, which has as much room; upper halves are at most `range`.
  static func sort(
    _ keys: UnsafeMutablePointer<UInt64>, spare: UnsafeMutablePointer<UInt64>, _ count: Int, range: UInt32
  ) -> UnsafeMutablePointer<UInt64> {
    if count < small {
      insertionSort(keys, count)
      return keys
    }
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { places in
      guard let places = places.baseAddress else { return keys }
      var (from, to) = (keys, spare)
      var shift: UInt64 = 32
      while shift < 64 && UInt64(range) >> (shift - 32) > 0 {
        places.initialize(repeating: 0, count: 256)
        for i in 0..<count { places[Int(truncatingIfNeeded: from[i] >> shift & 255)] &+= 1 }
        var sum: Int32 = 0
        for digit in 0..<256 {
          let own = places[digit]
          places[digit] = sum
          sum &+= own
        }
        for i in 0..<count {
          let digit = Int(truncatingIfNeeded: from[i] >> shift & 255)
          to[Int(places[digit])] = from[i]
          places[digit] &+= 1
        }
        swap(&from, &to)
        shift += 8
      }
      return from
    }
  }

  private static func insertionSort(_ keys: UnsafeMutablePointer<UInt64>, _ count: Int) {
    var i = 1
    while i < count {
      let key = keys[i]
      var j = i
      while j > 0 && keys[j &- 1] > key {
        keys[j] = keys[j &- 1]
        j &-= 1
      }
      keys[j] = key
      i &+= 1
    }
  }
}
