import Coalescent
import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import Synchronization

/// The haplotypes of a replicate and what is known of it.
package struct SimulatedHaplotypes: Sendable {
  package let matrix: HaplotypeMatrix
  /// In the order of ``ReplicateTruth/names``.
  package let truth: [Double]
  /// The path of the sweep's allele, if it was asked for.
  package let trajectory: SweepPath?

  package init(matrix: HaplotypeMatrix, truth: [Double], trajectory: SweepPath?) {
    self.matrix = matrix
    self.truth = truth
    self.trajectory = trajectory
  }
}
