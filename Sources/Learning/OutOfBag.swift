import FeatureTables
import Groundwork

/// What the trees of a forest say about training rows that they did not see (Breiman 2001,
/// doi:10.1023/A:1010933404324): each row is predicted by the trees whose bootstrap sample lacks it.
public struct OutOfBag: Sendable, Equatable {
  /// Training rows x classes: the mean probabilities; in regression rows x targets: the means on the scale of learning,
  /// standardised. NaN in rows that every tree saw.
  public let predictions: [Double]
  /// Rows that at least one tree did not see.
  public let coveredRows: Int
  /// The share of covered rows that are called another class than their own (ties call the first class); in regression
  /// the mean square of what the predictions miss, in units of the targets' variance, averaged over targets. NaN if no
  /// row is covered.
  public let error: Double
  /// For each column the mean decrease of impurity, counted on rows that the tree did not see and so without the bias of
  /// deep trees towards columns of noise (MDI-oob; Li et al. 2019, arXiv:1906.10845): about 0 for a column that tells
  /// nothing, and negative where splits mislead. Without permutation; does not add up to 1.
  public let importances: [Double]
}

extension ForestModel {
  /// Fills `outOfBag`, and the coverage of the quantiles in regression, if the trees were grown with bootstrap.
  mutating func addOutOfBag(_ table: FeatureTable, _ targets: TargetColumns?, _ trees: [GrownTree], threads: Int) {
    guard trees.allSatisfy({ !$0.outOfBag.isEmpty }) else { return }
    let rowCount = table.rowCount
    let (width, blockSize) = (width, 256)
    let forest = self
    let blocks = parallelMap(count: (rowCount + blockSize - 1) / blockSize, threads: threads) { _, block in
      forest.outOfBag(block * blockSize..<min((block + 1) * blockSize, rowCount), table, targets, trees)
    }
    let predictions = blocks.flatMap(\.means)
    var (covered, error) = (0, 0.0)
    for row in 0..<rowCount where !predictions[row * width].isNaN {
      let own = predictions[row * width..<(row + 1) * width]
      covered += 1
      if let targets {
        for (target, mean) in own.enumerated() {
          let missed = mean - targets.standardised[row * width + target]
          error += missed * missed / Double(width)
        }
      } else if PredictionTable(classes: task.classes, probabilities: Array(own)).calledClass(row: 0)
        != Int(table.labels[row])
      {
        error += 1
      }
    }
    var importances = [Double](repeating: 0, count: table.columnCount)
    for tree in trees {
      for column in importances.indices { importances[column] += tree.outOfBagImportances[column] }
    }
    outOfBag = OutOfBag(
      predictions: predictions, coveredRows: covered, error: covered == 0 ? .nan : error / Double(covered),
      importances: importances.map { $0 / Double(trees.count) })
    members?.addLevels(blocks.flatMap(\.levels), width: width)
  }

  /// Of each of `rows`: the mean leaf of the trees that did not see it, and in regression at which level of the
  /// distribution that they predict each target lies (ties half below). NaN where all trees saw the row.
  private func outOfBag(
    _ rows: Range<Int>, _ table: FeatureTable, _ targets: TargetColumns?, _ trees: [GrownTree]
  ) -> (means: [Double], levels: [Double]) {
    let width = width
    var sums = [Double](repeating: 0, count: rows.count * width)
    var levels = [Double](repeating: 0, count: targets == nil ? 0 : rows.count * width)
    var voters = [Int](repeating: 0, count: rows.count)
    Self.features(of: rows, table).withUnsafeBufferPointer { features in
      nodes.withUnsafeBytes { nodes in
        for (number, tree) in trees.enumerated() {
          for row in 0..<rows.count where tree.isOutOfBag(rows.lowerBound + row) {
            voters[row] += 1
            let leaf = Self.leaf(from: roots[number], nodes, features, row * table.columnCount)
            for index in 0..<width { sums[row * width + index] += Double(leaves[leaf * width + index]) }
            if let members {
              for index in 0..<width {
                levels[row * width + index] += members.shareBelow(row: rows.lowerBound + row, index, leaf: leaf)
              }
            }
          }
        }
      }
    }
    for place in sums.indices { sums[place] /= Double(voters[place / width]) }
    for place in levels.indices { levels[place] /= Double(voters[place / width]) }
    return (sums, levels)
  }
}
