/// A tree as it was grown; a leaf's values are the probabilities of the classes, or the means of the targets.
struct GrownTree: Sendable {
  var root: Int32 = 0
  var nodes: [TreeNode] = []
  /// Leaves x values. In classification, leaf k < class count is "class k for certain" and has no row here.
  var leaves: [Float] = []
  /// How much each column's splits lowered the impurity, adding up to 1 (or all 0).
  var importances: [Double] = []
  /// In regression: the training rows of all leaves, leaf after leaf, and where those of each leaf end.
  var members: [Int32] = []
  var memberEnds: [Int64] = []
  /// One bit a row: 1 if the tree did not see it. Empty without bootstrap.
  var outOfBag: [UInt64] = []
  /// What each column's splits say about the rows that the tree did not see; empty without bootstrap.
  var outOfBagImportances: [Double] = []

  func isOutOfBag(_ row: Int) -> Bool { outOfBag[row >> 6] >> UInt64(row & 63) & 1 == 1 }
}
