/// The variance of the difference of two estimators: a theta + b theta^2.
struct ThetaDifferenceVariance {
  private(set) var linear = 0.0
  private(set) var quadratic = 0.0

  /// The variance of `first` - `second` in samples of `n` from the covariances of the classes of the spectrum (Fu 1995,
  /// doi:10.1006/tpbi.1995.1025); `harmonic[i]` = sum of 1/j over 0 < j < i.
  init(_ first: ThetaEstimator, _ second: ThetaEstimator, _ n: Int, harmonic: [Double]) {
    let weights = (0..<n).map { k in
      first.weight(k, n, harmonic: harmonic[n]) - second.weight(k, n, harmonic: harmonic[n])
    }
    let whole = harmonic[n] + 1 / Double(n)
    let beta = (0...n).map { i -> Double in
      guard i > 0, i < n else { return 0 }
      let rest = Double(n - i)
      return 2 * Double(n) / ((rest + 1) * rest) * (whole - harmonic[i]) - 2 / rest
    }
    /// sum of 1/m over i <= m < n, over n - i.
    func tail(_ i: Int) -> Double { (harmonic[n] - harmonic[i]) / Double(n - i) }
    for i in 1..<n {
      linear += weights[i] * weights[i] / Double(i)
      let own =
        2 * i < n ? beta[i + 1] : (2 * i == n ? 2 * tail(i) : beta[i]) - 1 / (Double(i) * Double(i))
      quadratic += weights[i] * weights[i] * own
      for j in 1..<i {
        let covariance: Double
        if i + j < n {
          covariance = (beta[i + 1] - beta[i]) / 2
        } else if i + j > n {
          covariance = (beta[j] - beta[j + 1]) / 2 - 1 / (Double(i) * Double(j))
        } else {
          covariance = tail(i) + tail(j) - (beta[i] + beta[j + 1]) / 2 - 1 / (Double(i) * Double(j))
        }
        quadratic += 2 * weights[i] * weights[j] * covariance
      }
    }
  }
}
