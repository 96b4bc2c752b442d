/// The segments of all lineages in one block: new runs are written behind the used part, and when the block is full the
/// live runs are copied into its twin.
///
/// Keeps its memory between replicates. Places move in ``compact(_:room:)`` only.
struct SegmentArena: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Segment>
  private var twin: UnsafeMutablePointer<Segment>
  /// Segments that the block holds, and its twin.
  private var allocated = Self.smallest
  /// Segments that this replicate may write.
  private var capacity = Self.smallest
  private(set) var used = 0
  private let budget: UnsafeMutablePointer<MemoryBudget>

  /// Where each replicate begins.
  private static let smallest = 2048
  /// What one segment of capacity costs, with the twin's.
  private static let bytes = 2 * MemoryLayout<Segment>.stride

  init(_ budget: UnsafeMutablePointer<MemoryBudget>) {
    self.budget = budget
    base = .allocate(capacity: allocated)
    twin = .allocate(capacity: allocated)
  }

  deinit {
    base.deallocate()
    twin.deallocate()
  }

  /// What is held, for this replicate or a later one.
  var allocatedBytes: Int { allocated * Self.bytes }

  /// Forgets all segments.
  mutating func removeAll() {
    used = 0
    capacity = Self.smallest
    _ = budget.pointee.require(capacity * Self.bytes)
  }

  /// True if `count` more segments fit.
  @inline(__always)
  func hasRoom(for count: Int) -> Bool { used &+ count <= capacity }

  /// Where the next run is written; ``commit(_:)`` says how long it became.
  @inline(__always)
  var end: UnsafeMutablePointer<Segment> { base + used }

  /// Takes the `count` segments written at ``end`` into the used part.
  @inline(__always)
  mutating func commit(_ count: Int) { used &+= count }

  /// Keeps the runs of the lineages in `pools` and makes room for `room` segments more; false if the budget has none.
  ///
  /// The block grows until a quarter of it holds all that lives, so copying costs a fraction of the writing. Where the
  /// budget does not allow that, a half will do.
  @inline(never)
  mutating func compact(_ pools: UnsafeMutableBufferPointer<LineagePool>, room: Int) -> Bool {
    var live = 0
    for pool in pools.indices {
      for index in 0..<pools[pool].count { live += Int(pools[pool].lineages[index].segmentCount) }
    }
    var larger = capacity
    while larger < 4 * live + room { larger *= 2 }
    if larger > capacity && !claim(larger) {
      if 2 * live + room > capacity {
        refuse(larger)
        return false
      }
      larger = capacity
    }
    if larger > allocated {
      twin.deallocate()
      twin = .allocate(capacity: larger)
    }
    used = 0
    for pool in pools.indices {
      for index in 0..<pools[pool].count {
        let lineage = pools[pool].lineages + index
        let count = Int(lineage.pointee.segmentCount)
        (twin + used).update(from: base + Int(lineage.pointee.first), count: count)
        lineage.pointee.first = UInt32(truncatingIfNeeded: used)
        used += count
      }
    }
    swap(&base, &twin)
    if larger > allocated {
      twin.deallocate()
      twin = .allocate(capacity: larger)
      allocated = larger
    }
    capacity = larger
    return true
  }

  /// Takes what a capacity of `larger` costs from the budget, if it can be had.
  private func claim(_ larger: Int) -> Bool {
    larger < 1 << 32 && budget.pointee.claim((larger - capacity) * Self.bytes)
  }

  /// Says why there is no capacity of `larger`.
  private func refuse(_ larger: Int) {
    if larger >= 1 << 32 {
      budget.pointee.refuse(.index(of: "ancestral segments", limit: 1 << 32))
    } else {
      _ = budget.pointee.require((larger - capacity) * Self.bytes)
    }
  }
}
