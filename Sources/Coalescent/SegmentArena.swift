/// The segments of all lineages in one block: new runs are written behind the used part, and when the block is full the
/// live runs are copied into its twin.
///
/// Keeps its memory between replicates. Places move in ``compact(_:room:)`` only.
struct SegmentArena: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Segment>
  private var twin: UnsafeMutablePointer<Segment>
  private var capacity: Int
  private(set) var used: Int

  init(capacity: Int = 2048) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
    twin = .allocate(capacity: capacity)
    used = 0
  }

  deinit {
    base.deallocate()
    twin.deallocate()
  }

  /// Forgets all segments.
  mutating func removeAll() { used = 0 }

  /// True if `count` more segments fit.
  @inline(__always)
  func hasRoom(for count: Int) -> Bool { used &+ count <= capacity }

  /// Where the next run is written; ``commit(_:)`` says how long it became.
  @inline(__always)
  var end: UnsafeMutablePointer<Segment> { base + used }

  /// Takes the `count` segments written at ``end`` into the used part.
  @inline(__always)
  mutating func commit(_ count: Int) { used &+= count }

  /// Keeps the runs of the lineages in `pools` and makes room for `room` segments more.
  ///
  /// The block grows until a quarter of it holds all that lives, so copying costs a fraction of the writing.
  @inline(never)
  mutating func compact(_ pools: UnsafeMutableBufferPointer<LineagePool>, room: Int) {
    var live = 0
    for pool in pools.indices {
      for index in 0..<pools[pool].count { live += Int(pools[pool].lineages[index].segmentCount) }
    }
    var larger = capacity
    while larger < 4 * live + room { larger *= 2 }
    precondition(larger < 1 << 32, "one replicate needs more than 2^32 ancestral segments")
    if larger > capacity {
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
    if larger > capacity {
      twin.deallocate()
      twin = .allocate(capacity: larger)
      capacity = larger
    }
  }
}
