/// The library that reads and writes VCF, BCF and compressed files.
public enum HtslibVersion {
  /// The version that is loaded, such as "1.16".
  public static var current: String { Library.version }
}
