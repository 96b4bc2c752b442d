extension Double {
  /// The number with exactly `decimals` digits after the point, rounded half to even on the decimal value; "nan", "inf".
  package func fixed(_ decimals: Int) -> String {
    precondition((0...15).contains(decimals), "fixed(_:) writes 0 to 15 decimals, got \(decimals)")
    guard isFinite else { return isNaN ? "nan" : (self < 0 ? "-inf" : "inf") }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (magnitude * scale).rounded(.toNearestOrEven)
    guard scaled < 9e15 else { return "\(self)" }
    var digits = String(UInt64(scaled))
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    let sign = self < 0 && scaled != 0 ? "-" : ""
    if decimals == 0 { return sign + digits }
    return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }

  /// The number as a person writes it, to three significant digits; of 1000 and more, to the unit.
  package var significant: String {
    if self == 0 { return "0" }
    guard isFinite else { return fixed(0) }
    var (mantissa, exponent) = (magnitude, 0)
    while mantissa >= 9.995 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 0.9995 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    if (-3...2).contains(exponent) { return fixed(2 - exponent) }
    if (3...8).contains(exponent) { return "\(Int(rounded()))" }
    return "\(self < 0 ? "-" : "")\(mantissa.fixed(2))e\(exponent)"
  }
}

extension BinaryInteger {
  /// The number with a comma between groups of three digits: 1,234,567.
  package var grouped: String {
    var result = ""
    let digits = String(magnitude)
    for (offset, digit) in digits.enumerated() {
      if offset > 0 && (digits.count - offset) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (self < 0 ? "-" : "") + result
  }
}
