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
