import Demography

/// Haplotypes sampled from one population at one time.
public struct SampleSet: Sendable, Equatable {
  /// The index of the population in the demographic model.
  public var population: Int
  /// Haplotypes.
  public var haplotypes: Int
  /// Generations ago; 0 is the present.
  public var time: Double

  /// `haplotypes` haplotypes of `population`, sampled `time` generations ago.
  public init(population: Int = 0, haplotypes: Int, time: Double = 0) {
    self.population = population
    self.haplotypes = haplotypes
    self.time = time
  }
}
