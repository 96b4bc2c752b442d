/// Numbers written in decimal digits, read exactly.
enum DecimalText {
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21,
    1e22,
  ]

  /// The number that begins at `start` and ends before the next blank or the end of `bytes`, the Double nearest to it as
  /// `Double(_: String)` reads it (nil if it is none), and how many characters stand behind its point.
  ///
  /// A whole number below 2^53 and a power of ten up to 10^22 are both exact as Doubles, so that their quotient is the nearest
  /// Double (doi:10.1145/93542.93557); whatever is longer or has an exponent goes to the library.
  static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (value: Double?, end: Int, decimals: Int) {
    var digits: UInt64 = 0
    var point = -1
    var isPlain = true
    var end = start
    while end < bytes.count {
      let digit = bytes[end] &- 48
      if digit < 10 {
        isPlain = isPlain && digits < 900_000_000_000_000
        digits = digits &* 10 &+ UInt64(digit)
      } else if bytes[end] == 32 {
        break
      } else if bytes[end] == 46 && point < 0 {
        point = end
      } else {
        isPlain = false
      }
      end += 1
    }
    let decimals = point < 0 ? 0 : end - point - 1
    guard isPlain, powers.indices.contains(decimals), end - start != (point < 0 ? 0 : 1) else {
      return (Double(UnsafeBufferPointer(rebasing: bytes[start..<end]).text), end, decimals)
    }
    return (powers.withUnsafeBufferPointer { Double(digits) / $0[decimals] }, end, decimals)
  }
}
