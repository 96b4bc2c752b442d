import Groundwork

/// The rank of every value in its column, equal values having equal ranks: what rows of a node are sorted by.
struct RankedColumns {
  /// Column after column, as the features that they were made of.
  let ranks: [UInt32]

  /// The ranks of `features`, column after column of `rowCount` rows.
  init(_ features: [Float], rowCount: Int, threads: Int) {
    ranks = [UInt32](unsafeUninitializedCapacity: features.count) { buffer, count in
      count = features.count
      let ranks = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      parallelFill(ranks, blockSize: rowCount, threads: threads) { _, column, ranks in
        features.withUnsafeBufferPointer { features in
          guard let values = features.baseAddress, let ranks = ranks.baseAddress else { return }
          Self.rank(values + column * rowCount, rowCount, to: ranks)
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
