extension NaiveStatistics {
  /// Sites x individuals; -1 where an allele is missing.
  var genotypeSites: [[Int]] {
    sites.map { site in
      (0..<haplotypeCount / 2).map { i in
        site[2 * i] < 0 || site[2 * i + 1] < 0 ? -1 : site[2 * i] + site[2 * i + 1]
      }
    }
  }

  /// Distances of pairs of columns: differences at the sites where both are called, times all sites over these.
  func distances(_ rows: [[Int]]) -> [Double] {
    guard let columns = rows.first?.count else { return [] }
    var result: [Double] = []
    for a in 0..<columns {
      for b in 0..<a {
        let both = rows.filter { $0[a] >= 0 && $0[b] >= 0 }
        let different = both.count { $0[a] != $0[b] }
        if !both.isEmpty { result.append(Double(different * rows.count) / Double(both.count)) }
      }
    }
    return result
  }

  func distanceMoments(_ rows: [[Int]]) -> (variance: Double, skewness: Double, kurtosis: Double) {
    let values = distances(rows)
    let n = Double(values.count)
    if values.count < 2 || values.allSatisfy({ $0 == values[0] }) { return (0, 0, 0) }
    // Deviations from the mean times n: whole numbers without missing calls, so that symmetry is seen.
    let sum = values.reduce(0, +)
    func moment(_ power: Int) -> Double {
      values.reduce(0.0) { total, value in
        let deviation = n * value - sum
        return total + (0..<power).reduce(1.0) { product, _ in product * deviation }
      }
    }
    let (second, third, fourth) = (moment(2), moment(3), moment(4))
    return (
      second / (n * n * (n - 1)), n.squareRoot() * third / (second * second.squareRoot()),
      n * fourth / (second * second) - 3
    )
  }
}
