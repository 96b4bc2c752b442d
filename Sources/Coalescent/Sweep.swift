/// A completed selective sweep: one allele rose from its origin to fixation by genic selection.
///
/// Fitnesses are 1, 1 + s and 1 + 2s for zero, one and two copies (discoal's alpha = 2Ns; msprime's s is twice this).
public struct Sweep: Sendable, Equatable {
  /// The selected site, in base pairs from the start of the sequence, 0 <= position < length.
  public var position: Double
  /// The advantage s of one copy per generation.
  public var selectionCoefficient: Double
  /// Generations ago when the allele reached fixation.
  public var fixationTime: Double
  /// The frequency at which selection began. 0: from its origin (a hard sweep). Above 0: the allele drifted neutrally up
  /// to this frequency first (a soft sweep from standing variation).
  public var initialFrequency: Double

  /// A sweep; hard unless `initialFrequency` is given.
  public init(
    position: Double, selectionCoefficient: Double, fixationTime: Double = 0, initialFrequency: Double = 0
  ) {
    self.position = position
    self.selectionCoefficient = selectionCoefficient
    self.fixationTime = fixationTime
    self.initialFrequency = initialFrequency
  }
}
