/// The library that reads and writes VCF, BCF and compressed files.
package enum HtslibVersion {
  /// The version that is loaded, such as "1.16".
  package static var current: String { Library.version }
}
