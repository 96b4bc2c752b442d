import FeatureTables
import Groundwork

extension ForestModel {
  /// The values and quantiles of the targets.
  ///
  /// Quantiles are those of the distribution in which a training row weighs the mean over trees of its share in the leaf
  /// that the row comes to (Meinshausen 2006, https://jmlr.org/papers/v7/meinshausen06a.html): values that training rows
  /// have. Forests grown with bootstrap correct the levels first: the level asked for is that share of the training rows
  /// below it, as predicted by the trees that did not see them, so that intervals cover what they promise (Kuleshov et
  /// al. 2018, arXiv:1807.00263). Where more training rows than asked for lie beyond all values of their leaves, as with leaves
  /// of one row, no level is enough: then the outermost quantile is moved outwards by the distance that so many of these rows
  /// keep, on the target's scale (as in conformalised quantile regression; Romano et al. 2019, arXiv:1905.03222). Without
  /// bootstrap intervals are usually too wide.
  func numbers(
    _ table: FeatureTable, levels: [Double], threads: Int
  ) throws(LearningError) -> TargetPredictions {
    guard let members else { throw .otherTask(expected: "numbers", found: "classes") }
    try TargetPredictions.check(levels)
    let table = try prepared(table)
    var values = meanLeaves(of: table, threads: threads)
    for place in values.indices {
      let target = place % width
      values[place] = task.targets[target].scale
        .restored(members.centres[target] + members.spreads[target] * values[place])
    }
    let blockSize = Self.blockSize(rows: table.rowCount, threads: threads)
    let corrected = (0..<width).map { target in levels.map { CorrectedLevel(members, target, $0, trees: treeCount) } }
    let blocks =
      levels.isEmpty
      ? []
      : parallelMap(count: (table.rowCount + blockSize - 1) / blockSize, threads: threads) { _, block in
        quantiles(block * blockSize..<min((block + 1) * blockSize, table.rowCount), table, members, corrected)
      }
    return TargetPredictions(
      targets: task.targets.map(\.name), values: values, levels: levels, quantiles: blocks.flatMap { $0 },
      locations: table.locations)
  }

  /// The quantiles of a block of rows, at the levels given for each target.
  private func quantiles(
    _ rows: Range<Int>, _ table: FeatureTable, _ members: LeafMembers, _ corrected: [[CorrectedLevel]]
  ) -> [Double] {
    let levels = corrected.map { $0.map(\.level) }
    let shifts = corrected.map { own in own.contains { $0.shift != 0 } ? own.map(\.shift) : [] }
    let count = members.trainingRows
    let (leaves, share) = (leaves(of: rows, table), 1 / Double(roots.count))
    var result: [Double] = []
    result.reserveCapacity(rows.count * width * (levels.first?.count ?? 0))
    // Weights of the training rows in the order of the target, and sums of them.
    var (weights, sums) = (
      [Double](repeating: 0, count: count), [Double](repeating: 0, count: count / LeafMembers.blockSize + 1)
    )
    for row in 0..<rows.count {
      let own = leaves[row * roots.count..<(row + 1) * roots.count]
      for target in 0..<width {
        members.weigh(own, target, share, to: &weights, &sums)
        members.quantiles(target, weights, sums, levels[target], to: &result)
        // Only where there is something to move: exponentials of logarithms are not quite what went in.
        for (place, shift) in zip(result.indices.suffix(shifts[target].count), shifts[target]) where shift != 0 {
          let scale = task.targets[target].scale
          result[place] = scale.restored(scale.transformed(result[place]) + members.spreads[target] * shift)
        }
      }
    }
    return result
  }

  /// Rows x trees: the leaves of a block of rows.
  private func leaves(of rows: Range<Int>, _ table: FeatureTable) -> [Int32] {
    var result = [Int32](repeating: 0, count: rows.count * roots.count)
    result.withUnsafeMutableBufferPointer { result in
      Self.features(of: rows, table).withUnsafeBufferPointer { features in
        nodes.withUnsafeBytes { nodes in
          for (tree, root) in roots.enumerated() {
            Self.forEachLeaf(from: root, nodes, features, rows: rows.count, columns: table.columnCount) { row, leaf in
              result[row &* roots.count &+ tree] = Int32(truncatingIfNeeded: leaf)
            }
          }
        }
      }
    }
    return result
  }
}

/// Where a quantile is read off a predicted distribution.
private struct CorrectedLevel {
  /// The level to read at.
  let level: Double
  /// What is then added, in standard deviations of the target.
  let shift: Double

  /// The place at which the share `level` of unseen rows lies below; without bootstrap `level` itself.
  init(_ members: LeafMembers, _ target: Int, _ level: Double, trees: Int) {
    let found = members.corrected(level, target)
    if members.levels.isEmpty {
      (self.level, shift) = (level, 0)
    } else {
      // The least of m values is expected at the level 1 / (m + 1): so for the trees that did not see a training row.
      let unseen = members.valueCount(trees: Double(trees) * (1 - LeafMembers.distinctShare))
      let outermost = 1 / (unseen + 1)
      let inner = min(max(found, outermost), 1 - outermost)
      // Of all M values the k-th is expected at the level k / (M + 1), and the share s reads off the (s M + 1/2)-th, on average;
      // where distances are added the one further out.
      let all = members.valueCount(trees: Double(trees))
      let back = found < 0 ? 1 : found > 1 ? 0 : 0.5
      self.level = min(max((inner * (all + 1) - back) / all, 0), 1)
      shift = min(found, 0) + max(found - 1, 0)
    }
  }
}
