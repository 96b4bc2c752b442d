import FeatureTables
import Groundwork
import Synchronization

/// Extremely randomised trees: every node tries a few random columns, each at one random threshold, and keeps the best
/// split (Geurts et al. 2006, doi:10.1007/s10994-006-6226-1).
///
/// Features and thresholds are in single precision. Tree t draws from the stream (seed, t), so the forest is the same for
/// any number of threads. Constant columns are passed over, and the split of equal merit that was tried first is kept.
public struct ExtraTrees: Learner {
  /// What fitting yields.
  public typealias Fitted = ForestModel

  /// How many columns a node tries.
  public enum MaxFeatures: Sendable, Equatable {
    /// The square root of the number of columns, rounded down.
    case squareRoot
    /// All columns.
    case all
    /// This many (at most all).
    case count(Int)
  }

  /// What makes a split good.
  public enum Criterion: String, Codable, Sendable {
    /// The decrease of the chance that two rows are of different class.
    case gini
    /// The decrease of the entropy of the class.
    case entropy
  }

  /// The name in study files and models.
  public static let id = "extra_trees"
  /// The name in reports.
  public static let title = "Extremely randomised trees"
  /// The DOI of the method.
  public static let doi = "10.1007/s10994-006-6226-1"
  /// The version of what is learned.
  public static let version = 1

  /// The number of trees; at least 1.
  public var trees = 500
  /// How many columns a node tries.
  public var maxFeatures = MaxFeatures.squareRoot
  /// Rows a node needs to be split; at least 2.
  public var minSplit = 2
  /// Rows each side of a split must have; at least 1.
  public var minLeaf = 1
  /// How deep a tree may grow; nil for as deep as it goes.
  public var maxDepth: Int?
  /// True if each tree grows from a sample of the rows drawn with replacement.
  public var bootstrap = false
  /// What makes a split good.
  public var criterion = Criterion.gini

  /// Extra-Trees with the default hyper-parameters.
  public init() {}

  /// Grows a forest; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> ForestModel {
    try check()
    try task.check(table)
    let columns = try SinglePrecisionColumns(table)
    let settings = TreeGrower.Settings(
      columnsToTry: columnsToTry(of: table.columnCount), minSplit: max(minSplit, 2 * minLeaf), minLeaf: minLeaf,
      maxDepth: maxDepth ?? .max, bootstrap: bootstrap, criterion: criterion, classCount: task.classes.count)
    let done = Atomic<Int>(0)
    let total = trees
    let grown = columns.values.withUnsafeBufferPointer { features in
      table.labels.withUnsafeBufferPointer { labels in
        let data = TreeGrower.Data(
          features: features, labels: labels, rowCount: table.rowCount, columnCount: table.columnCount)
        return parallelMap(count: total, threads: threads) { _, tree in
          let stream = RandomStream(seed: seed, replicate: UInt64(tree), purpose: .tree)
          let grower = TreeGrower(data, settings, stream)
          let result = grower.grow()
          progress?(done.wrappingAdd(1, ordering: .relaxed).newValue, total)
          return result
        }
      }
    }
    return ForestModel(schema: table.schema, task: task, trees: grown)
  }

  /// Throws if a hyper-parameter is out of range, as ``fit(_:to:seed:threads:progress:)`` would.
  public func check() throws(LearningError) {
    func require(_ holds: Bool, _ name: String, _ value: Any, _ expected: String) throws(LearningError) {
      if !holds { throw .invalidParameter(name: "\(Self.id).\(name)", value: "\(value)", expected: expected) }
    }
    try require(trees >= 1, "trees", trees, "at least 1")
    try require(minSplit >= 2, "min_split", minSplit, "at least 2")
    try require(minLeaf >= 1, "min_leaf", minLeaf, "at least 1")
    if let maxDepth { try require(maxDepth >= 1, "max_depth", maxDepth, "at least 1, or none") }
    if case .count(let count) = maxFeatures {
      try require(count >= 1, "max_features", count, "'sqrt', 'all' or a number of at least 1")
    }
  }

  private func columnsToTry(of columns: Int) -> Int {
    switch maxFeatures {
    case .squareRoot: return max(1, Int(Double(columns).squareRoot()))
    case .all: return columns
    case .count(let count): return min(count, columns)
    }
  }
}
