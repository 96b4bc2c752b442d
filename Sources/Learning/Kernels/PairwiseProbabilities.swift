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

/// From what is known of pairs of classes to probabilities of classes.
enum PairwiseCoupling {
  /// The probabilities p of `count` classes that come nearest to the pairs' `first` (the probability of i against j, in the
  /// order (0, 1), (0, 2) ... (1, 2) ...): the least sum over pairs of (r_ji p_i - r_ij p_j)^2 (Wu, Lin & Weng 2004, second
  /// approach, https://www.jmlr.org/papers/v5/wu04a.html).
  static func probabilities(_ first: ArraySlice<Double>, count: Int) -> [Double] {
    var r = [Double](repeating: 0, count: count * count)
    var place = first.startIndex
    for i in 0..<count {
      for j in i + 1..<max(i + 1, count) {
        let bounded = min(max(first[place], 1e-7), 1 - 1e-7)
        r[i * count + j] = bounded
        r[j * count + i] = 1 - bounded
        place += 1
      }
    }
    if count == 2 { return [r[1], r[2]] }
    var q = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count where j != i {
        q[i * count + i] += r[j * count + i] * r[j * count + i]
        q[i * count + j] = -r[j * count + i] * r[i * count + j]
      }
    }
    var p = [Double](repeating: 1 / Double(count), count: count)
    for _ in 0..<10_000 {
      var product = (0..<count).map { i in (0..<count).reduce(0.0) { $0 + q[i * count + $1] * p[$1] } }
      var mean = zip(p, product).reduce(0.0) { $0 + $1.0 * $1.1 }
      if product.allSatisfy({ abs($0 - mean) < 1e-12 }) { break }
      for i in 0..<count {
        let step = (mean - product[i]) / q[i * count + i]
        p[i] += step
        mean = (mean + step * (step * q[i * count + i] + 2 * product[i])) / (1 + step) / (1 + step)
        for j in 0..<count {
          product[j] = (product[j] + step * q[i * count + j]) / (1 + step)
          p[j] /= 1 + step
        }
      }
    }
    let sum = p.reduce(0, +)
    return p.map { $0 / sum }
  }

  /// The share of the pairs that each of `count` classes wins, where the first class wins at a positive value.
  static func votes(_ values: ArraySlice<Double>, count: Int) -> [Double] {
    var votes = [Double](repeating: 0, count: count)
    var place = values.startIndex
    for i in 0..<count {
      for j in i + 1..<max(i + 1, count) {
        votes[values[place] > 0 ? i : j] += 1
        place += 1
      }
    }
    let pairs = Double(count * (count - 1) / 2)
    return votes.map { $0 / pairs }
  }
}
