import FeatureTables
import Groundwork

/// A forest of classification trees; its probabilities are the mean of the trees' leaves.
public struct ForestModel: Model, Equatable {
  /// The columns it was made for.
  public let schema: FeatureSchema
  /// What it predicts.
  public let task: PredictionTask
  /// The mean decrease of impurity due to each column (Breiman et al. 1984): the mean over trees, adding up to 1.
  public let importances: [Double]

  /// Where each tree begins: a node, or ~leaf for a tree that is one leaf.
  let roots: [Int32]
  /// The nodes of all trees; children come behind their parents.
  let nodes: [TreeNode]
  /// Leaves x classes; the first leaves, one a class, are "this class for certain" and shared by all trees.
  let leaves: [Float]

  /// The number of trees.
  public var treeCount: Int { roots.count }

  /// The number of nodes that split, over all trees.
  public var nodeCount: Int { nodes.count }

  init(schema: FeatureSchema, task: PredictionTask, trees: [GrownTree]) {
    let classCount = task.classes.count
    var roots: [Int32] = []
    var nodes: [TreeNode] = []
    nodes.reserveCapacity(trees.reduce(0) { $0 + $1.nodes.count })
    var leaves = (0..<classCount * classCount).map { $0 / classCount == $0 % classCount ? Float(1) : 0 }
    var importances = [Double](repeating: 0, count: schema.columns.count)
    for tree in trees {
      let firstNode = Int32(nodes.count)
      let ownLeaves = Int32(leaves.count / classCount - classCount)
      func moved(_ code: Int32) -> Int32 {
        if code >= 0 { return code + firstNode }
        return ~code < classCount ? code : ~(~code + ownLeaves)
      }
      roots.append(moved(tree.root))
      for node in tree.nodes {
        nodes.append(
          TreeNode(
            feature: node.feature, threshold: node.threshold, left: moved(node.left), right: moved(node.right)))
      }
      leaves.append(contentsOf: tree.distributions)
      for column in importances.indices { importances[column] += tree.importances[column] }
    }
    let sum = importances.reduce(0, +)
    self.init(
      schema: schema, task: task, importances: sum > 0 ? importances.map { $0 / sum } : importances, roots: roots,
      nodes: nodes, leaves: leaves)
  }

  init(
    schema: FeatureSchema, task: PredictionTask, importances: [Double], roots: [Int32], nodes: [TreeNode],
    leaves: [Float]
  ) {
    self.schema = schema
    self.task = task
    self.importances = importances
    self.roots = roots
    self.nodes = nodes
    self.leaves = leaves
  }

  /// The probabilities of the classes for each row of `table`; see ``Model/predict(_:threads:)``.
  public func predict(_ table: FeatureTable, threads: Int) throws(LearningError) -> PredictionTable {
    let reasons = schema.differences(from: table.schema)
    guard reasons.isEmpty else { throw .schemaMismatch(reasons: reasons) }
    try SinglePrecisionColumns.checkFinite(table)
    let rowCount = table.rowCount
    let classCount = task.classes.count
    // Large blocks use each tree while it is in the cache; small ones keep every thread busy.
    let blockSize = min(512, max(16, (rowCount + threads - 1) / threads))
    let probabilities = [Double](unsafeUninitializedCapacity: rowCount * classCount) { buffer, count in
      buffer.initialize(repeating: 0)
      count = rowCount * classCount
      guard let base = buffer.baseAddress else { return }
      nonisolated(unsafe) let output = base
      parallelLoop(count: (rowCount + blockSize - 1) / blockSize, threads: threads) { _, block in
        let first = block * blockSize
        let rows = first..<min(first + blockSize, rowCount)
        addLeaves(of: rows, table, to: output + first * classCount)
      }
    }
    return PredictionTable(classes: task.classes, probabilities: probabilities, locations: table.locations)
  }

  /// Adds up the leaves of a block of rows, tree by tree, and divides by the number of trees.
  private func addLeaves(of rows: Range<Int>, _ table: FeatureTable, to sums: UnsafeMutablePointer<Double>) {
    let columnCount = schema.columns.count
    let classCount = task.classes.count
    let features = table.values[rows.lowerBound * columnCount..<rows.upperBound * columnCount].map { Float($0) }
    features.withUnsafeBufferPointer { features in
      nodes.withUnsafeBytes { nodes in
        leaves.withUnsafeBufferPointer { leaves in
          for root in roots {
            for row in 0..<rows.count {
              let leaf = Self.leaf(from: root, nodes, features, row * columnCount) * classCount
              for index in 0..<classCount { sums[row * classCount + index] += Double(leaves[leaf + index]) }
            }
          }
        }
      }
    }
    for index in 0..<rows.count * classCount { sums[index] /= Double(roots.count) }
  }

  /// The leaf that the row of features beginning at `first` comes to from `root`.
  @inline(__always)
  private static func leaf(
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

  /// Equal trees of equal columns and classes.
  public static func == (a: ForestModel, b: ForestModel) -> Bool {
    a.schema == b.schema && a.task == b.task && a.importances == b.importances && a.roots == b.roots
      && a.leaves == b.leaves && a.nodes.count == b.nodes.count
      && zip(a.nodes, b.nodes).allSatisfy {
        $0.feature == $1.feature && $0.threshold == $1.threshold && $0.left == $1.left && $0.right == $1.right
      }
  }
}
