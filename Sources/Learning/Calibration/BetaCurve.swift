import Groundwork

/// p -> 1 / (1 + 1 / (e^c p^a / (1 - p)^b)), with a and b not negative: logistic regression on ln p and -ln(1 - p).
struct BetaCurve: Sendable, Equatable {
  let a: Double
  let b: Double
  let c: Double

  init(a: Double, b: Double, c: Double) {
    self.a = a
    self.b = b
    self.c = c
  }

  /// Half of this times a^2 + b^2 + c^2 is added to the sum of log losses, so that a best curve exists even where classes
  /// are separated or one has no rows.
  static let ridge = 1e-6

  /// The curve of rows with these `scores`, at least one, of which some are true; scores are taken from `floor` to
  /// 1 - `floor`. An exponent that would be negative is left out, as the method's authors advise.
  init(scores: [Double], isTrue: [Bool], floor: Double) {
    let clipped = scores.map { min(max($0, floor), 1 - floor) }
    let rising = clipped.map { PortableMath.log($0) }
    let falling = clipped.map { -PortableMath.log(1 - $0) }
    let both = Self.fit([rising, falling], isTrue)
    if both[0] >= 0 && both[1] >= 0 {
      self.init(a: both[0], b: both[1], c: both[2])
    } else if both[0] < 0 {
      let one = Self.fit([falling], isTrue)
      self.init(a: 0, b: max(one[0], 0), c: one[1])
    } else {
      let one = Self.fit([rising], isTrue)
      self.init(a: max(one[0], 0), b: 0, c: one[1])
    }
  }

  /// The value of the curve at `score`, which lies between 0 and 1.
  func value(at score: Double) -> Double {
    Self.logistic(a * PortableMath.log(score) - b * PortableMath.log(1 - score) + c)
  }

  private static func logistic(_ z: Double) -> Double {
    z >= 0 ? 1 / (1 + PortableMath.exp(-z)) : PortableMath.exp(z) / (1 + PortableMath.exp(z))
  }

  /// Coefficients of `columns` and, last, the intercept, at which the log loss is least.
  private static func fit(_ columns: [[Double]], _ isTrue: [Bool]) -> [Double] {
    let size = columns.count + 1
    func predictor(_ row: Int, _ coefficients: [Double]) -> Double {
      var sum = coefficients[size - 1]
      for (index, column) in columns.enumerated() { sum += coefficients[index] * column[row] }
      return sum
    }
    return Newton.minimum(from: [Double](repeating: 0, count: size)) { coefficients in
      var sum = ridge / 2 * coefficients.reduce(0.0) { $0 + $1 * $1 }
      for row in isTrue.indices {
        let z = isTrue[row] ? -predictor(row, coefficients) : predictor(row, coefficients)
        sum += max(z, 0) + PortableMath.log(1 + PortableMath.exp(-abs(z)))
      }
      return sum
    } derivatives: { coefficients in
      var slope = coefficients.map { ridge * $0 }
      var curvature = (0..<size * size).map { $0 / size == $0 % size ? ridge : 0 }
      for row in isTrue.indices {
        let p = logistic(predictor(row, coefficients))
        for i in 0..<size {
          let x = i < columns.count ? columns[i][row] : 1
          slope[i] += (p - (isTrue[row] ? 1 : 0)) * x
          for j in 0..<size { curvature[i * size + j] += p * (1 - p) * x * (j < columns.count ? columns[j][row] : 1) }
        }
      }
      return Newton.Derivatives(slope: slope, curvature: curvature)
    }
  }
}
