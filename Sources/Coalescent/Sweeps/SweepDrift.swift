import Groundwork

/// The drift of an allele's frequency x, backwards and conditioned on its loss or forwards without a condition, and its
/// first two derivatives in x; time in 2N generations.
struct SweepDrift: BitwiseCopyable {
  let value: Double
  let slope: Double
  let curvature: Double

  /// A neutral allele: -x.
  @inline(__always)
  init(neutralAt x: Double) {
    value = -x
    slope = -1
    curvature = 0
  }

  /// An allele of advantage `alpha` = 2Ns and dominance h at frequency `x` forwards in time, without a condition:
  /// alpha x (1-x) (2h + 2 (1-2h) x).
  @inline(__always)
  init(rising x: Double, alpha: Double, dominance h: Double) {
    let q = 1 - 2 * h
    let c = 2 * (q - h)
    value = alpha * x * (2 * h + x * (c - 2 * q * x))
    slope = alpha * (2 * h + x * (2 * c - 6 * q * x))
    curvature = alpha * (2 * c - 12 * q * x)
  }

  /// An allele of advantage `alpha` = 2Ns and `dominance` h at frequency `x`.
  @inline(__always)
  init(at x: Double, alpha: Double, dominance: Double) {
    if dominance == 0.5 {
      self.init(genicAt: 1 - x, alpha: alpha)
    } else {
      self.init(at: x, alpha: alpha, dominant: dominance)
    }
  }

  /// The drift -y (1-y) alpha coth(alpha y) of x, y = 1 - x. With g = z coth z, z = alpha y, y moves by (1-y) g.
  @inline(__always)
  init(genicAt y: Double, alpha: Double) {
    let z = alpha * y
    var g = z
    var g1 = 1.0
    var g2 = 0.0
    if z < 0.02 {
      g = 1 + z * z / 3
      g1 = 2 * z / 3
      g2 = 2.0 / 3
    } else if z < 20 {
      let e = PortableMath.exp(-2 * z)
      let coth = (1 + e) / (1 - e)
      let inverseSinhSquared = 4 * e / ((1 - e) * (1 - e))
      g = z * coth
      g1 = coth - z * inverseSinhSquared
      g2 = 2 * (g - 1) * inverseSinhSquared
    }
    // dx = -dy, so odd derivatives in x keep the sign of those in y and even ones change it.
    value = -(1 - y) * g
    slope = -g + (1 - y) * alpha * g1
    curvature = -(-2 * alpha * g1 + (1 - y) * alpha * alpha * g2)
  }

  /// The drift x (1-x) (alpha b - G) of x, b = 2h + 2 (1 - 2h) x the selection on it: G is the scale density over its
  /// integral from x to 1, the term that the condition adds (Ewens 2004, section 4.6).
  ///
  /// 1/G is the integral over 0 < d < 1-x of exp(-2 alpha d (b + (1 - 2h) d)), found by quadrature to about 1e-11.
  @inline(never)
  init(at x: Double, alpha: Double, dominant h: Double) {
    let q = 1 - 2 * h
    let b = 2 * h + 2 * q * x
    let g = 1 / Self.scaleIntegral(upTo: 1 - x, alpha: alpha, b: b, q: q)
    // With the scale density S' = exp(-A): G' = G^2 - 2 alpha b G.
    let g1 = g * (g - 2 * alpha * b)
    let g2 = g1 * (g - 2 * alpha * b) + g * (g1 - 4 * alpha * q)
    let d = alpha * b - g
    let d1 = 2 * alpha * q - g1
    let variance = x * (1 - x)
    value = variance * d
    slope = (1 - 2 * x) * d + variance * d1
    curvature = -2 * d + 2 * (1 - 2 * x) * d1 - variance * g2
  }

  /// The integral of the scale density exp(-2 alpha (2h u + (1 - 2h) u^2)) over `x` < u < `end`, divided by its value at `x`.
  static func scaleIntegral(from x: Double, to end: Double, alpha: Double, dominance h: Double) -> Double {
    if h != 0.5 {
      return scaleIntegral(upTo: end - x, alpha: alpha, b: 2 * h + 2 * (1 - 2 * h) * x, q: 1 - 2 * h)
    }
    let z = 2 * alpha * (end - x)
    return z < 1e-5 ? (end - x) * (1 - 0.5 * z) : (1 - PortableMath.exp(-z)) / (2 * alpha)
  }

  /// The integral over 0 < d < `end` of exp(-2 alpha d (b + q d)), whose exponent falls with d.
  private static func scaleIntegral(upTo end: Double, alpha: Double, b: Double, q: Double) -> Double {
    // Where the exponent is -40 nothing is left.
    let c = 20 / alpha
    let discriminant = b * b + 4 * q * c
    let last = discriminant > 0 ? min(end, 2 * c / (b + discriminant.squareRoot())) : end
    let cuts = (0.0, last * 0.25, last)
    return panel(cuts.0, cuts.1, alpha, b, q) + panel(cuts.1, cuts.2, alpha, b, q)
  }

  /// Gauss-Legendre quadrature of exp(-2 alpha d (b + q d)) over `from`..<`to` with 16 points.
  private static func panel(_ from: Double, _ to: Double, _ alpha: Double, _ b: Double, _ q: Double) -> Double {
    let middle = 0.5 * (from + to)
    let half = 0.5 * (to - from)
    var sum = 0.0
    for index in 0..<8 {
      let offset = half * nodes[index]
      let low = middle - offset
      let high = middle + offset
      sum +=
        weights[index]
        * (PortableMath.exp(-2 * alpha * low * (b + q * low)) + PortableMath.exp(-2 * alpha * high * (b + q * high)))
    }
    return half * sum
  }

  /// The positive nodes of the 16-point rule.
  private static let nodes: InlineArray<8, Double> = [
    0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438,
    0.755404408355003, 0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
  ]

  /// Their weights.
  private static let weights: InlineArray<8, Double> = [
    0.18945061045506864, 0.18260341504492364, 0.16915651939500265, 0.1495959888165767,
    0.12462897125553407, 0.0951585116824926, 0.062253523938647456, 0.027152459411754176,
  ]
}
