import Groundwork

/// Numbers in words that several parts of the page use.
enum NumberWords {
  /// A share in [0, 1] as "12.3 %".
  static func percent(_ share: Double) -> String { (100 * share).fixed(1) + " %" }
}
