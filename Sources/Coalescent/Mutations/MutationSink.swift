import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Mutations as a unit-rate Poisson process along the total branch area, each emitted as its bit-packed site.
///
/// A branch that ends adds (span x lifetime) to a running area; a mutation falls whenever the area passes the next
/// exponential mark. No draw is made for the many branches without a mutation.
struct MutationSink: ~Copyable {
  /// Units of the mutations, in the order in which they fell.
  private(set) var positions: [UInt32] = []
  /// The leaf sets of the mutations, one after the other. Not an array: the system moves large blocks without a copy when
  /// they grow, so they are never held twice.
  private var leaves: UnsafeMutablePointer<UInt64>?
  private var leafWords = 0
  private var leafCapacity = 0
  private var area = 0.0
  private var nextMark = Double.infinity
  /// Units x generations for one expected mutation.
  private var areaPerMutation = Double.infinity
  /// Where mutations fall, if not uniformly: spans are masses of this map then.
  private var map = GridMap()
  /// Mutations for which the budget has been asked.
  private var capacity = 0
  private let budget: UnsafeMutablePointer<MemoryBudget>

  init(_ budget: UnsafeMutablePointer<MemoryBudget>) { self.budget = budget }

  /// What is held, for this replicate or a later one.
  var allocatedBytes: Int { 4 * positions.capacity + 8 * leafCapacity }

  /// The leaf sets of the mutations, one after the other.
  var words: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: leaves, count: leafWords) }

  deinit { free(leaves) }

  /// Starts a replicate of `model`.
  mutating func reset(_ model: CoalescentModel, stream: inout RandomStream) {
    map.use(model.mutationMap)
    let unit = model.sequenceLength / Double(GenomeGrid.length)
    let mutationsPerUnit = map.isActive ? map.eventsPerMass : model.mutationRate * unit
    areaPerMutation = mutationsPerUnit > 0 ? 1 / mutationsPerUnit : .infinity
    positions.removeAll(keepingCapacity: true)
    leafWords = 0
    area = 0
    capacity = 0
    nextMark = areaPerMutation.isFinite ? stream.exponential() * areaPerMutation : .infinity
  }

  /// Ends the branches of nodes `x` and `y` over `left`..<`right` at time `now`.
  @inline(__always)
  mutating func endBranches(
    _ x: UInt32, _ y: UInt32, of nodes: borrowing BranchSlab, left: UInt32, right: UInt32, now: Double,
    stream: inout RandomStream
  ) {
    let span = map.isActive ? Double(map.mass(to: right) &- map.mass(to: left)) : Double(right &- left)
    let xArea = span * (now - nodes.node(x).pointee.time)
    let firstEnd = area + xArea
    area = firstEnd + span * (now - nodes.node(y).pointee.time)
    while area > nextMark {
      emit(nextMark < firstEnd ? x : y, of: nodes, left: left, right: right, stream: &stream)
    }
  }

  /// A mutation on the branch of `node`, somewhere in `left`..<`right`; none any more if the budget is exhausted.
  @inline(never)
  private mutating func emit(
    _ node: UInt32, of nodes: borrowing BranchSlab, left: UInt32, right: UInt32, stream: inout RandomStream
  ) {
    if positions.count == capacity && !grow(wordCount: nodes.wordCount) {
      nextMark = .infinity
      return
    }
    positions.append(place(from: left, to: right, stream: &stream))
    leaves.unsafelyUnwrapped.advanced(by: leafWords).update(from: nodes.leaves(node), count: nodes.wordCount)
    leafWords &+= nodes.wordCount
    nextMark += stream.exponential() * areaPerMutation
  }

  /// Asks the budget for twice the mutations, for a quarter more where they are many: leaf sets and positions, here and once
  /// more in the replicate's matrix.
  private mutating func grow(wordCount: Int) -> Bool {
    let more = max(64, capacity < 4096 ? capacity : capacity / 4)
    if capacity >= 1 << 30 {
      budget.pointee.refuse(.index(of: "mutations", limit: 1 << 30))
      return false
    }
    if !budget.pointee.require(more * (16 * wordCount + 32)) { return false }
    capacity += more
    positions.reserveCapacity(capacity)
    reserve(capacity * wordCount)
    return true
  }

  /// Makes room for `count` words of leaf sets.
  private mutating func reserve(_ count: Int) {
    if count <= leafCapacity { return }
    guard let block = realloc(leaves, count * MemoryLayout<UInt64>.stride) else {
      fatalError("no memory for \(count) words of leaf sets")
    }
    leaves = block.bindMemory(to: UInt64.self, capacity: count)
    leafCapacity = count
  }

  /// A random unit of `left`..<`right`, in proportion to the rate.
  private func place(from left: UInt32, to right: UInt32, stream: inout RandomStream) -> UInt32 {
    guard map.isActive else { return left &+ UInt32(truncatingIfNeeded: stream.below(UInt64(right &- left))) }
    let mass = map.mass(to: left)
    return map.boundary(above: mass &+ stream.below(map.mass(to: right) &- mass)) &- 1
  }
}
