import CZlib

/// The library that compresses.
package enum ZlibVersion {
  /// The version that is loaded, such as "1.2.13".
  package static var current: String { String(cString: zlibVersion()) }
}
