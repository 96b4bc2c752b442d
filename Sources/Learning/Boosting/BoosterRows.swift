import CXGBoost
import Synchronization

/// Rows of features as the XGBoost library holds them.
final class BoosterRows {
  let handle: DMatrixHandle

  /// `count` rows of `features`, row after row; with what is true of them, and how much they count, if that is known.
  init(
    _ features: [Float], count: Int, labels: [Float] = [], weights: [Float] = [], threads: Int
  ) throws(LearningError) {
    var made: DMatrixHandle?
    try Booster.check(
      XGDMatrixCreateFromMat_omp(
        features, UInt64(count), UInt64(features.count / max(1, count)), .nan, &made, Int32(threads)))
    guard let made else { throw .engine(name: "XGBoost", reason: "it holds no rows") }
    handle = made
    for (name, values) in [("label", labels), ("weight", weights)] where !values.isEmpty {
      try Booster.check(XGDMatrixSetFloatInfo(handle, name, values, UInt64(values.count)))
    }
  }

  deinit { XGDMatrixFree(handle) }
}
