/// The order of mutations along the sequence.
///
/// Positions are nearly uniform, so they are dealt into as many buckets as there are mutations and what is left unsorted
/// within a bucket is sorted by insertion: linear time.
struct SiteOrder {
  /// (position << 32 | index), ascending.
  private(set) var keys: [UInt64] = []
  private var starts: [Int32] = []

  /// Sorts the indices of `positions`.
  mutating func sort(_ positions: [UInt32]) {
    let count = positions.count
    // The bucket of a position is its top bits.
    let bits = max(1, Int.bitWidth - count.leadingZeroBitCount)
    let shift = UInt32(32 - min(bits, 24))
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: 1 << (32 - Int(shift)) + 1))
    for position in positions { starts[Int(position >> shift) + 1] += 1 }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    keys.removeAll(keepingCapacity: true)
    keys.append(contentsOf: repeatElement(0, count: count))
    for index in 0..<count {
      let bucket = Int(positions[index] >> shift)
      keys[Int(starts[bucket])] = UInt64(positions[index]) << 32 | UInt64(index)
      starts[bucket] += 1
    }
    for index in keys.indices.dropFirst() {
      let key = keys[index]
      var place = index
      while place > 0 && keys[place - 1] > key {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
    }
  }
}
