import FeatureTables
import Groundwork
import StudyFiles

/// A replicate that could not be simulated.
package struct FailedReplicate: Sendable, Equatable {
  /// Its number in the study.
  package let index: Int
  /// Why.
  package let reason: String
}
