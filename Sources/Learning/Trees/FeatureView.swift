/// A matrix of features, whichever way it lies.
struct FeatureView {
  let values: UnsafePointer<Float>
  let rowStride: Int
  let columnStride: Int

  /// Where `column` begins; its row r is `rowStride` x r further.
  func column(_ column: Int) -> UnsafePointer<Float> { values + column &* columnStride }
}
