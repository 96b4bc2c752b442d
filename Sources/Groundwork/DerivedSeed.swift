/// What a seed made from another is for: whoever hands a seed on to a part that splits rows or draws by itself makes a new one, as both
/// would else draw the same numbers.
package enum DerivedSeed: UInt64, Sendable {
  /// Growing the forest that predicts whether another is wrong.
  case errors = 0x6572_726F_7273
  /// Setting rows aside that probabilities are corrected by.
  case calibration = 0x6361_6C69_6272_6174
  /// Setting rows aside that say how far apart rows lie.
  case novelty = 0x6E6F_7665_6C74
  /// Setting rows aside that say when to stop.
  case validation = 0x7661_6C69_6461_7465
  /// Forests that tell how strong and how old sweeps are.
  case parameters = 0x7377_6565_7073
  /// A search within the training rows of a fold.
  case nested = 0x6E65_7374

  /// The seed made from `seed` for this.
  package func callAsFunction(_ seed: UInt64) -> UInt64 { seed ^ rawValue }
}
