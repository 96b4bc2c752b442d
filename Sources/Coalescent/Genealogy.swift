import Groundwork

/// The state of one replicate, run backwards in time: Hudson's coalescent with recombination on leaf sets.
///
/// Lineages are runs of segments; a segment points to the branch node above its most recent common ancestor so far.
/// Where a node's leaf set would hold the whole sample the material is dropped: it has found its ancestor. Mutations
/// stream out as branches end, so no tree, edge table or breakpoint set is ever kept.
///
/// All memory is kept between replicates; one value belongs to one thread.
struct Genealogy: ~Copyable {
  var segments: SegmentArena
  var nodes: BranchSlab
  /// The lineages by background: pool 0 holds those on the ancestral background, or all of them outside a sweep; pool 1
  /// those that carry the selected allele. Behind a pointer, so that a pool and the rest of the state can change together.
  let pools: UnsafeMutableBufferPointer<LineagePool>
  var mutations: MutationSink
  var stream: RandomStream
  /// Generations ago.
  var now: Double
  /// Haplotypes in the sample.
  var sampleCount: UInt32
  /// Crossovers per generation at one unit boundary.
  var crossoversPerUnit: Double
  var events: EventCounts
  /// The unit of the selected site while a sweep runs.
  var selectedUnit: UInt32
  /// True while a sweep runs: crossovers between a lineage's material and the selected site then matter too.
  var isSweeping: Bool

  init() {
    segments = SegmentArena()
    nodes = BranchSlab()
    pools = .allocate(capacity: Background.count)
    for pool in pools.indices { pools.initializeElement(at: pool, to: LineagePool()) }
    mutations = MutationSink()
    stream = RandomStream(seed: 0, replicate: 0, purpose: .genealogy)
    now = 0
    sampleCount = 0
    crossoversPerUnit = 0
    events = EventCounts()
    selectedUnit = 0
    isSweeping = false
  }

  deinit {
    pools.deinitialize()
    pools.deallocate()
  }

  /// Puts `haplotypeCount` whole haplotypes at the present.
  mutating func start(
    haplotypeCount: Int, crossoversPerUnit: Double, areaPerMutation: Double, stream: RandomStream
  ) {
    segments.removeAll()
    nodes.removeAll(wordCount: (haplotypeCount + 63) / 64)
    for pool in pools.indices { pools[pool].removeAll() }
    isSweeping = false
    self.stream = stream
    mutations.reset(areaPerMutation: areaPerMutation, stream: &self.stream)
    now = 0
    sampleCount = UInt32(haplotypeCount)
    self.crossoversPerUnit = crossoversPerUnit
    events = EventCounts()
    if !segments.hasRoom(for: haplotypeCount) { segments.compact(pools, room: haplotypeCount) }
    for leaf in 0..<haplotypeCount { addSample(leaf) }
  }

  /// Adds the whole haplotype `leaf`, sampled now.
  private mutating func addSample(_ leaf: Int) {
    let node = nodes.allocate()
    nodes.node(node).pointee = BranchNode(time: now, leafCount: 1, references: 1)
    let leaves = nodes.leaves(node)
    leaves.update(repeating: 0, count: nodes.wordCount)
    leaves[leaf >> 6] = 1 << UInt64(leaf & 63)
    let lineage = Lineage(
      first: UInt32(segments.used), segmentCount: 1, left: 0, right: GenomeGrid.length)
    segments.end.pointee = Segment(left: 0, right: GenomeGrid.length, node: node)
    segments.commit(1)
    pools[Background.ancestral].append(lineage, mass: mass(lineage))
  }

  /// The number of unit boundaries where a crossover changes something for `lineage`.
  ///
  /// Outside a sweep these are the boundaries inside its material, trapped gaps included. During a sweep the stretch
  /// reaches on to the selected site: a crossover between the two leaves the material alone but redraws the background
  /// it is linked to. Programs that leave these out make the valleys of sweeps too wide.
  @inline(__always)
  func mass(_ lineage: Lineage) -> UInt64 {
    if !isSweeping { return UInt64(lineage.right &- lineage.left &- 1) }
    return UInt64(max(lineage.right, selectedUnit &+ 1) &- min(lineage.left, selectedUnit) &- 1)
  }

  /// Two random lineages of a pool find their common ancestor.
  mutating func coalesceRandomPair(in index: Int) {
    events.coalescences &+= 1
    let pool = pools.baseAddress.unsafelyUnwrapped + index
    // Two indices from the halves of one draw: a scaled 32-bit number is uniform up to count / 2^32.
    let count = UInt64(truncatingIfNeeded: pool.pointee.count)
    let bits = stream.next()
    var first = Int(truncatingIfNeeded: ((bits >> 32) &* count) >> 32)
    var second = Int(truncatingIfNeeded: ((bits & 0xFFFF_FFFF) &* (count &- 1)) >> 32)
    if second >= first { second &+= 1 } else { swap(&first, &second) }
    let room = 2 &* Int(pool.pointee.lineages[first].segmentCount &+ pool.pointee.lineages[second].segmentCount)
    if !segments.hasRoom(for: room) { segments.compact(pools, room: room) }
    // `first` < `second`: removing the second leaves the first in its place.
    let merged = merge(pool.pointee.lineages[first], pool.pointee.lineages[second])
    pool.pointee.remove(second)
    if let merged {
      pool.pointee.replace(first, with: merged, mass: mass(merged))
    } else {
      pool.pointee.remove(first)
    }
  }
}

/// The indices of the pools of lineages.
enum Background {
  static let ancestral = 0
  static let selected = 1
  static let count = 2
}

/// How often each kind of event happened in a replicate.
struct EventCounts: Sendable, Equatable {
  var coalescences = 0
  var crossovers = 0
}
