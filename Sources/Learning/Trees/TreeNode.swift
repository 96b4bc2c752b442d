/// A node that splits: rows with feature <= threshold go left. A child >= 0 is a node; ~child names a leaf.
struct TreeNode: BitwiseCopyable {
  var feature: Int32
  var threshold: Float
  var left: Int32
  var right: Int32
}
