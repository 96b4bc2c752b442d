import Groundwork

/// The state of one replicate, run backwards in time: Hudson's coalescent with recombination on leaf sets.
///
/// Lineages are lists of segments; a segment points to the branch node above its most recent common ancestor so far.
/// Where a node's leaf set would hold the whole sample the material is dropped: it has found its ancestor. Mutations
/// stream out as branches end, so no tree, edge table or breakpoint set is ever kept.
///
/// All memory is kept between replicates; one value belongs to one thread.
struct Genealogy<Leaves: LeafSet>: ~Copyable {
  var segments: Slab<Segment>
  var nodes: Slab<BranchNode<Leaves>>
  /// The lineages by background: pool 0 holds those on the ancestral background, or all of them outside a sweep; pool 1
  /// those that carry the selected allele. Behind a pointer, so that a pool and the rest of the state can change together.
  let pools: UnsafeMutablePointer<LineagePool>
  var mutations: MutationSink<Leaves>
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
    segments = Slab()
    nodes = Slab()
    pools = .allocate(capacity: Background.count)
    for pool in 0..<Background.count { (pools + pool).initialize(to: LineagePool()) }
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
    pools.deinitialize(count: Background.count)
    pools.deallocate()
  }

  /// Puts `haplotypeCount` whole haplotypes at the present.
  mutating func start(
    haplotypeCount: Int, crossoversPerUnit: Double, areaPerMutation: Double, stream: RandomStream
  ) {
    segments.removeAll()
    nodes.removeAll()
    for pool in 0..<Background.count { pools[pool].removeAll() }
    isSweeping = false
    self.stream = stream
    mutations.reset(areaPerMutation: areaPerMutation, stream: &self.stream)
    now = 0
    sampleCount = UInt32(haplotypeCount)
    self.crossoversPerUnit = crossoversPerUnit
    events = EventCounts()
    for leaf in 0..<haplotypeCount {
      let node = nodes.allocate()
      nodes[node] = BranchNode(time: 0, leafCount: 1, references: 1, leaves: Leaves(leaf: leaf))
      let segment = segments.allocate()
      segments[segment] = Segment(left: 0, right: GenomeGrid.length, next: 0, previous: 0, node: node)
      let lineage = Lineage(head: segment, tail: segment, left: 0, right: GenomeGrid.length)
      pools[Background.ancestral].append(lineage, mass: mass(lineage))
    }
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
  mutating func coalesceRandomPair(in pool: Int) {
    events.coalescences &+= 1
    let count = pools[pool].count
    var first = stream.index(below: count)
    var second = stream.index(below: count &- 1)
    if second >= first { second &+= 1 } else { swap(&first, &second) }
    // `first` < `second`: removing the second leaves the first in its place.
    let merged = merge(pools[pool].lineages[first], pools[pool].lineages[second])
    pools[pool].remove(second)
    if let merged {
      pools[pool].replace(first, with: merged, mass: mass(merged))
    } else {
      pools[pool].remove(first)
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
