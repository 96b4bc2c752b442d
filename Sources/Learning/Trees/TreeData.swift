/// The features of the training rows; the pointers stay valid while trees are grown, and nothing writes to them.
struct TreeData: @unchecked Sendable {
  /// Column after column.
  let features: UnsafePointer<Float>
  /// Row after row, for random splits; nil for exact best ones.
  private let byRow: UnsafePointer<Float>?
  /// The ranks of the features in their columns, for exact best splits; nil for random ones.
  let ranks: UnsafePointer<UInt32>?
  let rowCount: Int
  let columnCount: Int
  /// Nodes of at most so many rows are read row by row.
  private let smallNode: Int

  /// `ranks` is empty for random splits, `byRow` for exact best ones.
  init(
    features: UnsafeBufferPointer<Float>, byRow: UnsafeBufferPointer<Float>, ranks: UnsafeBufferPointer<UInt32>,
    rowCount: Int, columnCount: Int
  ) {
    guard let features = features.baseAddress else {
      preconditionFailure("trees grow from at least one row and column")
    }
    self.features = features
    self.byRow = byRow.isEmpty ? nil : byRow.baseAddress
    self.ranks = ranks.isEmpty ? nil : ranks.baseAddress
    self.rowCount = rowCount
    self.columnCount = columnCount
    // The few rows of a small node lie in the cache from top to bottom; of a large one a column has several rows in every line.
    smallNode = byRow.isEmpty ? 0 : rowCount / 16
  }

  /// The features as a node of `count` rows reads them fastest.
  func view(ofNode count: Int) -> FeatureView {
    if let byRow, count <= smallNode { return FeatureView(values: byRow, rowStride: columnCount, columnStride: 1) }
    return FeatureView(values: features, rowStride: 1, columnStride: rowCount)
  }
}
