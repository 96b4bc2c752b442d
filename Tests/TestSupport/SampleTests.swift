/// Tests of whether two samples come from one distribution; p-values are those of normal approximations.
public enum SampleTests {
  /// The two-sided p-value of a standard normal deviate.
  public static func p(z: Double) -> Double { upperTail(abs(z)) * 2 }

  /// The p-value of a difference between counts of two samples in the same bins (chi-square, Wilson & Hilferty 1931).
  public static func p(counts a: [Double], _ b: [Double]) -> Double {
    let (na, nb) = (a.reduce(0, +), b.reduce(0, +))
    var statistic = 0.0
    var bins = 0.0
    for (x, y) in zip(a, b) where x + y > 0 {
      let difference = x * (nb / na).squareRoot() - y * (na / nb).squareRoot()
      statistic += difference * difference / (x + y)
      bins += 1
    }
    let k = bins - 1
    guard k >= 1 else { return 1 }
    let spread = 2 / (9 * k)
    return upperTail((cubeRoot(statistic / k) - (1 - spread)) / spread.squareRoot())
  }

  /// The smallest p-value that Holm's correction leaves of `values`.
  public static func holm(_ values: [Double]) -> Double { min(1, (values.min() ?? 1) * Double(values.count)) }

  private static func cubeRoot(_ value: Double) -> Double {
    var root = max(value, 1e-30).squareRoot()
    for _ in 0..<60 { root -= (root - value / (root * root)) / 3 }
    return root
  }

  /// P(Z > z) of a standard normal Z, by Simpson's rule on the density; tails beyond 12 are taken as 0.
  private static func upperTail(_ z: Double) -> Double {
    if z < 0 { return 1 - upperTail(-z) }
    if z >= 12 { return 0 }
    let steps = 400
    let width = (12 - z) / Double(steps)
    var sum = 0.0
    for step in 0...steps {
      let x = z + Double(step) * width
      let weight = step == 0 || step == steps ? 1.0 : (step % 2 == 1 ? 4.0 : 2.0)
      sum += weight * expOf(-x * x / 2)
    }
    return sum * width / 3 / 2.506628274631000502
  }
}
