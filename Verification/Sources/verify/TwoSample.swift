import Groundwork

/// Comparisons of two samples.
enum TwoSample {
  /// The two-sided Kolmogorov-Smirnov test: the largest distance of the distribution functions and its asymptotic p
  /// (conservative for values with ties).
  static func kolmogorovSmirnov(_ a: [Double], _ b: [Double]) -> (distance: Double, p: Double) {
    let a = a.sorted()
    let b = b.sorted()
    var i = 0
    var j = 0
    var distance = 0.0
    while i < a.count && j < b.count {
      let value = min(a[i], b[j])
      while i < a.count && a[i] == value { i += 1 }
      while j < b.count && b[j] == value { j += 1 }
      distance = max(distance, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
    }
    let effective = Double(a.count * b.count) / Double(a.count + b.count)
    let root = effective.squareRoot()
    let scaled = (root + 0.12 + 0.11 / root) * distance
    if scaled < 0.2 { return (distance, 1) }
    var p = 0.0
    for k in 1...100 {
      p += (k % 2 == 1 ? 2 : -2) * PortableMath.exp(-2 * Double(k * k) * scaled * scaled)
    }
    return (distance, min(max(p, 0), 1))
  }

  /// Holm's step-down correction of `p`, in the given order.
  static func holm(_ p: [Double]) -> [Double] {
    var corrected = p
    var running = 0.0
    for (rank, index) in p.indices.sorted(by: { p[$0] < p[$1] }).enumerated() {
      running = max(running, min(1, p[index] * Double(p.count - rank)))
      corrected[index] = running
    }
    return corrected
  }

  /// How many standard errors the means of two samples lie apart.
  static func z(_ a: [Double], _ b: [Double]) -> Double {
    let (x, y) = (meanAndVariance(a), meanAndVariance(b))
    return (x.mean - y.mean) / (x.variance / Double(a.count) + y.variance / Double(b.count)).squareRoot()
  }

  /// How many standard errors the logarithms of the variances lie apart, by the samples' fourth moments.
  static func zOfVariances(_ a: [Double], _ b: [Double]) -> Double {
    let (x, y) = (meanAndVariance(a), meanAndVariance(b))
    func error(_ sample: [Double], _ m: (mean: Double, variance: Double)) -> Double {
      let fourth = sample.reduce(0) { $0 + square(square($1 - m.mean)) } / Double(sample.count)
      return (fourth / square(m.variance) - 1) / Double(sample.count)
    }
    return PortableMath.log(x.variance / y.variance) / (error(a, x) + error(b, y)).squareRoot()
  }

  /// How many standard errors two correlations of samples of `count` lie apart (Fisher's z).
  static func zOfCorrelations(_ a: Double, _ b: Double, count: Int) -> Double {
    func fisher(_ r: Double) -> Double { 0.5 * PortableMath.log((1 + r) / (1 - r)) }
    return (fisher(a) - fisher(b)) / (2 / Double(count - 3)).squareRoot()
  }

  /// The mean of `sample` against `mean`, which may have a standard error of its own.
  static func check(_ what: String, _ sample: [Double], mean: Double, error: Double = 0) -> Check {
    let m = meanAndVariance(sample)
    let z = (m.mean - mean) / (m.variance / Double(sample.count) + error * error).squareRoot()
    return Check(what: what, expected: mean, found: m.mean, z: z)
  }

  /// The variance of `sample` against `variance`.
  static func checkVariance(_ what: String, _ sample: [Double], variance: Double) -> Check {
    let m = meanAndVariance(sample)
    let fourth = sample.reduce(0) { $0 + square(square($1 - m.mean)) } / Double(sample.count)
    let error = ((fourth - square(m.variance)) / Double(sample.count)).squareRoot()
    return Check(what: what, expected: variance, found: m.variance, z: (m.variance - variance) / error)
  }

  /// The mean and the unbiased variance.
  static func meanAndVariance(_ sample: [Double]) -> (mean: Double, variance: Double) {
    let mean = sample.reduce(0, +) / Double(sample.count)
    return (mean, sample.reduce(0) { $0 + square($1 - mean) } / Double(sample.count - 1))
  }

  private static func square(_ x: Double) -> Double { x * x }
}
