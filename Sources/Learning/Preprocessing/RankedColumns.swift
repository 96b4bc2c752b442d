import Groundwork

/// The rank of every value in its column, equal values having equal ranks: what rows of a node are sorted by.
struct RankedColumns {
  /// Column after column, as the features that they were made of.
  let ranks: [UInt32]

  /// The ranks of `features`, column after column of `rowCount` rows.
  init(_ features: [Float], rowCount: Int, threads: Int) {
    ranks = [UInt32](unsafeUninitializedCapacity: features.count) { buffer, count in
      count = features.count
      features.withUnsafeBufferPointer { features in
        guard let base = buffer.baseAddress, let values = features.baseAddress else { return }
        nonisolated(unsafe) let output = base
        nonisolated(unsafe) let source = values
        parallelLoop(count: features.count / rowCount, threads: threads) { _, column in
          Self.rank(source + column * rowCount, rowCount, to: output + column * rowCount)
        }
      }
    }
  }

  private static func rank(_ values: UnsafePointer<Float>, _ count: Int, to ranks: UnsafeMutablePointer<UInt32>) {
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * count)
    defer { keys.deallocate() }
    for row in 0..<count {
      // Bits that are in the order of the numbers: the sign flipped for positive ones, all bits for negative ones.
      let bits = values[row].bitPattern
      let ordered = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
      keys[row] = UInt64(ordered) << 32 | UInt64(row)
    }
    let sorted = KeySort.sort(keys, spare: keys + count, count, range: .max)
    var rank: UInt32 = 0
    for place in 0..<count {
      let row = Int(sorted[place] & 0xFFFF_FFFF)
      if place > 0 && values[row] != values[Int(sorted[place - 1] & 0xFFFF_FFFF)] { rank += 1 }
      ranks[row] = rank
    }
  }
}

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
