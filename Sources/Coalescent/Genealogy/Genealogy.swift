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
  /// The lineages of each population, and last those that carry the selected allele. Behind a pointer, so that a pool and
  /// the rest of the state can change together.
  private(set) var pools: UnsafeMutableBufferPointer<LineagePool>
  var mutations: MutationSink
  var stream: RandomStream
  /// Generations ago.
  var now: Double
  /// Haplotypes in the sample.
  var sampleCount: UInt32
  /// Where crossovers happen, if not uniformly.
  var crossoverMap: GridMap
  /// Crossovers and beginnings of tracts per generation for one of mass.
  var breaksPerUnit: Double
  /// How many of them are beginnings of tracts.
  var conversionShare: Double
  /// The mean length of a tract.
  var tractUnits: Double
  /// Tracts per generation and lineage that begin left of it and reach it, at the highest rate of the map.
  var tractStartRate: Double
  var events: EventCounts
  /// The unit whose last common ancestor is dated: that of a selected site within the sequence, or the middle one.
  private(set) var focalUnit: UInt32
  /// Generations ago when the whole sample met at the focal unit.
  var focalAncestorTime: Double
  /// The unit of the selected site while a sweep runs; it may lie outside the sequence.
  var selectedUnit: Int64
  /// True while a sweep runs: crossovers between a lineage's material and the selected site then matter too.
  var isSweeping: Bool
  /// The population in which the allele is selected while a sweep runs.
  var sweepPopulation: Int
  /// The frequency of the selected allele while a sweep runs.
  var frequency: Double
  /// Lineages that carried the selected allele when the sweep ended.
  var sweepCarriers: Int
  /// Origins of the selected allele met so far by lineages ancestral to the sample at the selected site.
  var sweepOrigins: Int
  /// The interval of the demographic model that holds `now`.
  var interval: Int
  /// The samples, the most recent first, with the number of their first haplotype.
  private(set) var samples: [(set: SampleSet, firstLeaf: Int)]
  /// The first sample that has not been added yet.
  private(set) var nextSample: Int
  /// What the replicate may hold; all blocks of the state ask it.
  let budget: UnsafeMutablePointer<MemoryBudget>
  /// Background selection, where there is any.
  var backgroundSelection: CoalescenceThinning
  /// Units; hulls further apart never coalesce. Nil: all pairs may.
  private(set) var reach: UInt32?

  init() {
    budget = .allocate(capacity: 1)
    budget.initialize(to: MemoryBudget())
    segments = SegmentArena(budget)
    nodes = BranchSlab(budget)
    pools = Self.makePools(2, budget)
    mutations = MutationSink(budget)
    backgroundSelection = CoalescenceThinning()
    stream = RandomStream(seed: 0, replicate: 0, purpose: .genealogy)
    now = 0
    sampleCount = 0
    crossoverMap = GridMap()
    breaksPerUnit = 0
    conversionShare = 0
    tractUnits = 0
    tractStartRate = 0
    events = EventCounts()
    focalUnit = 0
    focalAncestorTime = .nan
    selectedUnit = 0
    isSweeping = false
    sweepPopulation = 0
    frequency = 0
    sweepCarriers = 0
    sweepOrigins = 0
    interval = 0
    samples = []
    nextSample = 0
  }

  private static func makePools(
    _ count: Int, _ budget: UnsafeMutablePointer<MemoryBudget>
  ) -> UnsafeMutableBufferPointer<LineagePool> {
    let pools = UnsafeMutableBufferPointer<LineagePool>.allocate(capacity: count)
    for pool in pools.indices { pools.initializeElement(at: pool, to: LineagePool(budget)) }
    return pools
  }

  deinit {
    pools.deinitialize()
    pools.deallocate()
    budget.deallocate()
  }

  /// True once the replicate needs more than it may hold: it cannot go on, and its state means nothing any more.
  @inline(__always)
  var isExhausted: Bool { budget.pointee.isExhausted }

  /// Begins a replicate of `model` at the present, with the haplotypes that are sampled then.
  mutating func start(_ model: CoalescentModel, stream: RandomStream) {
    let haplotypeCount = model.haplotypeCount
    releaseMemory(above: model.memoryLimit)
    budget.pointee.reset(limit: model.memoryLimit)
    reach = model.ancestry.reachUnits(model.sequenceLength)
    backgroundSelection.use(model)
    segments.removeAll()
    nodes.removeAll(wordCount: (haplotypeCount + 63) / 64)
    resetPools(model.demography.populations.count + 1)
    isSweeping = false
    self.stream = stream
    mutations.reset(model, stream: &self.stream)
    now = 0
    interval = 0
    sampleCount = UInt32(haplotypeCount)
    setBreaks(model)
    events = EventCounts()
    focalUnit = Self.focalUnit(of: model)
    focalAncestorTime = .nan
    samples.removeAll(keepingCapacity: true)
    var firstLeaf = 0
    for set in model.samples {
      samples.append((set, firstLeaf))
      firstLeaf += set.haplotypes
    }
    if samples.count > 1 {
      samples.sort { $0.set.time != $1.set.time ? $0.set.time < $1.set.time : $0.firstLeaf < $1.firstLeaf }
    }
    nextSample = 0
    addDueSamples()
  }

  private static func focalUnit(of model: CoalescentModel) -> UInt32 {
    guard let sweep = model.sweep, (0..<model.sequenceLength).contains(sweep.position) else {
      return GenomeGrid.length / 2
    }
    return min(UInt32(sweep.position / model.sequenceLength * Double(GenomeGrid.length)), GenomeGrid.length - 1)
  }

  private mutating func resetPools(_ count: Int) {
    if pools.count != count { replacePools(count) }
    for pool in pools.indices { pools[pool].removeAll(reach: reach) }
  }

  private mutating func replacePools(_ count: Int) {
    pools.deinitialize()
    pools.deallocate()
    pools = Self.makePools(count, budget)
  }

  /// Gives back what replicates with a higher limit left behind.
  private mutating func releaseMemory(above limit: Int) {
    var held = segments.allocatedBytes + nodes.allocatedBytes + mutations.allocatedBytes
    for pool in pools.indices { held += pools[pool].allocatedBytes }
    if held <= limit { return }
    segments = SegmentArena(budget)
    nodes = BranchSlab(budget)
    mutations = MutationSink(budget)
    replacePools(pools.count)
  }

  /// Takes off the approximations, for the structured phase of a sweep, or puts them on again.
  mutating func restrictCoalescence(_ restricts: Bool) {
    backgroundSelection.isActive = restricts && backgroundSelection.isUneven
    if reach != nil { for pool in pools.indices { pools[pool].restrictPairs(restricts) } }
  }

  /// Twice the number of pairs of a pool that may coalesce, each counted as often as it coalesces faster than 1/(2N) before
  /// thinning.
  @inline(__always)
  func orderedPairs(_ pool: Int) -> Double { pools[pool].orderedPairs * backgroundSelection.scale }

  /// The pool of the lineages that carry the selected allele.
  @inline(__always)
  var selectedPool: Int { pools.count &- 1 }

  /// Lineages over all pools.
  var lineageCount: Int { pools.indices.reduce(0) { $0 + pools[$1].count } }

  /// When the next sample is taken; infinity if there is none.
  var nextSampleTime: Double { nextSample < samples.count ? samples[nextSample].set.time : .infinity }

  /// Adds the haplotypes of every sample taken by now.
  mutating func addDueSamples() {
    while nextSample < samples.count && samples[nextSample].set.time <= now && !isExhausted {
      let (set, firstLeaf) = samples[nextSample]
      nextSample += 1
      if !hasRoom(for: set.haplotypes) { return }
      for leaf in firstLeaf..<firstLeaf + set.haplotypes { addSample(leaf, to: backgroundPool(set.population)) }
    }
  }

  /// The pool that a lineage entering `population` joins: during a sweep in that population it carries the selected allele
  /// with the probability of the allele's frequency.
  mutating func backgroundPool(_ population: Int) -> Int {
    guard isSweeping && population == sweepPopulation else { return population }
    return stream.uniform() < frequency ? selectedPool : population
  }

  /// Adds the whole haplotype `leaf`, sampled now, to a pool.
  private mutating func addSample(_ leaf: Int, to pool: Int) {
    let node = nodes.allocate()
    nodes.node(node).pointee = BranchNode(time: now, leafCount: 1, references: 1)
    let leaves = nodes.leaves(node)
    leaves.update(repeating: 0, count: nodes.wordCount)
    leaves[leaf >> 6] = 1 << UInt64(leaf & 63)
    let lineage = Lineage(first: UInt32(segments.used), segmentCount: 1, left: 0, right: GenomeGrid.length)
    segments.end.pointee = Segment(left: 0, right: GenomeGrid.length, node: node)
    segments.commit(1)
    pools[pool].append(lineage, mass: mass(lineage))
  }

  /// The number of unit boundaries where a crossover changes something for `lineage`; with a map, their mass.
  ///
  /// Outside a sweep these are the boundaries inside its material, trapped gaps included. During a sweep the stretch
  /// reaches on to the selected site: a crossover between the two leaves the material alone but redraws the background
  /// it is linked to. Programs that leave these out make the valleys of sweeps too wide.
  @inline(__always)
  func mass(_ lineage: Lineage) -> UInt64 {
    let end = isSweeping ? max(Int64(lineage.right), selectedUnit &+ 1) : Int64(lineage.right)
    let start = stretchStart(lineage)
    if crossoverMap.isActive {
      return UInt64(bitPattern: crossoverMap.mass(beyond: end &- 1) &- crossoverMap.mass(beyond: start))
    }
    return UInt64(bitPattern: end &- start &- 1)
  }

  /// The first unit of the stretch in which crossovers matter for `lineage`.
  @inline(__always)
  func stretchStart(_ lineage: Lineage) -> Int64 {
    isSweeping ? min(Int64(lineage.left), selectedUnit) : Int64(lineage.left)
  }

  /// The unit before which the crossover at the `offset`-th of the mass of `lineage` cuts; outside the material, and
  /// perhaps outside the sequence, if it falls between the material and the selected site.
  @inline(__always)
  func cutPlace(_ lineage: Lineage, at offset: UInt64) -> Int64 {
    let start = stretchStart(lineage)
    if crossoverMap.isActive {
      return crossoverMap.boundary(beyond: crossoverMap.mass(beyond: start) &+ Int64(bitPattern: offset))
    }
    return start &+ 1 &+ Int64(bitPattern: offset)
  }

  /// True if `count` more segments fit, perhaps after making room; false if the replicate cannot go on.
  @inline(__always)
  mutating func hasRoom(for count: Int) -> Bool {
    segments.hasRoom(for: count) || segments.compact(pools, room: count)
  }

  /// Two random lineages of a pool find their common ancestor, if background selection lets this pair.
  mutating func coalesceRandomPair(in index: Int) {
    let pool = pools.baseAddress.unsafelyUnwrapped + index
    let (first, second) = pool.pointee.usesHulls ? randomPairWithinReach(pool) : randomPair(pool.pointee.count)
    if backgroundSelection.isActive {
      if !keepsCoalescence(pool.pointee.lineages[first], pool.pointee.lineages[second]) { return }
    }
    let room = 2 &* Int(pool.pointee.lineages[first].segmentCount &+ pool.pointee.lineages[second].segmentCount)
    if !hasRoom(for: room) { return }
    events.coalescences &+= 1
    // `first` < `second`: removing the second leaves the first in its place.
    let merged = merge(pool.pointee.lineages[first], pool.pointee.lineages[second])
    pool.pointee.remove(second)
    if let merged {
      pool.pointee.replace(first, with: merged, mass: mass(merged))
    } else {
      pool.pointee.remove(first)
    }
  }

  /// Two of `count` lineages, the first below the second.
  @inline(__always)
  private mutating func randomPair(_ lineages: Int) -> (Int, Int) {
    // Two indices from the halves of one draw: a scaled 32-bit number is uniform up to count / 2^32.
    let count = UInt64(truncatingIfNeeded: lineages)
    let bits = stream.next()
    var first = Int(truncatingIfNeeded: ((bits >> 32) &* count) >> 32)
    var second = Int(truncatingIfNeeded: ((bits & 0xFFFF_FFFF) &* (count &- 1)) >> 32)
    if second >= first { second &+= 1 } else { swap(&first, &second) }
    return (first, second)
  }

  /// Two lineages of a pool that may coalesce, the first below the second.
  @inline(never)
  private mutating func randomPairWithinReach(_ pool: UnsafeMutablePointer<LineagePool>) -> (Int, Int) {
    let (a, b) = pool.pointee.hulls.pair(stream.index(below: pool.pointee.hulls.pairs))
    return (min(a, b), max(a, b))
  }
}
