import FeatureTables
import Groundwork

/// Numbers predicted for each row of a feature table, with quantiles of what they may be.
public struct TargetPredictions: Sendable, Equatable {
  /// The targets, in the model's order.
  public let targets: [String]
  /// Rows x targets, row-major. Of a target learned on the log scale it is the exponential of the mean logarithm.
  public let values: [Double]
  /// The levels of the quantiles, ascending, each in 0...1.
  public let levels: [Double]
  /// Rows x targets x levels.
  public let quantiles: [Double]
  /// Where each row lies; empty for simulated data.
  public let locations: [FeatureTable.Location]

  /// Predictions from their parts.
  public init(
    targets: [String], values: [Double], levels: [Double], quantiles: [Double],
    locations: [FeatureTable.Location] = []
  ) {
    precondition(
      !targets.isEmpty && values.count % targets.count == 0 && quantiles.count == values.count * levels.count,
      "\(values.count) values and \(quantiles.count) quantiles of \(targets.count) targets at \(levels.count) levels")
    self.targets = targets
    self.values = values
    self.levels = levels
    self.quantiles = quantiles
    self.locations = locations
  }

  /// The number of rows.
  public var rowCount: Int { values.count / targets.count }

  /// The value of target `index` in each row.
  public func values(of index: Int) -> [Double] {
    (0..<rowCount).map { values[$0 * targets.count + index] }
  }

  /// The quantiles of target `index` in row `row`, in the order of the levels.
  public func quantiles(row: Int, target index: Int) -> ArraySlice<Double> {
    let first = (row * targets.count + index) * levels.count
    return quantiles[first..<first + levels.count]
  }
}

extension ForestModel {
  /// The values and quantiles of the targets; see ``Model/predictTargets(_:levels:threads:)``.
  ///
  /// Quantiles are those of the distribution in which a training row weighs the mean over trees of its share in the leaf
  /// that the row comes to (Meinshausen 2006, https://jmlr.org/papers/v7/meinshausen06a.html): values that training rows
  /// have. Forests grown with bootstrap correct the levels first: the level asked for is that share of the training rows
  /// below it, as predicted by the trees that did not see them, so that intervals cover what they promise (Kuleshov et
  /// al. 2018, arXiv:1807.00263). Without bootstrap they are usually too wide.
  public func predictTargets(
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
    let blockSize = 64
    let corrected = (0..<width).map { target in levels.map { members.corrected($0, target) } }
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
    _ rows: Range<Int>, _ table: FeatureTable, _ members: LeafMembers, _ levels: [[Double]]
  ) -> [Double] {
    var weights = [Double](repeating: 0, count: members.trainingRows)
    var result: [Double] = []
    result.reserveCapacity(rows.count * width * (levels.first?.count ?? 0))
    let scale = 1 / Double(roots.count)
    weights.withUnsafeMutableBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      Self.features(of: rows, table).withUnsafeBufferPointer { features in
        nodes.withUnsafeBytes { nodes in
          members.rows.withUnsafeBufferPointer { memberRows in
            for row in 0..<rows.count {
              weights.update(repeating: 0, count: members.trainingRows)
              for root in roots {
                let places = members.members(of: Self.leaf(from: root, nodes, features, row * table.columnCount))
                let share = scale / Double(places.count)
                for place in places { weights[Int(memberRows[place])] += share }
              }
              for target in 0..<width { members.quantiles(target, weights, levels[target], to: &result) }
            }
          }
        }
      }
    }
    return result
  }
}
