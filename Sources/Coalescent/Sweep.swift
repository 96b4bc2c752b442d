/// A selective sweep: one allele rose from its origin by genic selection in one population.
///
/// Fitnesses are 1, 1 + s and 1 + 2s for zero, one and two copies (discoal's alpha = 2Ns; msprime's s is twice this).
public struct Sweep: Sendable, Equatable {
  /// The index of the population in which the allele is selected.
  public var population: Int
  /// The selected site, in base pairs from the start of the sequence, 0 <= position < length.
  public var position: Double
  /// The advantage s of one copy per generation.
  public var selectionCoefficient: Double
  /// Generations ago when the allele reached its final frequency.
  public var fixationTime: Double
  /// The frequency at which selection began. 0: from its origin (a hard sweep). Above 0: the allele drifted neutrally up
  /// to this frequency first (a soft sweep from standing variation).
  public var initialFrequency: Double
  /// The frequency that the allele reached at `fixationTime`; 1 if the sweep is complete, less if it is partial.
  public var finalFrequency: Double

  /// A sweep; hard and complete unless told otherwise.
  public init(
    population: Int = 0, position: Double, selectionCoefficient: Double, fixationTime: Double = 0,
    initialFrequency: Double = 0, finalFrequency: Double = 1
  ) {
    self.population = population
    self.position = position
    self.selectionCoefficient = selectionCoefficient
    self.fixationTime = fixationTime
    self.initialFrequency = initialFrequency
    self.finalFrequency = finalFrequency
  }
}
