import FeatureTables
import Groundwork
import Haplotypes
import Learning
import StudyFiles

/// A model that knows what it would say without calibration.
protocol CalibratedPredictor {
  /// The model before calibration.
  var uncalibrated: any Model { get }
}
