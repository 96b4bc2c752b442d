import FeatureTables

/// A class called, and how probable it is.
public struct PosteriorCall: Sendable, Equatable {
  /// The index of the class.
  public let called: Int
  /// Its posterior probability.
  public let probability: Double
}
