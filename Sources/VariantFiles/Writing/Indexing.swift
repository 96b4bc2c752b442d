import CHtslib
import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Publishing a finished `.partial` file together with its index.
enum Indexing {
  /// The last base that a `.tbi` index can hold.
  static let mostOfTBI = 1 << 29

  /// Indexes `path`.partial (BGZF text), then renames both; a stale index is removed first, so that no moment shows new
  /// data with an old index. False if there is no index: what took hours to make is not given up for it.
  static func publishIndexed(
    _ path: String, configuration: tbx_conf_t, needsCSI: Bool = false
  ) throws(VariantFilesError) -> Bool {
    // Nobody wants the index of a stream.
    if AtomicFile.isStream(path) { return true }
    let partial = AtomicFile.partialPath(for: path)
    let index = path + (needsCSI ? ".csi" : ".tbi")
    var configuration = configuration
    let code = tbx_index_build3(
      partial, try Library.beginPartial(index), needsCSI ? 14 : 0, 0, &configuration)
    return try publish(path, index: index, succeeded: code == 0)
  }

  /// The same for BCF.
  static func publishIndexedBCF(_ path: String) throws(VariantFilesError) -> Bool {
    if AtomicFile.isStream(path) { return true }
    let index = path + ".csi"
    let code = bcf_index_build3(AtomicFile.partialPath(for: path), try Library.beginPartial(index), 14, 0)
    return try publish(path, index: index, succeeded: code == 0)
  }

  private static func publish(_ path: String, index: String, succeeded: Bool) throws(VariantFilesError) -> Bool {
    Library.remove(path + ".tbi")
    Library.remove(path + ".csi")
    try Library.publish(path)
    guard succeeded else {
      Library.remove(AtomicFile.partialPath(for: index))
      return false
    }
    try Library.publish(index)
    return true
  }
}
