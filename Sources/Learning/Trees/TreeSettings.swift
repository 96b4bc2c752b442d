/// How a tree grows.
struct TreeSettings: Sendable {
  var columnsToTry: Int
  var minSplit: Int
  var minLeaf: Int
  var maxDepth: Int
  var bootstrap: Bool
}
