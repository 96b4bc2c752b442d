import FeatureTables
import Groundwork

/// How probabilities of classes are corrected.
public enum CalibrationMethod: String, Codable, Sendable, CaseIterable {
  /// One exponent for all classes (Guo et al. 2017, arXiv:1706.04599).
  case temperature
  /// A rising step curve for each class against the rest, rows then adding up to 1 again (Zadrozny & Elkan 2002,
  /// doi:10.1145/775047.775151).
  case isotonic
  /// A curve of three parameters for each class against the rest, rows then adding up to 1 again (Kull et al. 2017,
  /// doi:10.1214/17-EJS1338SI).
  case beta
  /// One linear map of the logarithms of all classes' probabilities, and softmax (Kull et al. 2019,
  /// doi:10.48550/arXiv.1910.12656): what is said about one class can correct another.
  case dirichlet
}
