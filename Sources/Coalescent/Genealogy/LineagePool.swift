/// Lineages that may coalesce with each other, with their recombination masses.
struct LineagePool: ~Copyable {
  private(set) var lineages: UnsafeMutablePointer<Lineage>
  private var masses: MassTree
  private(set) var count = 0
  /// True if the hulls say which pairs may coalesce.
  private(set) var usesHulls = false
  /// Lineages that this replicate may have.
  private var capacity = Self.smallest
  private let budget: UnsafeMutablePointer<MemoryBudget>
  /// Which pairs may coalesce, if not all.
  private(set) var hulls: HullIndex

  /// Where each replicate begins.
  private static let smallest = 4096
  /// What one lineage of capacity costs.
  private static let bytes = MemoryLayout<Lineage>.stride + MassTree.bytesPerLineage

  init(_ budget: UnsafeMutablePointer<MemoryBudget>) {
    self.budget = budget
    masses = MassTree(capacity: Self.smallest)
    lineages = .allocate(capacity: Self.smallest)
    hulls = HullIndex(budget)
  }

  deinit { lineages.deallocate() }

  /// The mass of all lineages.
  @inline(__always)
  var totalMass: UInt64 { masses.total }

  /// Twice the number of pairs that may coalesce.
  @inline(__always)
  var orderedPairs: Double { usesHulls ? 2 * Double(hulls.pairs) : Double(count) * (Double(count) - 1) }

  /// What is held, for this replicate or a later one.
  var allocatedBytes: Int { masses.capacity * Self.bytes + hulls.allocatedBytes }

  /// Forgets all lineages; from now on those may coalesce whose hulls are at most `reach` units apart, or all.
  mutating func removeAll(reach: UInt32?) {
    for index in 0..<count { masses.set(index, 0) }
    count = 0
    capacity = Self.smallest
    _ = budget.pointee.require(capacity * Self.bytes)
    usesHulls = reach != nil
    hulls.reset(reach: reach ?? 0)
  }

  /// From now on all pairs may coalesce, or again only those within reach.
  mutating func restrictPairs(_ restricts: Bool) {
    hulls.removeAll()
    usesHulls = restricts
    if restricts { for index in 0..<count { hulls.insert(index, lineages[index].left, lineages[index].right) } }
  }

  /// Adds a lineage; it is lost if the budget is exhausted.
  @inline(__always)
  mutating func append(_ lineage: Lineage, mass: UInt64) {
    if count == capacity && !grow() { return }
    lineages[count] = lineage
    masses.set(count, mass)
    if usesHulls { hulls.insert(count, lineage.left, lineage.right) }
    count &+= 1
  }

  /// Puts `lineage` in the place of the one at `index`.
  @inline(__always)
  mutating func replace(_ index: Int, with lineage: Lineage, mass: UInt64) {
    lineages[index] = lineage
    masses.set(index, mass)
    if usesHulls { hulls.change(index, lineage.left, lineage.right) }
  }

  /// Removes the lineage at `index`; the last one takes its place.
  @inline(__always)
  mutating func remove(_ index: Int) {
    let last = count &- 1
    lineages[index] = lineages[last]
    masses.set(index, masses.masses[last])
    masses.set(last, 0)
    if usesHulls { hulls.remove(index, last: last) }
    count = last
  }

  /// The lineage that holds the `offset`-th unit of mass, and the offset within that lineage's own mass.
  @inline(__always)
  func find(_ offset: UInt64) -> (index: Int, offset: UInt64) { masses.find(offset) }

  /// Doubles the capacity; false if the budget does not allow it.
  @inline(never)
  private mutating func grow() -> Bool {
    if !budget.pointee.require(capacity * Self.bytes) { return false }
    capacity *= 2
    if capacity <= masses.capacity { return true }
    let moved = UnsafeMutablePointer<Lineage>.allocate(capacity: capacity)
    moved.update(from: lineages, count: count)
    lineages.deallocate()
    lineages = moved
    var tree = MassTree(capacity: capacity)
    for index in 0..<count { tree.set(index, masses.masses[index]) }
    masses = tree
    return true
  }
}
