import FeatureTables
import Learning
import VariantFiles

/// The libraries that the program stands on, as they are loaded.
package enum LibraryVersions {
  /// Name and version of each.
  package static var all: [(name: String, version: String)] {
    [("htslib", HtslibVersion.current)] + LearnerLibraries.versions + [("zlib", ZlibVersion.current)]
  }

  /// All of them in a line: "htslib 1.16, XGBoost 1.7.4, ...".
  package static var line: String { all.map { "\($0.name) \($0.version)" }.joined(separator: ", ") }
}
