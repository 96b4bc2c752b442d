import Groundwork

/// The probability that a row is of the first of two classes, given the value of the function that tells them apart:
/// 1 / (1 + exp(a value + b)) (Platt 1999; fitted as Lin, Lin & Weng 2007, doi:10.1007/s10994-007-5018-6, do).
struct PlattSigmoid: Sendable, Equatable {
  let a: Double
  let b: Double

  init(a: Double, b: Double) {
    self.a = a
    self.b = b
  }

  /// The sigmoid of greatest likelihood for rows with these `values`, the truth being drawn in by a row of each class.
  init(values: [Double], isFirst: [Bool]) {
    let firstCount = Double(isFirst.count { $0 })
    let otherCount = Double(isFirst.count) - firstCount
    let targets = isFirst.map { $0 ? (firstCount + 1) / (firstCount + 2) : 1 / (otherCount + 2) }
    func loss(_ a: Double, _ b: Double) -> Double {
      var sum = 0.0
      for (value, target) in zip(values, targets) {
        let power = value * a + b
        // Written so that the exponential is of a negative number.
        sum +=
          power >= 0
          ? target * power + PortableMath.log(1 + PortableMath.exp(-power))
          : (target - 1) * power + PortableMath.log(1 + PortableMath.exp(power))
      }
      return sum
    }
    var (a, b) = (0.0, PortableMath.log((otherCount + 1) / (firstCount + 1)))
    var best = loss(a, b)
    // Newton's method with halved steps; far fewer than a hundred steps are needed.
    for _ in 0..<100 {
      // The ridge keeps the matrix invertible where all values are equal.
      var (h11, h22, h21, g1, g2) = (1e-12, 1e-12, 0.0, 0.0, 0.0)
      for (value, target) in zip(values, targets) {
        let p = Self.probability(value * a + b)
        let weight = p * (1 - p)
        h11 += value * value * weight
        h22 += weight
        h21 += value * weight
        g1 += value * (target - p)
        g2 += target - p
      }
      if abs(g1) < 1e-9 && abs(g2) < 1e-9 { break }
      let determinant = h11 * h22 - h21 * h21
      let stepA = -(h22 * g1 - h21 * g2) / determinant
      let stepB = -(h11 * g2 - h21 * g1) / determinant
      let descent = g1 * stepA + g2 * stepB
      var size = 1.0
      var isBetter = false
      while size >= 1e-10 {
        let next = loss(a + size * stepA, b + size * stepB)
        if next < best + 1e-4 * size * descent {
          (a, b, best) = (a + size * stepA, b + size * stepB, next)
          isBetter = true
          break
        }
        size /= 2
      }
      if !isBetter { break }
    }
    self.a = a
    self.b = b
  }

  /// 1 / (1 + exp(`power`)) without overflow.
  private static func probability(_ power: Double) -> Double {
    if power >= 0 {
      let small = PortableMath.exp(-power)
      return small / (1 + small)
    }
    return 1 / (1 + PortableMath.exp(power))
  }

  /// The probability of the first class at `value`.
  func probability(at value: Double) -> Double { Self.probability(a * value + b) }
}
