import CZlib

/// The library that compresses.
public enum ZlibVersion {
  /// The version that is loaded, such as "1.2.13".
  public static var current: String { String(cString: zlibVersion()) }
}
