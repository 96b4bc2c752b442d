import FeatureTables
import Groundwork
import StudyFiles

/// A replicate that could not be simulated.
public struct FailedReplicate: Sendable, Equatable {
  /// Its number in the study.
  public let index: Int
  /// Why.
  public let reason: String
}
