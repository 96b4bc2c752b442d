import Groundwork
import StudyFiles

/// Where what is known of simulated replicates is written.
package struct TruthFiles: Sendable {
  /// A table with a row for each replicate; nil for none.
  package var table: String?
  /// A table of the paths of the sweeps' alleles; nil for none.
  package var trajectories: String?

  /// Files that are written where a path is given.
  package init(table: String? = nil, trajectories: String? = nil) {
    self.table = table
    self.trajectories = trajectories
  }
}
