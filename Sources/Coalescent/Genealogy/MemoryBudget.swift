/// What the state of one replicate may hold. Every block of the state asks here before it grows, and only then.
///
/// Blocks keep their memory between replicates, but each replicate counts it anew from the smallest size, so whether it
/// fits depends on nothing that was simulated before. A block that is refused stays as it is and its caller leaves the
/// event out: what follows is meaningless but within the block, until the loop over events sees ``isExhausted``.
struct MemoryBudget {
  /// Why a replicate cannot go on.
  enum Refusal {
    /// So many bytes would have been needed.
    case bytes(Int)
    /// More of something than its index can number.
    case index(of: String, limit: Int)
  }

  /// Bytes.
  private var limit = 0
  private var used = 0
  /// What was refused first.
  private(set) var refusal: Refusal?
  /// True once something was refused.
  private(set) var isExhausted = false

  /// Begins a replicate of at most `limit` bytes.
  mutating func reset(limit: Int) {
    self.limit = limit
    used = 0
    refusal = nil
    isExhausted = false
  }

  /// Takes `bytes` if there are so many left.
  mutating func claim(_ bytes: Int) -> Bool {
    if used + bytes > limit { return false }
    used += bytes
    return true
  }

  /// Takes `bytes`; if there are not so many left, the replicate ends.
  mutating func require(_ bytes: Int) -> Bool {
    if claim(bytes) { return true }
    refuse(.bytes(used + bytes))
    return false
  }

  /// The replicate ends.
  mutating func refuse(_ reason: Refusal) {
    if refusal == nil { refusal = reason }
    isExhausted = true
  }
}

extension CoalescentError {
  /// The error of a replicate of `model` that was refused memory or an index.
  init(_ refusal: MemoryBudget.Refusal, _ model: CoalescentModel) {
    let size = model.demography.intervals[0].sizes[model.samples[0].population]?.initial
    let crossovers = model.recombinationMap?.totalMass ?? model.recombinationRate * model.sequenceLength
    let rho = 4 * (size ?? model.demography.intervals[0].sizes.reduce(0) { max($0, $1?.initial ?? 0) }) * crossovers
    switch refusal {
    case .bytes(let needed):
      self = .memoryLimit(needed: needed, limit: model.memoryLimit, haplotypes: model.haplotypeCount, rho: rho)
    case .index(let name, let limit):
      self = .indexLimit(of: name, limit: limit, haplotypes: model.haplotypeCount, rho: rho)
    }
  }
}
