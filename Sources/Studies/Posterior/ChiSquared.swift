import Groundwork

/// The chi-squared distribution.
package enum ChiSquared {
  /// The probability of `x` or more with so many degrees of freedom: the regularised upper incomplete gamma function, by its series or its
  /// continued fraction.
  package static func upperTail(_ x: Double, degrees: Int) -> Double {
    guard x > 0 else { return 1 }
    let (a, z) = (Double(degrees) / 2, x / 2)
    let front = PortableMath.exp(a * PortableMath.log(z) - z - logGamma(halves: degrees))
    if z < a + 1 {
      var term = 1 / a
      var sum = term
      for n in 1..<10_000 {
        term *= z / (a + Double(n))
        sum += term
        if term < sum * 1e-16 { break }
      }
      return max(0, 1 - front * sum)
    }
    // Lentz's method.
    var b = z + 1 - a
    var c = 1e300
    var d = 1 / b
    var h = d
    for n in 1..<10_000 {
      let own = -Double(n) * (Double(n) - a)
      b += 2
      d = 1 / (own * d + b)
      c = b + own / c
      let step = c * d
      h *= step
      if abs(step - 1) < 1e-15 { break }
    }
    return front * h
  }

  /// The logarithm of the gamma function at `halves` / 2.
  private static func logGamma(halves: Int) -> Double {
    var result = halves % 2 == 0 ? 0 : 0.5 * PortableMath.log(Double.pi)
    for k in stride(from: halves - 2, to: 0, by: -2) { result += PortableMath.log(Double(k) / 2) }
    return result
  }
}
