import FeatureTables
import Groundwork
import Synchronization

/// A learner of forests: what Extra-Trees and random forests share.
///
/// Features and thresholds are in single precision. Tree t draws from the stream (seed, t), so the forest is the same for
/// any number of threads. Constant columns are passed over, and the split of equal merit that was tried first is kept.
package protocol ForestLearner: Learner where Fitted == ForestModel {
  /// True if a node tries every threshold of a column, false if it tries one at random.
  static var triesAllThresholds: Bool { get }
  /// The number of trees; at least 1.
  var trees: Int { get set }
  /// How many columns a node tries.
  var maxFeatures: MaxFeatures { get set }
  /// Rows a node needs to be split; at least 2.
  var minSplit: Int { get set }
  /// Rows each side of a split must have, counted as often as they were drawn; at least 1.
  var minLeaf: Int { get set }
  /// How deep a tree may grow; nil for as deep as it goes.
  var maxDepth: Int? { get set }
  /// True if each tree grows from a sample of the rows drawn with replacement.
  var bootstrap: Bool { get set }
  /// What makes a split of classes good; numbers are split by the decrease of their variance.
  var criterion: SplitCriterion { get set }
  /// How much the rows of a class count.
  var classWeights: ClassWeights { get set }
}

extension ForestLearner {
  /// Grows a forest; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> ForestModel {
    try check()
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: preprocess.imputation != nil)
    let preprocessor = Preprocessor(preprocess, table)
    let table = preprocessor.applied(to: table)
    let columns = try SinglePrecisionColumns(table)
    let (rowCount, columnCount) = (table.rowCount, table.columnCount)
    let settings = TreeSettings(
      columnsToTry: maxFeatures.columns(of: columnCount), minSplit: max(minSplit, 2 * minLeaf), minLeaf: minLeaf,
      maxDepth: maxDepth ?? .max, bootstrap: bootstrap)
    let forest = ForestGrower(count: trees, seed: seed, threads: threads, progress: progress, settings: settings)
    let ranks = Self.triesAllThresholds ? RankedColumns(columns.values, rowCount: rowCount, threads: threads).ranks : []
    let byRow = Self.triesAllThresholds ? [] : SinglePrecisionColumns.byRow(table)
    func grow<Target: TreeTarget>(_ target: @Sendable () -> Target) -> [GrownTree] {
      columns.values.withUnsafeBufferPointer { features in
        byRow.withUnsafeBufferPointer { byRow in
          ranks.withUnsafeBufferPointer { ranks in
            let data = TreeData(
              features: features, byRow: byRow, ranks: ranks, rowCount: rowCount, columnCount: columnCount)
            return forest.grow(data, target)
          }
        }
      }
    }
    let grown: [GrownTree]
    var targets: TargetColumns?
    switch task {
    case .classification:
      let weights = try classWeights.values(table, learner: Self.id)
      let criterion = criterion
      let labels = table.labels
      grown = grow { ClassTarget(labels: labels, criterion: criterion, weights: weights) }
    case .regression(let variables):
      let columns = try TargetColumns(table, variables)
      let values = columns.standardised
      grown = grow { NumberTarget(targets: values, width: variables.count) }
      targets = columns
    }
    return ForestModel(
      table, task: task, preprocessor: preprocessor, targets: targets, trees: grown, threads: threads)
  }

  /// Throws if a hyper-parameter is out of range, as ``fit(_:to:seed:threads:progress:)`` would.
  public func check() throws(LearningError) {
    let limits = ParameterLimits(Self.self)
    try limits.require(trees, "trees", atLeast: 1)
    try limits.require(minSplit, "min_split", atLeast: 2)
    try limits.require(minLeaf, "min_leaf", atLeast: 1)
    if let maxDepth {
      try limits.require(maxDepth >= 1, "max_depth", maxDepth, "a whole number of at least 1, or none")
    }
    if case .count(let count) = maxFeatures {
      try limits.require(count >= 1, "max_features", count, "'sqrt', 'third', 'all' or a number of at least 1")
    }
    try classWeights.check(Self.id)
  }
}

/// Grows the trees of one forest.
private struct ForestGrower {
  let count: Int
  let seed: UInt64
  let threads: Int
  let progress: FitProgress?
  let settings: TreeSettings

  /// The trees of `data`, each of a target of its own.
  func grow<Target: TreeTarget>(_ data: TreeData, _ target: @Sendable () -> Target) -> [GrownTree] {
    let done = Atomic<Int>(0)
    return parallelMap(count: count, threads: threads) { _, tree in
      let stream = RandomStream(seed: seed, replicate: UInt64(tree), purpose: .tree)
      let result = TreeGrower(data, settings, target(), stream).grow()
      progress?(done.wrappingAdd(1, ordering: .relaxed).newValue, count)
      return result
    }
  }
}
