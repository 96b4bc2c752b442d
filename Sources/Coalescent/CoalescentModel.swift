import Demography

/// All that a replicate is simulated from.
public struct CoalescentModel: Sendable, Equatable {
  /// Haplotypes sampled at the present.
  public var haplotypeCount: Int
  /// Base pairs.
  public var sequenceLength: Double
  /// Population sizes through time.
  public var demography: DemographicModel
  /// Per base per generation.
  public var mutationRate: Double
  /// Crossovers per base per generation.
  public var recombinationRate: Double
  /// The sweep, if there was one.
  public var sweep: Sweep?

  /// The largest sample that can be simulated.
  public static let largestSample = 16_384

  /// A model from its parts.
  public init(
    haplotypeCount: Int, sequenceLength: Double, demography: DemographicModel, mutationRate: Double,
    recombinationRate: Double, sweep: Sweep? = nil
  ) {
    self.haplotypeCount = haplotypeCount
    self.sequenceLength = sequenceLength
    self.demography = demography
    self.mutationRate = mutationRate
    self.recombinationRate = recombinationRate
    self.sweep = sweep
  }

  /// Throws if a value is outside its range.
  public func validate() throws(CoalescentError) {
    func require(_ condition: Bool, _ name: String, _ value: Double, _ range: String) throws(CoalescentError) {
      if !condition { throw .invalid(name: name, value: value, expected: range) }
    }
    try require(
      (1...Self.largestSample).contains(haplotypeCount), "number of haplotypes", Double(haplotypeCount),
      "1 to \(Self.largestSample)")
    try require(sequenceLength >= 1 && sequenceLength < 4e9, "sequence length", sequenceLength, "1 to 4e9 base pairs")
    try require(mutationRate >= 0 && mutationRate < 1, "mutation rate", mutationRate, "0 to 1 per base per generation")
    try require(
      recombinationRate >= 0 && recombinationRate < 1, "recombination rate", recombinationRate,
      "0 to 1 per base per generation")
    guard let sweep else { return }
    try require(
      sweep.position >= 0 && sweep.position < sequenceLength, "sweep position", sweep.position,
      "0 to the sequence length")
    try require(
      sweep.selectionCoefficient > 0 && sweep.selectionCoefficient <= 1, "selection coefficient",
      sweep.selectionCoefficient, "above 0, at most 1")
    try require(
      sweep.fixationTime >= 0 && sweep.fixationTime.isFinite, "fixation time", sweep.fixationTime,
      "0 or more generations ago")
    try require(
      sweep.initialFrequency >= 0 && sweep.initialFrequency < 1, "initial frequency", sweep.initialFrequency,
      "0 to 1 (exclusive)")
  }
}

/// What can be wrong with a simulation.
public enum CoalescentError: Error, Sendable, CustomStringConvertible {
  /// A value outside its range.
  case invalid(name: String, value: Double, expected: String)

  /// One line: what was found, what was expected.
  public var description: String {
    switch self {
    case .invalid(let name, let value, let expected): return "\(name): found \(value), expected \(expected)"
    }
  }
}
