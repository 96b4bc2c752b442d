import Groundwork
import Haplotypes

/// One simulated data set with what is known of its history.
public struct SimulatedReplicate: Sendable {
  /// Sites in base pairs from the start of the sequence; phased, polarised, haploid individuals.
  public let matrix: HaplotypeMatrix
  /// Generations ago when the selected allele arose; nil without a sweep.
  public let sweepOrigin: Double?
  /// Trajectories drawn until one was accepted; 0 without a sweep.
  public let trajectoryProposals: Int
  /// Pairs of lineages that found their common ancestor.
  public let coalescences: Int
  /// Crossovers that split ancestral material.
  public let crossovers: Int
}

/// Simulates replicates, one after the other, in memory that it keeps: one simulator for each thread.
///
/// Hudson's coalescent with recombination (doi:10.1016/0040-5809(83)90013-8) under piecewise-constant population size;
/// sweeps by the structured coalescent along a stochastic trajectory (Braverman et al. 1995), with recombination between
/// the selected site and lineages that are detached from it; infinite-sites mutations at distinct positions.
public final class CoalescentSimulator {
  private var engine: (any ReplicateEngine)?
  private var engineWords = 0

  /// A simulator that has not simulated anything yet.
  public init() {}

  /// Replicate number `replicate` of `model` under `seed`: the same on any thread, alone or in a batch.
  public func simulate(
    _ model: CoalescentModel, seed: UInt64, replicate: UInt64
  ) throws(CoalescentError) -> SimulatedReplicate {
    try model.validate()
    let words = (model.haplotypeCount + 63) / 64
    if engine == nil || engineWords < words || engineWords > 2 * words {
      let engine = Self.makeEngine(words: words)
      self.engine = engine
      engineWords = engine.wordCount
    }
    guard let engine else { preconditionFailure("no engine for \(words) words") }
    return engine.simulate(model, seed: seed, replicate: replicate)
  }

  /// The narrowest engine whose leaf sets hold `words` words.
  private static func makeEngine(words: Int) -> any ReplicateEngine {
    typealias Words16 = LeafSetPair<SIMD8<UInt64>>
    typealias Words64 = LeafSetPair<LeafSetPair<Words16>>
    switch words {
    case ...1: return GenealogyEngine<UInt64>()
    case 2: return GenealogyEngine<SIMD2<UInt64>>()
    case ...4: return GenealogyEngine<SIMD4<UInt64>>()
    case ...8: return GenealogyEngine<SIMD8<UInt64>>()
    case ...16: return GenealogyEngine<Words16>()
    case ...64: return GenealogyEngine<Words64>()
    default: return GenealogyEngine<LeafSetPair<LeafSetPair<Words64>>>()
    }
  }
}

/// A genealogy of some leaf-set width.
private protocol ReplicateEngine: AnyObject {
  var wordCount: Int { get }
  func simulate(_ model: CoalescentModel, seed: UInt64, replicate: UInt64) -> SimulatedReplicate
}

/// The genealogy of one width with the scratch that goes with it.
private final class GenealogyEngine<Leaves: LeafSet>: ReplicateEngine {
  private var genealogy = Genealogy<Leaves>()
  private var trajectory = SweepTrajectory()
  private var order: [UInt64] = []

  var wordCount: Int { Leaves.wordCount }

  func simulate(_ model: CoalescentModel, seed: UInt64, replicate: UInt64) -> SimulatedReplicate {
    let unit = model.sequenceLength / Double(GenomeGrid.length)
    let mutationsPerUnit = model.mutationRate * unit
    genealogy.start(
      haplotypeCount: model.haplotypeCount, crossoversPerUnit: model.recombinationRate * unit,
      areaPerMutation: mutationsPerUnit > 0 ? 1 / mutationsPerUnit : .infinity,
      stream: RandomStream(seed: seed, replicate: replicate, purpose: .genealogy))
    var origin: Double?
    if let sweep = model.sweep {
      var stream = RandomStream(seed: seed, replicate: replicate, purpose: .trajectory)
      trajectory.draw(sweep, model.demography, stream: &stream)
      genealogy.runNeutral(model.demography, until: sweep.fixationTime)
      let site = min(sweep.position / unit, Double(GenomeGrid.length - 1))
      genealogy.runSweep(trajectory, selectedUnit: UInt32(site))
      origin = trajectory.originTime
    }
    genealogy.runNeutral(model.demography)
    return SimulatedReplicate(
      matrix: matrix(haplotypeCount: model.haplotypeCount, unit: unit), sweepOrigin: origin,
      trajectoryProposals: origin == nil ? 0 : trajectory.proposals, coalescences: genealogy.events.coalescences,
      crossovers: genealogy.events.crossovers)
  }

  /// The mutations in order of position, each at a position of its own.
  private func matrix(haplotypeCount: Int, unit: Double) -> HaplotypeMatrix {
    let count = genealogy.mutations.positions.count
    order.removeAll(keepingCapacity: true)
    for index in 0..<count { order.append(UInt64(genealogy.mutations.positions[index]) << 32 | UInt64(index)) }
    order.sort()
    let wordsPerSite = (haplotypeCount + 63) / 64
    let words = [UInt64](unsafeUninitializedCapacity: count * wordsPerSite) { buffer, initializedCount in
      var site = 0
      for key in order {
        withUnsafeBytes(of: genealogy.mutations.leaves[Int(truncatingIfNeeded: key & 0xFFFF_FFFF)]) { leaves in
          let leafWords = leaves.assumingMemoryBound(to: UInt64.self)
          for word in 0..<wordsPerSite { buffer[site * wordsPerSite + word] = leafWords[word] }
        }
        site += 1
      }
      initializedCount = count * wordsPerSite
    }
    return HaplotypeMatrix(haplotypeCount: haplotypeCount, positions: positions(unit: unit), words: words)
  }

  /// Positions in base pairs, strictly ascending: mutations that fell on one unit move to the next free ones.
  private func positions(unit: Double) -> [Double] {
    var units = order.map { $0 >> 32 }
    for index in units.indices.dropFirst() where units[index] <= units[index - 1] {
      units[index] = units[index - 1] + 1
    }
    var limit = UInt64(GenomeGrid.length) - 1
    for index in units.indices.reversed() {
      if units[index] <= limit { break }
      units[index] = limit
      limit -= 1
    }
    return units.map { Double($0) * unit }
  }
}
