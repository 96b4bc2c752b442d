import FeatureTables

extension ForestModel {
  /// Adds the arrays of the trees to `container`.
  ///
  /// `tree_root` has an entry a tree; `node_feature`, `node_threshold`, `node_left` and `node_right` one a node: rows
  /// with feature <= threshold go left, a child c >= 0 is node c and a child c < 0 is leaf -1 - c, whose probabilities
  /// are row -1 - c of `leaf_probability`. `feature_importance` has an entry a column.
  public func addParts(to container: inout ArrayContainer) {
    container.add("tree_root", NumericArray(roots))
    container.add("node_feature", NumericArray(nodes.map(\.feature)))
    container.add("node_threshold", NumericArray(nodes.map(\.threshold)))
    container.add("node_left", NumericArray(nodes.map(\.left)))
    container.add("node_right", NumericArray(nodes.map(\.right)))
    let classCount = task.classes.count
    container.add("leaf_probability", NumericArray(leaves, shape: [leaves.count / classCount, classCount]))
    container.add("feature_importance", NumericArray(importances))
  }

  /// The forest whose arrays are in `container`; one that could lead out of its arrays or never end is refused.
  public init(
    schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    func member<Values>(_ name: String, _ read: (NumericArray) -> Values?) throws(LearningError) -> Values {
      let array: NumericArray
      do { array = try container.array(name, path: path) } catch { throw .file(error) }
      guard let values = read(array) else {
        throw .damaged(path: path, reason: "'\(name)' holds another type of numbers")
      }
      return values
    }
    let roots = try member("tree_root") { $0.int32s }
    let features = try member("node_feature") { $0.int32s }
    let thresholds = try member("node_threshold") { $0.floats }
    let left = try member("node_left") { $0.int32s }
    let right = try member("node_right") { $0.int32s }
    let leaves = try member("leaf_probability") { $0.floats }
    let importances = try member("feature_importance") { $0.doubles }

    let classCount = task.classes.count
    guard classCount > 0, !roots.isEmpty, thresholds.count == features.count, left.count == features.count,
      right.count == features.count, leaves.count % classCount == 0, importances.count == schema.columns.count
    else { throw .damaged(path: path, reason: "the arrays of its trees have different lengths") }
    let leafCount = leaves.count / classCount
    func isTarget(_ code: Int32, behind node: Int) -> Bool {
      code >= 0 ? Int(code) > node && Int(code) < features.count : Int(~code) < leafCount
    }
    guard roots.allSatisfy({ isTarget($0, behind: -1) }),
      features.indices.allSatisfy({ node in
        schema.columns.indices.contains(Int(features[node])) && isTarget(left[node], behind: node)
          && isTarget(right[node], behind: node)
      })
    else { throw .damaged(path: path, reason: "a tree points to a node, leaf or column that does not exist") }
    let nodes = features.indices.map {
      TreeNode(feature: features[$0], threshold: thresholds[$0], left: left[$0], right: right[$0])
    }
    self.init(schema: schema, task: task, importances: importances, roots: roots, nodes: nodes, leaves: leaves)
  }
}
