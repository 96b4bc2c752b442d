import Groundwork
import StudyFiles

/// Where what is known of simulated replicates is written.
public struct TruthFiles: Sendable {
  /// A table with a row for each replicate; nil for none.
  public var table: String?
  /// A table of the paths of the sweeps' alleles; nil for none.
  public var trajectories: String?

  /// Files that are written where a path is given.
  public init(table: String? = nil, trajectories: String? = nil) {
    self.table = table
    self.trajectories = trajectories
  }
}
