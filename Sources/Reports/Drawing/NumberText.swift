import Groundwork

/// Numbers as the page writes them.
enum NumberText {
  /// A drawing coordinate: at most two decimals, no trailing zeros.
  static func coordinate(_ value: Double) -> String {
    var text = value.fixed(2)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// About three significant digits: "0.123", "12.3", "1,230", "1.2e-05"; "–" for what is not finite.
  static func significant(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let size = value.magnitude
    if size == 0 { return "0" }
    if size >= 1e7 || size < 1e-3 { return exponential(value) }
    if size >= 1000 { return Int(value.rounded()).grouped }
    return coordinate(value, decimals: size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
  }

  /// A share in [0, 1] as "12.3 %".
  static func percent(_ share: Double, decimals: Int = 1) -> String {
    share.isFinite ? (share * 100).fixed(decimals) + " %" : "–"
  }

  /// A position in megabases, with as many decimals as steps of `step` base pairs need.
  static func megabases(_ position: Double, step: Double) -> String {
    let decimals = step >= 1e6 ? 0 : step >= 1e5 ? 1 : step >= 1e4 ? 2 : step >= 1e3 ? 3 : 4
    return (position / 1e6).fixed(decimals)
  }

  private static func coordinate(_ value: Double, decimals: Int) -> String {
    let text = value.fixed(decimals)
    return decimals > 0 && Double(text) == 0 ? "0" : text
  }

  private static func exponential(_ value: Double) -> String {
    var exponent = 0
    var mantissa = value
    while mantissa.magnitude >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa.magnitude < 0.995 {
      mantissa *= 10
      exponent -= 1
    }
    let digits = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    return "\(mantissa.fixed(1))e\(exponent < 0 ? "-" : "+")\(digits)"
  }
}
