extension BinaryInteger {
  /// "1 window", "2,000 windows"; `many` where the plural does not end in s.
  package func of(_ one: String, _ many: String? = nil) -> String {
    "\(grouped) \(self == 1 ? one : many ?? one + "s")"
  }
}
