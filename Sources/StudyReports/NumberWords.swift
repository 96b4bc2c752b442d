import Groundwork

/// Numbers in words that several parts of the page use.
enum NumberWords {
  /// A share in [0, 1] as "12.3 %".
  static func percent(_ share: Double) -> String { (100 * share).fixed(1) + " %" }

  /// "1 window", "2 windows"; `many` where the plural is no "s" at the end.
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number.grouped) \(number == 1 ? one : many ?? one + "s")"
  }
}
