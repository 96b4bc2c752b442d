import FeatureTables
import Learning
import StudyFiles

/// What the data of a study say of its targets, or of its classes, as a whole.
public struct PosteriorResult: Sendable {
  /// The joint posterior, of one row; nil of classes.
  public let draws: PosteriorDraws?
  /// Each target; empty of classes.
  public let estimates: [PosteriorEstimate]
  /// The class called, with the probabilities of all; nil of targets.
  public let choice: ModelPosterior?
  /// The rounds of simulations.
  public let rounds: [PosteriorRound]
  /// Whether posteriors of held-out replicates hold the truth as often as they say; nil of classes.
  public let calibration: PosteriorCalibration?
  /// Whether any parameters make such data; nil where there are too few replicates to say.
  public let fit: GoodnessOfFit?
  /// The features of the data, and of replicates drawn from the posterior; nil of classes.
  public let predictions: PosteriorPredictions?
  /// The features of the data: one row.
  public let observed: FeatureTable
  /// Replicates of the first round: what was known before.
  public let before: FeatureTable
  /// What else a user should know.
  public var notes: [String] = []
}

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
