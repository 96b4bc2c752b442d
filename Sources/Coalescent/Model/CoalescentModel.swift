import Demography
import Haplotypes

/// All that a replicate is simulated from.
public struct CoalescentModel: Sendable, Equatable {
  /// The samples; haplotypes are numbered in this order.
  public var samples: [SampleSet]
  /// Base pairs.
  public var sequenceLength: Double
  /// Populations through time.
  public var demography: DemographicModel
  /// Per base per generation, where there is no map.
  public var mutationRate: Double
  /// Crossovers per base per generation, where there is no map.
  public var recombinationRate: Double
  /// Crossovers along the sequence, from 0 to its length; nil: everywhere at `recombinationRate`.
  public var recombinationMap: RecombinationMap?
  /// Mutations along the sequence, from 0 to its length; nil: everywhere at `mutationRate`.
  public var mutationMap: MutationMap?
  /// Gene conversion, if there is any.
  public var geneConversion: GeneConversion?
  /// Where mutations may lie.
  public var sitePlacement = SitePlacement.continuous
  /// The sweep, if there was one.
  public var sweep: Sweep?
  /// Which lineages may find a common ancestor. During the sweep any two may, whatever this says.
  public var ancestry = AncestryModel.hudson
  /// Background selection as a map of B along the sequence, from 0 to its length; nil: none.
  ///
  /// A pair of lineages coalesces 1/B times as fast, where B is the mean of the map over the material that both hold; if
  /// they share none, over the stretch that both hulls cover or that lies between them. Selection against linked
  /// deleterious mutations is taken as nothing but a smaller effective size, the same at all times and in all
  /// populations (Charlesworth, Morgan & Charlesworth 1993, doi:10.1093/genetics/134.4.1289; Hudson & Kaplan 1995,
  /// doi:10.1093/genetics/141.4.1605): no excess of rare variants beyond that, and no recovery towards the past. During the
  /// sweep the map has no effect, and the path of its allele never feels it. A very small B anywhere makes the simulation
  /// slower: pairs are proposed at the rate of the smallest.
  public var backgroundSelection: EffectiveSizeMap?
  /// Bytes that the state of one replicate may need, its matrix included; one that needs more ends with
  /// ``CoalescentError/memoryLimit(needed:limit:haplotypes:rho:)``. While a block of the state grows it is held twice.
  public var memoryLimit = 4 << 30
  /// Sweeps at random sites and times, outside the time of `sweep`; nil: none.
  public var recurrentSweeps: RecurrentSweeps?

  /// The largest sample that can be simulated.
  public static let largestSample = 1 << 20

  /// A model from its parts.
  public init(
    samples: [SampleSet], sequenceLength: Double, demography: DemographicModel, mutationRate: Double,
    recombinationRate: Double, sweep: Sweep? = nil
  ) {
    self.samples = samples
    self.sequenceLength = sequenceLength
    self.demography = demography
    self.mutationRate = mutationRate
    self.recombinationRate = recombinationRate
    self.sweep = sweep
  }

  /// A model with `haplotypeCount` haplotypes of the first population at the present.
  public init(
    haplotypeCount: Int, sequenceLength: Double, demography: DemographicModel, mutationRate: Double,
    recombinationRate: Double, sweep: Sweep? = nil
  ) {
    self.init(
      samples: [SampleSet(haplotypes: haplotypeCount)], sequenceLength: sequenceLength, demography: demography,
      mutationRate: mutationRate, recombinationRate: recombinationRate, sweep: sweep)
  }

  /// Haplotypes over all samples.
  public var haplotypeCount: Int { samples.reduce(0) { $0 + $1.haplotypes } }

  /// Throws if a value is outside its range or a sample is taken where its population does not exist.
  public func validate() throws(CoalescentError) {
    try require(
      samples.allSatisfy { $0.haplotypes >= 1 } && (1...Self.largestSample).contains(haplotypeCount),
      "number of haplotypes", Double(haplotypeCount), "1 to \(Self.largestSample), at least 1 in each sample")
    try require(sequenceLength >= 1 && sequenceLength < 4e9, "sequence length", sequenceLength, "1 to 4e9 base pairs")
    try require(mutationRate >= 0 && mutationRate < 1, "mutation rate", mutationRate, "0 to 1 per base per generation")
    try require(
      recombinationRate >= 0 && recombinationRate < 1, "recombination rate", recombinationRate,
      "0 to 1 per base per generation")
    for sample in samples {
      try require(
        demography.populations.indices.contains(sample.population), "sampled population", Double(sample.population),
        "one of \(demography.populations.count)")
      try require(sample.time >= 0 && sample.time.isFinite, "sampling time", sample.time, "0 or more generations ago")
      if demography.intervals[demography.intervalIndex(at: sample.time)].sizes[sample.population] == nil {
        throw .absentPopulation(name: demography.populations[sample.population], time: sample.time)
      }
    }
    try require(memoryLimit >= 1 << 20, "memory limit", Double(memoryLimit), "1 MiB (1048576 bytes) or more")
    if case .smc(let reach) = ancestry {
      try require(reach >= 0 && reach.isFinite, "reach of the SMC", reach, "0 or more base pairs")
    }
    try checkThatLineagesMeet()
    try sweep?.validate(sequenceLength: sequenceLength, demography)
    try recurrentSweeps?.validate(self)
    try validateMaps()
  }

  private func validateMaps() throws(CoalescentError) {
    for (map, name) in [
      (recombinationMap, "recombination map"), (mutationMap, "mutation map"),
      (backgroundSelection?.map, "background selection map"),
    ] {
      guard let map else { continue }
      try require(map.start == 0, "start of the \(name)", map.start, "0")
      try require(
        map.end == sequenceLength, "end of the \(name)", map.end, "the sequence length, \(sequenceLength)")
    }
    guard let geneConversion else { return }
    try require(
      geneConversion.rate >= 0 && geneConversion.rate < 1, "gene conversion rate", geneConversion.rate,
      "0 to 1 per base per generation")
    try require(
      geneConversion.meanTractLength >= 1 && geneConversion.meanTractLength < 1e9, "mean tract length",
      geneConversion.meanTractLength, "1 to 1e9 base pairs")
    try require(
      recombinationMap.map { $0.totalMass > 0 } ?? true, "recombination map", 0,
      "crossovers somewhere, as gene conversion follows the map")
    if let position = sweep?.position {
      try require(
        position >= 0 && position < sequenceLength, "sweep position", position,
        "a site inside the sequence where there is gene conversion")
    }
  }

  private func require(
    _ condition: Bool, _ name: String, _ value: Double, _ range: String
  ) throws(CoalescentError) {
    if !condition { throw .invalid(name: name, value: value, expected: range) }
  }
}
