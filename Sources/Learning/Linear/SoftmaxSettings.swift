import FeatureTables
import Groundwork

/// How a softmax of weighted features is fitted.
struct SoftmaxSettings {
  /// Half of this times the sum of squared weights is added to the mean loss of a row.
  var squares: Double
  /// This times the sum of the weights' magnitudes is added to it.
  var magnitudes: Double
  /// The greatest slope at which the minimum counts as found.
  var tolerance: Double
  /// The most steps to it.
  var steps: Int
  /// How much the rows of a class count.
  var classWeights: ClassWeights
  /// What is done to features first.
  var preprocess: Preprocessing
}
