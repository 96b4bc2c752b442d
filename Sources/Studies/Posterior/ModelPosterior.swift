import FeatureTables
import Learning
import StudyFiles

/// How probable each class is, given the data as a whole.
public struct ModelPosterior: Sendable, Equatable {
  /// The classes.
  public let classes: [String]
  /// Their probabilities, by the learner.
  public let probabilities: [Double]
  /// The class called, by its index.
  public let called: Int
  /// The posterior probability of the class called, where the learner has one beside its votes.
  public let posterior: Double?
}
