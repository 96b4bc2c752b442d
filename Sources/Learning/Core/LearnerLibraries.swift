import CLIBSVM
import CXGBoost

/// The libraries that learners stand on.
package enum LearnerLibraries {
  /// Name and version of each, XGBoost as loaded, LIBSVM as it was built against.
  package static var versions: [(name: String, version: String)] {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    XGBoostVersion(&major, &minor, &patch)
    let svm = "\(LIBSVM_VERSION / 100).\(LIBSVM_VERSION % 100)"
    return [("XGBoost", "\(major).\(minor).\(patch)"), ("LIBSVM", svm)]
  }
}
