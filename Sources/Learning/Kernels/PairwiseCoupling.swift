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
