/// Elementary functions built from IEEE additions, multiplications and divisions only, so that every platform returns
/// the same bits (a C library's `log` and `exp` differ by an ulp between systems, and one ulp changes a simulation).
public enum PortableMath {
  /// The natural logarithm of a positive, finite `x`; relative error below 2e-16.
  ///
  /// With x = 2^k m, sqrt(1/2) <= m < sqrt(2), and s = (m - 1)/(m + 1): log m = 2 (s + s^3/3 + s^5/5 + ...).
  @inlinable
  public static func log(_ x: Double) -> Double {
    precondition(x > 0 && x.isFinite, "PortableMath.log needs a positive finite number, got \(x)")
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.4142135623730951 {
      mantissa *= 0.5
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let z = s * s
    var series = 1.0 / 23
    series = series * z + 1.0 / 21
    series = series * z + 1.0 / 19
    series = series * z + 1.0 / 17
    series = series * z + 1.0 / 15
    series = series * z + 1.0 / 13
    series = series * z + 1.0 / 11
    series = series * z + 1.0 / 9
    series = series * z + 1.0 / 7
    series = series * z + 1.0 / 5
    series = series * z + 1.0 / 3
    // ln 2 in two parts: the first has 21 trailing zero bits, so exponent * high is exact.
    let high = 0.693147180369123816490
    let low = 1.90821492927058770002e-10
    return exponent * high + (2 * s + (2 * s * z * series + exponent * low))
  }

  /// e to the power `x`; relative error below 3e-16; 0 below -745, infinity above 709.78.
  @inlinable
  public static func exp(_ x: Double) -> Double {
    if x > 709.782712893384 { return .infinity }
    if x < -745.2 { return 0 }
    let k = (x * 1.4426950408889634).rounded(.toNearestOrEven)
    let r = (x - k * 0.693147180369123816490) - k * 1.90821492927058770002e-10
    // Taylor series; |r| <= 0.3466, so the 14th term is below 1e-17.
    var series = 1.0 / 6_227_020_800
    series = series * r + 1.0 / 479_001_600
    series = series * r + 1.0 / 39_916_800
    series = series * r + 1.0 / 3_628_800
    series = series * r + 1.0 / 362_880
    series = series * r + 1.0 / 40_320
    series = series * r + 1.0 / 5_040
    series = series * r + 1.0 / 720
    series = series * r + 1.0 / 120
    series = series * r + 1.0 / 24
    series = series * r + 1.0 / 6
    series = series * r + 0.5
    let power = 1 + (r + r * r * series)
    let half = (k * 0.5).rounded(.down)
    return power * scalb(half) * scalb(k - half)
  }

  /// 2 to the power `k` for an integral `k` in the range of normal numbers.
  @inlinable
  static func scalb(_ k: Double) -> Double {
    Double(bitPattern: UInt64(Int64(k) + 1023) << 52)
  }
}
