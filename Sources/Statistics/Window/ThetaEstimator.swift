/// Estimators of theta = 4N mu that are weighted sums over the site-frequency spectrum, and tests of neutrality made of
/// two of them (Achaz 2009, doi:10.1534/genetics.109.104042).
enum ThetaEstimator: Int {
  /// Nucleotide diversity.
  case pi
  /// Watterson's estimator.
  case watterson
  /// Derived alleles per site.
  case thetaL
  /// Sites at which one allele is derived.
  case derivedSingletons
  /// Sites at which one allele is unlike all others.
  case foldedSingletons

  /// What a site with `k` derived among `n` called alleles adds to the estimate.
  func weight(_ k: Int, _ n: Int, harmonic: Double) -> Double {
    let (k, n) = (Double(k), Double(n))
    switch self {
    case .pi: return 2 * k * (n - k) / (n * (n - 1))
    case .watterson: return 1 / harmonic
    case .thetaL: return k / (n - 1)
    case .derivedSingletons: return k == 1 ? 1 : 0
    case .foldedSingletons: return k == 1 || k == n - 1 ? (n - 1) / n : 0
    }
  }
}

/// The allele counts of the sites that have the same number of called alleles, summed up.
struct CalledGroup {
  /// Called alleles of each site.
  var called: Int
  var sites = 0
  /// Sum of k (n - k).
  var heterozygosity = 0
  /// Sum of k.
  var derived = 0
  /// Sites with k = 1.
  var derivedSingletons = 0
  /// Sites with k = 1 or k = n - 1.
  var foldedSingletons = 0

  /// n (n - 1) times the estimate; a whole number but for Watterson's, so that estimates that are equal cancel exactly.
  func scaled(_ estimator: ThetaEstimator, harmonic: Double) -> Double {
    switch estimator {
    case .pi: Double(2 * heterozygosity)
    case .watterson: Double(called * (called - 1) * sites) / harmonic
    case .thetaL: Double(called * derived)
    case .derivedSingletons: Double(called * (called - 1) * derivedSingletons)
    case .foldedSingletons: Double((called - 1) * (called - 1) * foldedSingletons)
    }
  }
}

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

extension HaplotypeWindow {
  /// The sums over sites for each number of called alleles, in ascending order.
  var calledGroups: [CalledGroup] {
    if let known = results.calledGroups { return known }
    var groups = (0...haplotypeCount).map { CalledGroup(called: $0) }
    for site in 0..<siteCount {
      let n = Int(called.pointer[site])
      let k = Int(derived.pointer[site])
      groups[n].sites += 1
      groups[n].heterozygosity += k * (n - k)
      groups[n].derived += k
      if k == 1 { groups[n].derivedSingletons += 1 }
      if k == 1 || k == n - 1 { groups[n].foldedSingletons += 1 }
    }
    groups.removeAll { $0.sites == 0 }
    results.calledGroups = groups
    return groups
  }

  /// The mean number of called alleles, rounded, for tests of neutrality; nil without sites, and below 4 called alleles.
  var calledInNeutralityTest: Int? {
    guard siteCount > 0 else { return nil }
    let called = (2 * spectrum.calledAlleles + siteCount) / (2 * siteCount)
    return called >= 4 ? called : nil
  }

  /// (`first` - `second`) over its standard deviation, theta being S / a1 and theta^2 being S (S - 1) / (a1^2 + a2),
  /// for the mean number of called alleles, rounded; 0 and insufficient without sites, and below 4 called alleles.
  func neutralityTest(_ first: ThetaEstimator, _ second: ThetaEstimator) -> StatisticValue {
    guard let n = calledInNeutralityTest else { return .insufficient(0) }
    var difference = 0.0
    for group in calledGroups {
      let pairs = Double(group.called * (group.called - 1))
      let a1 = harmonic[group.called]
      difference += (group.scaled(first, harmonic: a1) - group.scaled(second, harmonic: a1)) / pairs
    }
    let variance = differenceVariance(first, second, n)
    let a1 = harmonic[n]
    let sites = Double(siteCount)
    let square = sites * (sites - 1) / (a1 * a1 + harmonicSquares[n])
    return StatisticValue(
      difference / (variance.linear * sites / a1 + variance.quadratic * square).squareRoot())
  }

  /// Kept from window to window, as it takes n^2 steps.
  private func differenceVariance(
    _ first: ThetaEstimator, _ second: ThetaEstimator, _ n: Int
  ) -> ThetaDifferenceVariance {
    let key = (n * 8 + first.rawValue) * 8 + second.rawValue
    if let known = scratch.differenceVariances[key] { return known }
    let variance = ThetaDifferenceVariance(first, second, n, harmonic: harmonic)
    scratch.differenceVariances[key] = variance
    return variance
  }
}
