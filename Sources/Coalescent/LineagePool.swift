/// Lineages that may coalesce with each other, with their recombination masses.
struct LineagePool: ~Copyable {
  private(set) var lineages: UnsafeMutablePointer<Lineage>
  private var masses: MassTree
  private(set) var count = 0

  init() {
    masses = MassTree(capacity: 4096)
    lineages = .allocate(capacity: 4096)
  }

  deinit { lineages.deallocate() }

  /// The mass of all lineages.
  @inline(__always)
  var totalMass: UInt64 { masses.total }

  mutating func removeAll() {
    for index in 0..<count { masses.set(index, 0) }
    count = 0
  }

  @inline(__always)
  mutating func append(_ lineage: Lineage, mass: UInt64) {
    if count == masses.capacity { grow() }
    lineages[count] = lineage
    masses.set(count, mass)
    count &+= 1
  }

  /// Puts `lineage` in the place of the one at `index`.
  @inline(__always)
  mutating func replace(_ index: Int, with lineage: Lineage, mass: UInt64) {
    lineages[index] = lineage
    masses.set(index, mass)
  }

  /// Removes the lineage at `index`; the last one takes its place.
  @inline(__always)
  mutating func remove(_ index: Int) {
    let last = count &- 1
    lineages[index] = lineages[last]
    masses.set(index, masses.masses[last])
    masses.set(last, 0)
    count = last
  }

  /// The lineage that holds the `offset`-th unit of mass, and the offset within that lineage's own mass.
  @inline(__always)
  func find(_ offset: UInt64) -> (index: Int, offset: UInt64) { masses.find(offset) }

  @inline(never)
  private mutating func grow() {
    let larger = masses.capacity * 2
    let moved = UnsafeMutablePointer<Lineage>.allocate(capacity: larger)
    moved.update(from: lineages, count: count)
    lineages.deallocate()
    lineages = moved
    var tree = MassTree(capacity: larger)
    for index in 0..<count { tree.set(index, masses.masses[index]) }
    masses = tree
  }
}
