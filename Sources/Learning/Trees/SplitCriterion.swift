import Groundwork

/// What makes a split of a classification tree good.
public enum SplitCriterion: String, Codable, Sendable {
  /// The decrease of the chance that two rows are of different class.
  case gini
  /// The decrease of the entropy of the class.
  case entropy
}
