/// Checks the serialised form of boosters before the XGBoost library reads it: the library follows what is written there, out of
/// its memory if it is led so.
struct BoosterForm {
  private let root: BinaryJSON

  /// The form in `bytes`.
  init(_ bytes: [UInt8]) throws(BinaryJSON.Fault) { root = try BinaryJSON(bytes) }

  private func require(_ holds: Bool, _ reason: String) throws(BinaryJSON.Fault) {
    if !holds { throw BinaryJSON.Fault(reason: reason) }
  }

  /// A whole number that the library writes as text.
  private func count(_ value: BinaryJSON?) -> Int? { value?.text.flatMap { Int($0) } }

  /// Throws unless these are boosters of trees on `columns` columns with `objective`, for `classes` classes (0: one output).
  func check(columns: Int, objective: String, classes: Int) throws(BinaryJSON.Fault) {
    guard let learner = root["learner"], let booster = learner["gradient_booster"], let model = booster["model"],
      let parameters = learner["learner_model_param"], let purpose = learner["objective"]
    else { throw BinaryJSON.Fault(reason: "it is not a model of the library") }
    try require(booster["name"]?.text == "gbtree", "it is not a booster of trees")
    try require(count(parameters["num_feature"]) == columns, "it is for another number of columns")
    try require(count(parameters["num_class"]) == classes, "it is for another number of classes")
    try require((count(parameters["num_target"]) ?? 1) == 1, "it has several targets")
    guard let score = parameters["base_score"]?.text, let base = Float(score), base.isFinite else {
      throw BinaryJSON.Fault(reason: "its base score is not a number")
    }
    try require(purpose["name"]?.text == objective, "it learned something else")
    if classes > 0 {
      try require(
        count(purpose["softmax_multiclass_param"]?["num_class"]) == classes, "it is for another number of classes")
    }
    guard let trees = model["trees"]?.elements, let groups = model["tree_info"]?.wholeNumbers,
      let size = model["gbtree_model_param"]
    else { throw BinaryJSON.Fault(reason: "it has no trees") }
    try require(
      !trees.isEmpty && groups.count == trees.count && count(size["num_trees"]) == trees.count
        && (count(size["num_parallel_tree"]) ?? 1) == 1 && (count(size["size_leaf_vector"]) ?? 0) <= 1,
      "its trees are not as many as it says")
    try require(groups.allSatisfy { $0 >= 0 && $0 < max(1, classes) }, "a tree is of a class that does not exist")
    for tree in trees { try check(tree, columns: columns) }
  }

  /// Throws unless `tree` is one: every node a leaf or with two children of its own, splits by columns that are there.
  private func check(_ tree: BinaryJSON, columns: Int) throws(BinaryJSON.Fault) {
    let lengths = "the arrays of a tree have different lengths"
    guard let left = tree["left_children"]?.wholeNumbers, let right = tree["right_children"]?.wholeNumbers,
      let splits = tree["split_indices"]?.wholeNumbers, let parents = tree["parents"]?.wholeNumbers,
      let toLeft = tree["default_left"]?.wholeNumbers, let conditions = tree["split_conditions"]?.singles,
      let weights = tree["base_weights"]?.singles, let gains = tree["loss_changes"]?.singles,
      let sums = tree["sum_hessian"]?.singles, let parameters = tree["tree_param"]
    else { throw BinaryJSON.Fault(reason: "a tree lacks an array") }
    let nodes = left.count
    try require(
      nodes > 0
        && [
          right.count, splits.count, parents.count, toLeft.count, conditions.count, weights.count, gains.count,
          sums.count,
        ]
        .allSatisfy { $0 == nodes } && count(parameters["num_nodes"]) == nodes, lengths)
    let types = tree["split_type"]?.wholeNumbers ?? []
    try require(types.isEmpty || types.count == nodes, lengths)
    try require(types.allSatisfy { $0 == 0 }, "a tree splits by categories")
    for name in ["categories", "categories_nodes", "categories_segments", "categories_sizes"] {
      try require(tree[name]?.elements?.isEmpty ?? true, "a tree splits by categories")
    }
    try require(
      (count(parameters["num_feature"]) ?? columns) == columns && (count(parameters["size_leaf_vector"]) ?? 0) <= 1
        && (0..<nodes).contains(count(parameters["num_deleted"]) ?? 0), "a tree is for another number of columns")
    try require(splits.allSatisfy { $0 >= 0 && $0 < max(1, columns) }, "a tree splits by a column that does not exist")
    try require(
      (conditions + weights).allSatisfy(\.isFinite), "a tree holds a number that is not finite")
    try checkChildren(left, right, parents)
  }

  /// Throws unless each node but the first is at most once somebody's child, and knows whose.
  private func checkChildren(_ left: [Int], _ right: [Int], _ parents: [Int]) throws(BinaryJSON.Fault) {
    let reason = "a tree points to a node that does not exist, or in a circle"
    var isChild = [Bool](repeating: false, count: left.count)
    for node in left.indices {
      if left[node] == -1 && right[node] == -1 { continue }
      for child in [left[node], right[node]] {
        try require(left.indices.contains(child) && child != 0 && !isChild[child], reason)
        isChild[child] = true
        try require(parents[child] == node, reason)
      }
    }
    // With one parent each, nodes can be in a circle only where nothing leads to them from the root: nobody goes there.
  }
}
