/// Lineages that may coalesce with each other, with a Fenwick tree over their recombination masses.
///
/// Masses are integers: the number of unit boundaries at which a crossover matters for the lineage. Sums are exact, so
/// the tree never drifts and the same draws choose the same lineages everywhere.
struct LineagePool: ~Copyable {
  private(set) var lineages: UnsafeMutablePointer<Lineage>
  private var masses: UnsafeMutablePointer<UInt64>
  /// tree[i], i from 1: the sum of the masses of the lineages (i - lowbit(i))..<i.
  private var tree: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  private(set) var count: Int
  private(set) var totalMass: UInt64

  init(capacity: Int = 256) {
    self.capacity = capacity
    lineages = .allocate(capacity: capacity)
    masses = .allocate(capacity: capacity)
    tree = .allocate(capacity: capacity + 1)
    masses.initialize(repeating: 0, count: capacity)
    tree.initialize(repeating: 0, count: capacity + 1)
    count = 0
    totalMass = 0
  }

  deinit {
    lineages.deallocate()
    masses.deallocate()
    tree.deallocate()
  }

  mutating func removeAll() {
    masses.update(repeating: 0, count: capacity)
    tree.update(repeating: 0, count: capacity + 1)
    count = 0
    totalMass = 0
  }

  @inline(__always)
  mutating func append(_ lineage: Lineage, mass: UInt64) {
    if count == capacity { grow() }
    lineages[count] = lineage
    count &+= 1
    setMass(count &- 1, mass)
  }

  /// Puts `lineage` in the place of the one at `index`.
  @inline(__always)
  mutating func replace(_ index: Int, with lineage: Lineage, mass: UInt64) {
    lineages[index] = lineage
    setMass(index, mass)
  }

  /// Removes the lineage at `index`; the last one takes its place.
  @inline(__always)
  mutating func remove(_ index: Int) {
    let last = count &- 1
    if index != last {
      lineages[index] = lineages[last]
      let mass = masses[last]
      setMass(last, 0)
      setMass(index, mass)
    } else {
      setMass(last, 0)
    }
    count = last
  }

  @inline(__always)
  private mutating func setMass(_ index: Int, _ mass: UInt64) {
    let change = mass &- masses[index]
    if change == 0 { return }
    masses[index] = mass
    totalMass = totalMass &+ change
    var node = index &+ 1
    while node <= capacity {
      tree[node] = tree[node] &+ change
      node = node &+ (node & (0 &- node))
    }
  }

  /// The lineage that holds the `offset`-th unit of mass, and the offset within that lineage's own mass.
  @inline(__always)
  func find(_ offset: UInt64) -> (index: Int, offset: UInt64) {
    var position = 0
    var rest = offset
    var step = capacity
    while step > 0 {
      let next = position &+ step
      if next <= capacity, tree[next] <= rest {
        position = next
        rest = rest &- tree[next]
      }
      step >>= 1
    }
    return (position, rest)
  }

  @inline(never)
  private mutating func grow() {
    let larger = capacity * 2
    let newLineages = UnsafeMutablePointer<Lineage>.allocate(capacity: larger)
    let newMasses = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    let newTree = UnsafeMutablePointer<UInt64>.allocate(capacity: larger + 1)
    newLineages.update(from: lineages, count: count)
    newMasses.initialize(repeating: 0, count: larger)
    newMasses.update(from: masses, count: capacity)
    newTree.initialize(repeating: 0, count: larger + 1)
    for i in 0..<capacity { newTree[i + 1] = newMasses[i] }
    for i in 1...larger {
      let parent = i + (i & -i)
      if parent <= larger { newTree[parent] = newTree[parent] &+ newTree[i] }
    }
    lineages.deallocate()
    masses.deallocate()
    tree.deallocate()
    lineages = newLineages
    masses = newMasses
    tree = newTree
    capacity = larger
  }
}
