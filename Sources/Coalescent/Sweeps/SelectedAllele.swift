/// What decides the path of a selected allele's frequency, besides the sizes of the population.
package struct SelectedAllele: BitwiseCopyable {
  /// The advantage s per generation.
  let selectionCoefficient: Double
  /// The dominance h.
  let dominance: Double
  /// The frequency at which selection began, or the allele entered; 0: with one copy.
  let initialFrequency: Double
  /// True if it came from another population by a pulse, where its path begins; otherwise it drifted up from one copy.
  let isFromPulse: Bool

  /// An allele of `origin` under `selection`.
  package init(_ selection: Sweep.Selection, _ origin: Sweep.Origin) {
    selectionCoefficient = selection.coefficient
    dominance = selection.dominance
    initialFrequency = origin.initialFrequency
    isFromPulse = origin.source != nil
  }
}
