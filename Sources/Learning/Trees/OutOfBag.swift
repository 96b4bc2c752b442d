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

  /// Of each of `rows`: the mean leaf of the trees that did not see it, and in regression where in the distribution that they
  /// predict each target lies, as ``LeafMembers/levels`` say it. NaN where all trees saw the row.
  private func outOfBag(
    _ rows: Range<Int>, _ table: FeatureTable, _ targets: TargetColumns?, _ trees: [GrownTree]
  ) -> (means: [Double], levels: [Double]) {
    let width = width
    var sums = [Double](repeating: 0, count: rows.count * width)
    var places = [PredictedPlace](repeating: PredictedPlace(), count: targets == nil ? 0 : rows.count * width)
    var voters = [Int](repeating: 0, count: rows.count)
    Self.features(of: rows, table).withUnsafeBufferPointer { features in
      nodes.withUnsafeBytes { nodes in
        for (number, tree) in trees.enumerated() {
          for row in 0..<rows.count where tree.isOutOfBag(rows.lowerBound + row) {
            voters[row] += 1
            let leaf = Self.leaf(from: roots[number], nodes, features, row * table.columnCount)
            for index in 0..<width { sums[row * width + index] += Double(leaves[leaf * width + index]) }
            if let members, let targets {
              for index in 0..<width {
                places[row * width + index].add(members, leaf, targets, row: rows.lowerBound + row, target: index)
              }
            }
          }
        }
      }
    }
    for place in sums.indices { sums[place] /= Double(voters[place / width]) }
    return (sums, places.enumerated().map { $1.level(voters: voters[$0 / width]) })
  }
}

/// Where a target lies among the members of the leaves that a row comes to.
private struct PredictedPlace {
  /// The sum over leaves of the share of members whose target is less, equal ones counting half.
  private var below = 0.0
  /// Members in all leaves, as often as they were drawn.
  private var members = 0
  /// What the target exceeds the least and the greatest of the members' by, in standard deviations.
  private var aboveLeast = -Double.infinity
  private var aboveGreatest = Double.infinity

  /// Takes the members of `leaf` into account, for the target of training row `row`.
  mutating func add(_ all: LeafMembers, _ leaf: Int, _ targets: TargetColumns, row: Int, target: Int) {
    let own = targets.standardised[row * all.width + target]
    let places = all.members(of: leaf)
    var twice = 0
    for place in places {
      let other = targets.standardised[Int(all.rows[place]) * all.width + target]
      twice += other < own ? 2 : other == own ? 1 : 0
      aboveLeast = max(aboveLeast, own - other)
      aboveGreatest = min(aboveGreatest, own - other)
    }
    below += Double(twice) / Double(2 * places.count)
    members += places.count
  }

  /// The level, each of `voters` leaves weighing the same; NaN if there is none.
  ///
  /// Between m values there are m + 1 places: that with the share s of values below it has the level (s m + 1/2) / (m + 1).
  func level(voters: Int) -> Double {
    if voters == 0 { return .nan }
    if aboveLeast < 0 { return aboveLeast }
    if aboveGreatest > 0 { return 1 + aboveGreatest }
    let count = max(1, LeafMembers.distinctShare * Double(members))
    return (below / Double(voters) * count + 0.5) / (count + 1)
  }
}
