import FeatureTables

extension ForestModel {
  /// Adds the arrays of the trees to `container`.
  ///
  /// `tree_root` has an entry a tree; `node_feature`, `node_threshold`, `node_left` and `node_right` one a node: rows
  /// with feature <= threshold go left, a child c >= 0 is node c and a child c < 0 is leaf -1 - c, whose probabilities
  /// are row -1 - c of `leaf_probability`. `feature_importance` has an entry a column.
  ///
  /// In regression the leaves are in `leaf_mean` (standardised targets) instead; `leaf_member` holds the training rows
  /// of leaf after leaf, which end at `leaf_member_end`, `target_value` the targets of the training rows, and
  /// `target_centre` and `target_spread` what they were standardised by. Forests grown with bootstrap add
  /// `oob_prediction`, `oob_importance`, `oob_error` (error, covered rows), and in regression `oob_level`. Before
  /// them stands what the preprocessing learned, if there is any.
  public func addParts(to container: inout ArrayContainer) {
    preprocessor.addParts(to: &container)
    container.add("tree_root", NumericArray(roots))
    container.add("node_feature", NumericArray(nodes.map(\.feature)))
    container.add("node_threshold", NumericArray(nodes.map(\.threshold)))
    container.add("node_left", NumericArray(nodes.map(\.left)))
    container.add("node_right", NumericArray(nodes.map(\.right)))
    container.add(leafMember, NumericArray(leaves, shape: [leaves.count / width, width]))
    container.add("feature_importance", NumericArray(importances))
    if let members {
      container.add("leaf_member", NumericArray(members.rows))
      container.add("leaf_member_end", NumericArray(members.ends))
      container.add("target_value", NumericArray(members.targets, shape: [members.trainingRows, width]))
      container.add("target_centre", NumericArray(members.centres))
      container.add("target_spread", NumericArray(members.spreads))
      if !members.levels.isEmpty {
        container.add("oob_level", NumericArray(members.levels, shape: [width, members.levels.count / width]))
      }
    }
    if let outOfBag {
      container.add(
        "oob_prediction", NumericArray(outOfBag.predictions, shape: [outOfBag.predictions.count / width, width]))
      container.add("oob_importance", NumericArray(outOfBag.importances))
      container.add("oob_error", NumericArray([outOfBag.error, Double(outOfBag.coveredRows)]))
    }
  }

  private var leafMember: String { task.isClassification ? "leaf_probability" : "leaf_mean" }

  /// The forest whose arrays are in `container`; one that could lead out of its arrays or never end is refused.
  public init(
    schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    let parts = ContainerParts(container: container, path: path)
    let roots = try parts.member("tree_root") { $0.int32s }
    let features = try parts.member("node_feature") { $0.int32s }
    let thresholds = try parts.member("node_threshold") { $0.floats }
    let left = try parts.member("node_left") { $0.int32s }
    let right = try parts.member("node_right") { $0.int32s }
    let leaves = try parts.member(task.isClassification ? "leaf_probability" : "leaf_mean") { $0.floats }
    let importances = try parts.member("feature_importance") { $0.doubles }

    let width = max(task.classes.count, task.targets.count)
    guard width > 0, !roots.isEmpty, thresholds.count == features.count, left.count == features.count,
      right.count == features.count, leaves.count % width == 0, importances.count == schema.columns.count
    else { throw .damaged(path: path, reason: "the arrays of its trees have different lengths") }
    let leafCount = leaves.count / width
    func isTarget(_ code: Int32, behind node: Int) -> Bool {
      code >= 0 ? Int(code) > node && Int(code) < features.count : Int(~code) < leafCount
    }
    guard roots.allSatisfy({ isTarget($0, behind: -1) }),
      features.indices.allSatisfy({ node in
        schema.columns.indices.contains(Int(features[node])) && isTarget(left[node], behind: node)
          && isTarget(right[node], behind: node)
      })
    else { throw .damaged(path: path, reason: "a tree points to a node, leaf or column that does not exist") }
    guard !thresholds.contains(where: \.isNaN), importances.allSatisfy(\.isFinite),
      task.isClassification ? Self.areProbabilities(leaves, width: width) : leaves.allSatisfy(\.isFinite)
    else { throw .damaged(path: path, reason: "a threshold, leaf or importance holds a number that cannot be") }
    let nodes = features.indices.map {
      TreeNode(feature: features[$0], threshold: thresholds[$0], left: left[$0], right: right[$0])
    }
    self.init(
      schema: schema, task: task, importances: importances,
      preprocessor: try Preprocessor(parts: parts, columns: importances.count), roots: roots, nodes: nodes,
      leaves: leaves)
    if !task.isClassification { members = try Self.members(parts, width: width, leafCount: leafCount) }
    outOfBag = try Self.outOfBag(parts, width: width, columns: importances.count)
  }

  /// True if each `width` of `leaves` are shares that add up to 1.
  private static func areProbabilities(_ leaves: [Float], width: Int) -> Bool {
    stride(from: 0, to: leaves.count, by: width).allSatisfy { first in
      let own = leaves[first..<first + width]
      return own.allSatisfy { $0 >= 0 && $0 <= 1.001 } && abs(own.reduce(0, +) - 1) < 1e-3
    }
  }

  private static func members(
    _ parts: ContainerParts, width: Int, leafCount: Int
  ) throws(LearningError) -> LeafMembers {
    let rows = try parts.member("leaf_member") { $0.int32s }
    let ends = try parts.member("leaf_member_end") { $0.int64s }
    let targets = try parts.member("target_value") { $0.doubles }
    let centres = try parts.member("target_centre") { $0.doubles }
    let spreads = try parts.member("target_spread") { $0.doubles }
    let levels = try parts.optionalMember("oob_level") { $0.doubles } ?? []
    let trainingRows = targets.count / width
    guard centres.count == width, spreads.count == width, targets.count == trainingRows * width,
      levels.count % width == 0, ends.count == leafCount, ends.last == Int64(rows.count),
      (ends.first ?? 0) > 0, zip(ends, ends.dropFirst()).allSatisfy({ $0 < $1 }),
      rows.allSatisfy({ $0 >= 0 && Int($0) < trainingRows }),
      (targets + levels + centres + spreads).allSatisfy(\.isFinite), spreads.allSatisfy({ $0 >= 0 })
    else { throw .damaged(path: parts.path, reason: "a leaf holds rows that do not exist, or none") }
    return LeafMembers(
      targets: targets, centres: centres, spreads: spreads, rows: rows, ends: ends, levels: levels)
  }

  private static func outOfBag(
    _ parts: ContainerParts, width: Int, columns: Int
  ) throws(LearningError) -> OutOfBag? {
    guard let predictions = try parts.optionalMember("oob_prediction", { $0.doubles }) else { return nil }
    let importances = try parts.member("oob_importance") { $0.doubles }
    let error = try parts.member("oob_error") { $0.doubles }
    guard predictions.count % width == 0, importances.count == columns, error.count == 2,
      let covered = Int(exactly: error[1])
    else { throw .damaged(path: parts.path, reason: "its out-of-bag arrays have different lengths") }
    return OutOfBag(predictions: predictions, coveredRows: covered, error: error[0], importances: importances)
  }
}
