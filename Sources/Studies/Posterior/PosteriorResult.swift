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
