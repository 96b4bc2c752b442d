/// The pairs of lineages of a pool whose hulls lie at most ``reach`` apart, counted exactly.
///
/// Hulls stand in order of their left ends, in blocks of up to 64. A pair belongs to the later of its two hulls: each
/// hull has the number of hulls before it that end at most the reach left of its own left end, or behind that. Where a
/// hull comes, goes or changes its right end, only hulls that begin within its reach have to be counted anew, and they
/// stand together; how many before it reach it is found by a scan of the blocks that hold one long enough. Scans are
/// without branches within a block.
struct HullIndex: ~Copyable {
  /// Units; hulls that touch are 0 apart.
  private(set) var reach: UInt32 = 0
  /// Pairs within reach.
  private(set) var pairs = 0

  /// Hulls of a block, at 64 times its handle; unused ones end at 0.
  private var lefts: UnsafeMutablePointer<UInt32>
  private var rights: UnsafeMutablePointer<UInt32>
  private var partners: UnsafeMutablePointer<UInt32>
  private var lineages: UnsafeMutablePointer<UInt32>
  /// The blocks in order.
  private var blocks: UnsafeMutablePointer<Block>
  private var blockCount = 0
  /// The place in order of each handle.
  private var orders: UnsafeMutablePointer<UInt32>
  /// Handles of blocks that were given back, behind those that have never been used.
  private var free: [UInt32] = []
  private var usedHandles = 0
  private var allocatedBlocks = 0
  private var blockCapacity = 0
  /// The handle of the block of each lineage.
  private var handles: UnsafeMutablePointer<UInt32>
  private var allocatedLineages = 0
  private var lineageCapacity = 0
  private let budget: UnsafeMutablePointer<MemoryBudget>

  private struct Block: BitwiseCopyable {
    var handle: UInt32
    var count: UInt32
    /// The first left end.
    var left: UInt32
    /// The last right end.
    var right: UInt32
    /// Pairs that belong to its hulls.
    var pairs: Int
  }

  private static let width = 64
  /// What a block costs: four arrays of 64, its entry and its place in order.
  private static let blockBytes = 16 * width + MemoryLayout<Block>.stride + 8

  init(_ budget: UnsafeMutablePointer<MemoryBudget>) {
    self.budget = budget
    lefts = .allocate(capacity: 0)
    rights = .allocate(capacity: 0)
    partners = .allocate(capacity: 0)
    lineages = .allocate(capacity: 0)
    blocks = .allocate(capacity: 0)
    orders = .allocate(capacity: 0)
    handles = .allocate(capacity: 0)
  }

  deinit {
    lefts.deallocate()
    rights.deallocate()
    partners.deallocate()
    lineages.deallocate()
    blocks.deallocate()
    orders.deallocate()
    handles.deallocate()
  }

  /// What is held, for this replicate or a later one.
  var allocatedBytes: Int { allocatedBlocks * Self.blockBytes + allocatedLineages * 4 }

  /// Forgets all hulls, and what the budget gave for them.
  mutating func reset(reach: UInt32) {
    removeAll()
    self.reach = reach
    blockCapacity = 0
    lineageCapacity = 0
  }

  /// Forgets all hulls.
  mutating func removeAll() {
    pairs = 0
    blockCount = 0
    usedHandles = 0
    free.removeAll(keepingCapacity: true)
  }

  /// The least right end that reaches a hull beginning at `left`. No hull ends at 0.
  @inline(__always)
  private func least(_ left: UInt32) -> UInt32 { left > reach ? left &- reach : 1 }

  /// The greatest left end that a hull ending at `right` reaches.
  @inline(__always)
  private func greatest(_ right: UInt32) -> UInt32 { right > UInt32.max &- reach ? .max : right &+ reach }

  // MARK: Changes

  /// Adds the hull of `lineage`.
  @inline(never)
  mutating func insert(_ lineage: Int, _ left: UInt32, _ right: UInt32) {
    if blockCount == 0 && !makeBlock(at: 0) { return }
    var order = self.order(of: left)
    if blocks[order].count == Self.width {
      if !split(order) { return }
      if blocks[order &+ 1].left <= left { order &+= 1 }
    }
    if lineage >= lineageCapacity && !growLineages(lineage) { return }
    let first = Int(blocks[order].handle) &* Self.width
    let count = Int(blocks[order].count)
    var slot = 0
    for index in 0..<count { slot &+= lefts[first &+ index] <= left ? 1 : 0 }
    let own = reaching(left, before: slot, of: order)
    addToLater(1, from: slot, of: order, above: 0, upTo: greatest(right))
    moveHulls(first &+ slot, to: first &+ slot &+ 1, count &- slot)
    lefts[first &+ slot] = left
    rights[first &+ slot] = right
    partners[first &+ slot] = UInt32(truncatingIfNeeded: own)
    lineages[first &+ slot] = UInt32(truncatingIfNeeded: lineage)
    handles[lineage] = blocks[order].handle
    blocks[order].count &+= 1
    blocks[order].left = lefts[first]
    blocks[order].right = max(blocks[order].right, right)
    blocks[order].pairs &+= own
    pairs &+= own
  }

  /// Removes the hull of `lineage`; lineage `last` takes its number.
  @inline(never)
  mutating func remove(_ lineage: Int, last: Int) {
    if budget.pointee.isExhausted { return }
    let (order, slot) = place(of: lineage)
    let first = Int(blocks[order].handle) &* Self.width
    let count = Int(blocks[order].count)
    addToLater(-1, from: slot &+ 1, of: order, above: 0, upTo: greatest(rights[first &+ slot]))
    let own = Int(partners[first &+ slot])
    pairs &-= own
    blocks[order].pairs &-= own
    blocks[order].count &-= 1
    moveHulls(first &+ slot &+ 1, to: first &+ slot, count &- slot &- 1)
    rights[first &+ count &- 1] = 0
    if count == 1 { removeBlock(order) } else { refreshEnds(order) }
    if last != lineage {
      let moved = place(of: last)
      lineages[Int(blocks[moved.order].handle) &* Self.width &+ moved.slot] = UInt32(truncatingIfNeeded: lineage)
      handles[lineage] = handles[last]
    }
  }

  /// Makes `left`..<`right` the hull of `lineage`.
  @inline(never)
  mutating func change(_ lineage: Int, _ left: UInt32, _ right: UInt32) {
    if budget.pointee.isExhausted { return }
    let (order, slot) = place(of: lineage)
    let hull = Int(blocks[order].handle) &* Self.width &+ slot
    if lefts[hull] != left {
      remove(lineage, last: lineage)
      insert(lineage, left, right)
      return
    }
    let before = greatest(rights[hull])
    let after = greatest(right)
    rights[hull] = right
    if after > before {
      addToLater(1, from: slot &+ 1, of: order, above: before, upTo: after)
    } else if after < before {
      addToLater(-1, from: slot &+ 1, of: order, above: after, upTo: before)
    }
    refreshEnds(order)
  }

  // MARK: Choice

  /// The `index`-th of the pairs, in an order of their own.
  func pair(_ index: Int) -> (Int, Int) {
    var rest = index
    var order = 0
    while rest >= blocks[order].pairs {
      rest &-= blocks[order].pairs
      order &+= 1
    }
    var first = Int(blocks[order].handle) &* Self.width
    var slot = 0
    while rest >= Int(partners[first &+ slot]) {
      rest &-= Int(partners[first &+ slot])
      slot &+= 1
    }
    let later = Int(lineages[first &+ slot])
    let bound = least(lefts[first &+ slot])
    // The one before it that many further back; the nearest blocks first, as most partners are near.
    var end = slot
    while true {
      if blocks[order].right >= bound {
        let found = count(first, end, reaching: bound)
        if rest < found { break }
        rest &-= found
      }
      order &-= 1
      first = Int(blocks[order].handle) &* Self.width
      end = Self.width
    }
    slot = 0
    while true {
      if rights[first &+ slot] >= bound {
        if rest == 0 { return (Int(lineages[first &+ slot]), later) }
        rest &-= 1
      }
      slot &+= 1
    }
  }

  // MARK: Scans

  /// The last block that begins at or before `left`; the first if there is none.
  @inline(__always)
  private func order(of left: UInt32) -> Int {
    var low = 0
    var high = blockCount &- 1
    while low < high {
      let middle = (low &+ high &+ 1) >> 1
      if blocks[middle].left <= left { low = middle } else { high = middle &- 1 }
    }
    return low
  }

  /// Where the hull of `lineage` stands.
  @inline(__always)
  private func place(of lineage: Int) -> (order: Int, slot: Int) {
    let handle = Int(handles[lineage])
    let order = Int(orders[handle])
    var slot = 0
    while lineages[handle &* Self.width &+ slot] != UInt32(truncatingIfNeeded: lineage) { slot &+= 1 }
    return (order, slot)
  }

  /// How many of the first `end` hulls from `first` on end at or behind `bound`.
  @inline(__always)
  private func count(_ first: Int, _ end: Int, reaching bound: UInt32) -> Int {
    var count: UInt32 = 0
    for index in 0..<end { count &+= rights[first &+ index] >= bound ? 1 : 0 }
    return Int(count)
  }

  /// How many hulls before slot `slot` of a block reach one that begins at `left`.
  private func reaching(_ left: UInt32, before slot: Int, of order: Int) -> Int {
    let bound = least(left)
    var sum = count(Int(blocks[order].handle) &* Self.width, slot, reaching: bound)
    for earlier in 0..<order where blocks[earlier].right >= bound {
      sum &+= count(Int(blocks[earlier].handle) &* Self.width, Self.width, reaching: bound)
    }
    return sum
  }

  /// Gives the hulls from slot `slot` of a block on that begin above `low`, up to `high`, one partner more or less.
  private mutating func addToLater(_ change: Int, from slot: Int, of order: Int, above low: UInt32, upTo high: UInt32) {
    let step = UInt32(truncatingIfNeeded: change)
    var start = slot
    for order in order..<blockCount {
      if blocks[order].left > high { break }
      let first = Int(blocks[order].handle) &* Self.width
      var changed: UInt32 = 0
      // Nothing begins before unit 0, and `low` = 0 stands for no bound: hulls that begin at 0 are meant too.
      let least = low == 0 ? 0 : low &+ 1
      for index in first &+ start..<first &+ Int(blocks[order].count) {
        let isMeant: UInt32 = lefts[index] >= least && lefts[index] <= high ? 1 : 0
        partners[index] &+= step &* isMeant
        changed &+= isMeant
      }
      blocks[order].pairs &+= change &* Int(changed)
      pairs &+= change &* Int(changed)
      start = 0
    }
  }

  /// Finds the ends of a block anew.
  private mutating func refreshEnds(_ order: Int) {
    let first = Int(blocks[order].handle) &* Self.width
    var right: UInt32 = 0
    for index in 0..<Self.width { right = max(right, rights[first &+ index]) }
    blocks[order].left = lefts[first]
    blocks[order].right = right
  }

  // MARK: Blocks

  /// Moves `count` hulls from one place of the storage to another.
  @inline(__always)
  private func moveHulls(_ from: Int, to: Int, _ count: Int) {
    (lefts + to).update(from: lefts + from, count: count)
    (rights + to).update(from: rights + from, count: count)
    (partners + to).update(from: partners + from, count: count)
    (lineages + to).update(from: lineages + from, count: count)
  }

  /// Moves the upper half of a full block into a new one behind it.
  private mutating func split(_ order: Int) -> Bool {
    if !makeBlock(at: order &+ 1) { return false }
    let half = Self.width / 2
    let from = Int(blocks[order].handle) &* Self.width &+ half
    let to = Int(blocks[order &+ 1].handle) &* Self.width
    moveHulls(from, to: to, half)
    (rights + from).update(repeating: 0, count: half)
    var moved = 0
    for index in to..<to + half {
      handles[Int(lineages[index])] = blocks[order &+ 1].handle
      moved &+= Int(partners[index])
    }
    for part in order...order &+ 1 { blocks[part].count = UInt32(half) }
    blocks[order &+ 1].pairs = moved
    blocks[order].pairs &-= moved
    refreshEnds(order)
    refreshEnds(order &+ 1)
    return true
  }

  /// Puts an empty block at a place in order; false if the budget does not allow it.
  private mutating func makeBlock(at order: Int) -> Bool {
    if budget.pointee.isExhausted { return false }
    var handle = UInt32(truncatingIfNeeded: usedHandles)
    if let recycled = free.popLast() {
      handle = recycled
    } else {
      if usedHandles == blockCapacity && !growBlocks() { return false }
      usedHandles &+= 1
    }
    (blocks + order + 1).update(from: blocks + order, count: blockCount &- order)
    blockCount &+= 1
    blocks[order] = Block(handle: handle, count: 0, left: 0, right: 0, pairs: 0)
    (rights + Int(handle) &* Self.width).update(repeating: 0, count: Self.width)
    for place in order..<blockCount { orders[Int(blocks[place].handle)] = UInt32(truncatingIfNeeded: place) }
    return true
  }

  private mutating func removeBlock(_ order: Int) {
    free.append(blocks[order].handle)
    (blocks + order).update(from: blocks + order + 1, count: blockCount &- order &- 1)
    blockCount &-= 1
    for place in order..<blockCount { orders[Int(blocks[place].handle)] = UInt32(truncatingIfNeeded: place) }
  }

  private mutating func growBlocks() -> Bool {
    let larger = max(16, 2 * blockCapacity)
    if !budget.pointee.require((larger - blockCapacity) * Self.blockBytes) { return false }
    if larger > allocatedBlocks {
      Self.move(&lefts, usedHandles * Self.width, larger * Self.width)
      Self.move(&rights, usedHandles * Self.width, larger * Self.width)
      Self.move(&partners, usedHandles * Self.width, larger * Self.width)
      Self.move(&lineages, usedHandles * Self.width, larger * Self.width)
      Self.move(&blocks, blockCount, larger)
      Self.move(&orders, usedHandles, larger)
      allocatedBlocks = larger
    }
    blockCapacity = larger
    return true
  }

  private mutating func growLineages(_ lineage: Int) -> Bool {
    let larger = max(1024, 2 * lineageCapacity)
    if !budget.pointee.require((larger - lineageCapacity) * 4) { return false }
    if larger > allocatedLineages {
      Self.move(&handles, lineageCapacity, larger)
      allocatedLineages = larger
    }
    lineageCapacity = larger
    return true
  }

  /// Moves `count` values into memory for `capacity`.
  private static func move<Value: BitwiseCopyable>(
    _ values: inout UnsafeMutablePointer<Value>, _ count: Int, _ capacity: Int
  ) {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    larger.update(from: values, count: count)
    values.deallocate()
    values = larger
  }
}
