import FeatureTables
import Groundwork

/// A forest of trees. Of classes it gives probabilities, the mean of the trees' leaves; of numbers the mean of the
/// trees' leaves on the scale of learning, and quantiles from the rows in the leaves.
public struct ForestModel: Model, ClassOrNumberModel, Equatable {
  /// The columns it was made for.
  public let schema: FeatureSchema
  /// What it predicts.
  public let task: PredictionTask
  /// The mean decrease of impurity due to each column (Breiman et al. 1984): the mean over trees, adding up to 1.
  public let importances: [Double]
  /// What its trees say about training rows that they did not see; nil if all saw all (no bootstrap).
  public internal(set) var outOfBag: OutOfBag?

  /// What is done to features first.
  let preprocessor: Preprocessor
  /// Where each tree begins: a node, or ~leaf for a tree that is one leaf.
  let roots: [Int32]
  /// The nodes of all trees; children come behind their parents.
  let nodes: [TreeNode]
  /// Leaves x values: probabilities of the classes, or means of the standardised targets. In classification the first
  /// leaves, one a class, are "this class for certain" and shared by all trees.
  let leaves: [Float]
  /// The rows in the leaves; nil in classification.
  var members: LeafMembers?

  /// The number of trees.
  public var treeCount: Int { roots.count }

  /// The number of nodes that split, over all trees.
  public var nodeCount: Int { nodes.count }

  /// Values that a leaf holds.
  var width: Int { max(task.classes.count, task.targets.count) }

  /// The forest of `trees` grown on the rows of `table`, which `preprocessor` has made; `targets` are its truths, nil in
  /// classification.
  init(
    _ table: FeatureTable, task: PredictionTask, preprocessor: Preprocessor, targets: TargetColumns?,
    trees: [GrownTree], threads: Int
  ) {
    let certain = task.classes.count
    let width = max(certain, task.targets.count)
    var roots: [Int32] = []
    var nodes: [TreeNode] = []
    nodes.reserveCapacity(trees.reduce(0) { $0 + $1.nodes.count })
    var leaves = (0..<certain * certain).map { $0 / certain == $0 % certain ? Float(1) : 0 }
    var importances = [Double](repeating: 0, count: table.columnCount)
    for tree in trees {
      let firstNode = Int32(nodes.count)
      let ownLeaves = Int32(leaves.count / width - certain)
      func moved(_ code: Int32) -> Int32 {
        if code >= 0 { return code + firstNode }
        return ~code < certain ? code : ~(~code + ownLeaves)
      }
      roots.append(moved(tree.root))
      for node in tree.nodes {
        nodes.append(
          TreeNode(
            feature: node.feature, threshold: node.threshold, left: moved(node.left), right: moved(node.right)))
      }
      leaves.append(contentsOf: tree.leaves)
      for column in importances.indices { importances[column] += tree.importances[column] }
    }
    let sum = importances.reduce(0, +)
    self.init(
      schema: table.schema, task: task, importances: sum > 0 ? importances.map { $0 / sum } : importances,
      preprocessor: preprocessor, roots: roots, nodes: nodes, leaves: leaves)
    if let targets { members = LeafMembers(targets, trees) }
    addOutOfBag(table, targets, trees, threads: threads)
  }

  init(
    schema: FeatureSchema, task: PredictionTask, importances: [Double], preprocessor: Preprocessor, roots: [Int32],
    nodes: [TreeNode], leaves: [Float]
  ) {
    self.schema = schema
    self.task = task
    self.importances = importances
    self.preprocessor = preprocessor
    self.roots = roots
    self.nodes = nodes
    self.leaves = leaves
  }

  func probabilities(
    _ table: FeatureTable, of classes: [String], threads: Int
  ) throws(LearningError) -> PredictionTable {
    return PredictionTable(
      classes: classes, probabilities: meanLeaves(of: try prepared(table), threads: threads),
      locations: table.locations)
  }

  /// `table`, if it is one for this forest, as the trees are to see it.
  func prepared(_ table: FeatureTable) throws(LearningError) -> FeatureTable {
    try schema.check(table, preprocessor)
    return preprocessor.applied(to: table)
  }

  /// Rows that go through the trees together: large blocks use each tree while it is in the cache; small ones keep every
  /// thread busy.
  static func blockSize(rows: Int, threads: Int) -> Int { min(512, max(16, (rows + threads - 1) / threads)) }

  /// The means over trees of the leaves of each row of the prepared `table`: rows x values.
  func meanLeaves(of table: FeatureTable, threads: Int) -> [Double] {
    let rowCount = table.rowCount
    let width = width
    let blockSize = Self.blockSize(rows: rowCount, threads: threads)
    return [Double](unsafeUninitializedCapacity: rowCount * width) { buffer, count in
      buffer.initialize(repeating: 0)
      count = rowCount * width
      let sums = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      parallelFill(sums, blockSize: blockSize * width, threads: threads) { _, block, sums in
        let first = block * blockSize
        guard let sums = sums.baseAddress else { return }
        addLeaves(of: first..<min(first + blockSize, rowCount), table, to: sums)
      }
    }
  }

  /// Adds up the leaves of a block of rows, tree by tree, and divides by the number of trees.
  private func addLeaves(of rows: Range<Int>, _ table: FeatureTable, to sums: UnsafeMutablePointer<Double>) {
    let columnCount = schema.columns.count
    let width = width
    let features = Self.features(of: rows, table)
    features.withUnsafeBufferPointer { features in
      nodes.withUnsafeBytes { nodes in
        leaves.withUnsafeBufferPointer { leaves in
          for root in roots {
            Self.forEachLeaf(from: root, nodes, features, rows: rows.count, columns: columnCount) { row, leaf in
              for index in 0..<width { sums[row * width + index] += Double(leaves[leaf * width + index]) }
            }
          }
        }
      }
    }
    for index in 0..<rows.count * width { sums[index] /= Double(roots.count) }
  }

  /// The features of `rows` in single precision, row after row.
  static func features(of rows: Range<Int>, _ table: FeatureTable) -> [Float] {
    let columnCount = table.columnCount
    return table.values[rows.lowerBound * columnCount..<rows.upperBound * columnCount].map { Float($0) }
  }

  /// The leaf that the row of features beginning at `first` comes to from `root`.
  @inline(__always)
  static func leaf(
    from root: Int32, _ nodes: UnsafeRawBufferPointer, _ features: UnsafeBufferPointer<Float>, _ first: Int
  ) -> Int {
    var code = root
    while code >= 0 {
      let place = Int(code) &* MemoryLayout<TreeNode>.stride
      let node = nodes.load(fromByteOffset: place, as: TreeNode.self)
      // Loading the child from a computed place, not choosing between two: the processor cannot foresee the choice.
      let isRight = features[first &+ Int(node.feature)] <= node.threshold ? 0 : 1
      code = nodes.load(fromByteOffset: place &+ 8 &+ 4 &* isRight, as: Int32.self)
    }
    return Int(~code)
  }

  /// Calls `body` with each of `rows` rows of features and the leaf that it comes to from `root`. All rows go down side by side,
  /// a level at a time, without a branch: while the processor waits for the node of one row, it fetches those of many others.
  @inline(__always)
  static func forEachLeaf(
    from root: Int32, _ nodes: UnsafeRawBufferPointer, _ features: UnsafeBufferPointer<Float>, rows: Int, columns: Int,
    _ body: (_ row: Int, _ leaf: Int) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * rows) { scratch in
      guard let codes = scratch.baseAddress else { return }
      // Rows that are still on their way.
      let pending = codes + rows
      for row in 0..<rows { (codes[row], pending[row]) = (root, Int32(truncatingIfNeeded: row)) }
      var left = root >= 0 ? rows : 0
      while left > 0 {
        var kept = 0
        for place in 0..<left {
          let row = Int(pending[place])
          let node = Int(codes[row]) &* MemoryLayout<TreeNode>.stride
          let split = nodes.load(fromByteOffset: node, as: TreeNode.self)
          // Loading the child from a computed place, not choosing between two: the processor cannot foresee the choice.
          let isRight = features[row &* columns &+ Int(split.feature)] <= split.threshold ? 0 : 1
          let code = nodes.load(fromByteOffset: node &+ 8 &+ 4 &* isRight, as: Int32.self)
          codes[row] = code
          pending[kept] = Int32(truncatingIfNeeded: row)
          kept &+= code >= 0 ? 1 : 0
        }
        left = kept
      }
      for row in 0..<rows { body(row, Int(~codes[row])) }
    }
  }

  /// Equal trees of equal columns and tasks.
  public static func == (a: ForestModel, b: ForestModel) -> Bool {
    a.schema == b.schema && a.task == b.task && a.importances == b.importances && a.preprocessor == b.preprocessor
      && a.roots == b.roots && a.leaves == b.leaves && a.outOfBag == b.outOfBag && a.members == b.members
      && a.nodes.count == b.nodes.count
      && zip(a.nodes, b.nodes).allSatisfy {
        $0.feature == $1.feature && $0.threshold == $1.threshold && $0.left == $1.left && $0.right == $1.right
      }
  }
}

extension FeatureSchema {
  /// Throws if the columns of `table` are not these, naming every difference, or a feature is not finite, unless it is
  /// missing and filled by `preprocessor`.
  func check(_ table: FeatureTable, _ preprocessor: Preprocessor) throws(LearningError) {
    let reasons = differences(from: table.schema)
    guard reasons.isEmpty else { throw .schemaMismatch(reasons: reasons) }
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: preprocessor.fillsMissing)
  }
}
