/// Numbers written in decimal digits, read exactly.
enum DecimalText {
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21,
    1e22,
  ]

  /// The Double nearest to the number `bytes`, as `Double(_: String)` reads it; nil if it is none.
  ///
  /// A whole number below 2^53 over a power of ten up to 10^22 are both exact as Doubles, so that their quotient is the nearest
  /// Double (doi:10.1145/93542.93557); whatever is longer or has an exponent goes to the library.
  static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var digits: UInt64 = 0
    var decimals = 0
    var sawPoint = false
    for byte in bytes {
      let digit = byte &- 48
      if digit < 10 && digits < 900_000_000_000_000 {
        digits = digits &* 10 &+ UInt64(digit)
        decimals &+= sawPoint ? 1 : 0
      } else if byte == 46 && !sawPoint {
        sawPoint = true
      } else {
        return Double(String(decoding: bytes, as: UTF8.self))
      }
    }
    guard powers.indices.contains(decimals), bytes.count != (sawPoint ? 1 : 0) else {
      return Double(String(decoding: bytes, as: UTF8.self))
    }
    return powers.withUnsafeBufferPointer { Double(digits) / $0[decimals] }
  }
}
