/// Recombination masses with their sums over blocks of 16, 256 and 4096: a change costs four additions, and a search
/// looks at two blocks of 16 without a branch.
///
/// Masses are integers: the number of unit boundaries at which a crossover matters for a lineage. Sums are exact, so
/// they never drift and the same draws choose the same lineages everywhere.
struct MassTree: ~Copyable {
  private(set) var masses: UnsafeMutablePointer<UInt64>
  private var sums16: UnsafeMutablePointer<UInt64>
  private var sums256: UnsafeMutablePointer<UInt64>
  private var sums4096: UnsafeMutablePointer<UInt64>
  private(set) var capacity: Int
  private(set) var total: UInt64 = 0

  /// Masses of 0; `capacity` is a multiple of 4096.
  init(capacity: Int) {
    precondition(capacity > 0 && capacity % 4096 == 0, "a mass tree needs whole blocks of 4096, not \(capacity)")
    self.capacity = capacity
    func zeros(_ count: Int) -> UnsafeMutablePointer<UInt64> {
      let block = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
      block.initialize(repeating: 0, count: count)
      return block
    }
    masses = zeros(capacity)
    sums16 = zeros(capacity / 16)
    sums256 = zeros(capacity / 256)
    sums4096 = zeros(capacity / 4096)
  }

  /// What one lineage costs: its mass and its share of the sums, rounded up.
  static let bytesPerLineage = 9

  deinit {
    masses.deallocate()
    sums16.deallocate()
    sums256.deallocate()
    sums4096.deallocate()
  }

  /// Makes `mass` the mass at `index`.
  @inline(__always)
  mutating func set(_ index: Int, _ mass: UInt64) {
    let change = mass &- masses[index]
    masses[index] = mass
    sums16[index >> 4] &+= change
    sums256[index >> 8] &+= change
    sums4096[index >> 12] &+= change
    total &+= change
  }

  /// Where the `offset`-th unit of mass lies, `offset` < `total`: the index, and the offset within the mass there.
  @inline(__always)
  func find(_ offset: UInt64) -> (index: Int, offset: UInt64) {
    var rest = offset
    var block = 0
    while rest >= sums4096[block] {
      rest &-= sums4096[block]
      block &+= 1
    }
    block <<= 4
    while rest >= sums256[block] {
      rest &-= sums256[block]
      block &+= 1
    }
    block = (block << 4) &+ Self.pass(&rest, sums16 + (block << 4))
    block = (block << 4) &+ Self.pass(&rest, masses + (block << 4))
    return (block, rest)
  }

  /// How many of 16 numbers `rest` passes; takes their sum from it.
  @inline(__always)
  private static func pass(_ rest: inout UInt64, _ numbers: UnsafePointer<UInt64>) -> Int {
    var sum: UInt64 = 0
    var passed: UInt64 = 0
    var count = 0
    for index in 0..<16 {
      sum &+= numbers[index]
      let isPassed = sum <= rest
      count &+= isPassed ? 1 : 0
      passed = isPassed ? sum : passed
    }
    rest &-= passed
    return count
  }
}
