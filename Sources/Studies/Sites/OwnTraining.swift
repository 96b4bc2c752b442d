import FeatureTables
import Groundwork
import Learning
import Statistics
import StudyFiles
import Training

/// The training table of a model, and how it was fitted to it.
struct OwnTraining {
  /// The rows that it learned from or was measured on.
  let table: FeatureTable
  /// The table in the folder: that very one, or the chromosomes whose points it has.
  let stretches: FeatureTable
  /// How it was fitted.
  let fitting: ModelFitting

  /// The rows that were learned from, and those held out.
  func split() throws(StudyError) -> (training: [Int], test: [Int]) {
    try fitting.split(table, seed: fitting.training.seed)
  }

  /// The share of each class among the rows `rows`.
  func shares(of rows: [Int]) -> [Double] {
    table.classes.indices.map { label in
      Double(rows.count { Int(table.labels[$0]) == label }) / Double(max(1, rows.count))
    }
  }

  /// The rows that a genome is compared with: of points of chromosomes, those of neutral ones and those at a site.
  var likeGenome: FeatureTable {
    guard stretches.schema != table.schema, let site = table.truthNames.firstIndex(of: "sweep_position") else {
      return table
    }
    let width = table.truthNames.count
    let background = table.labels.min() ?? 0
    return table.selecting(
      (0..<table.rowCount).filter { table.labels[$0] != background || table.truth[$0 * width + site].isNaN })
  }
}
