extension NaiveStatistics {
  func valueOfOthers(_ id: String) -> Double {
    switch id {
    case "thetaL": return bases == 0 ? 0 : estimate(.thetaL) / bases
    case "derivedSingletons": return bases == 0 ? 0 : Double(sites.count { Self.ones($0) == 1 }) / bases
    case "singletons":
      let alone = sites.count { Self.ones($0) == 1 || Self.ones($0) == Self.calls($0) - 1 }
      return bases == 0 ? 0 : Double(alone) / bases
    case "fayWuHOriginal": return -value("fayWuH")
    case "fayWuHNormalised": return neutralityTest(.pi, .thetaL, Self.varianceOfH)
    case "zengE": return neutralityTest(.thetaL, .watterson, Self.varianceOfE)
    case "fuLiD": return neutralityTest(.watterson, .derivedSingletons, Self.varianceOfD)
    case "fuLiD*": return neutralityTest(.watterson, .foldedSingletons, Self.varianceOfDStar)
    case "fuLiF": return neutralityTest(.pi, .derivedSingletons) { Self.spectrumVariance(.pi, .derivedSingletons, $0) }
    case "fuLiF*": return neutralityTest(.pi, .foldedSingletons) { Self.spectrumVariance(.pi, .foldedSingletons, $0) }
    case "haplotypeDiversity":
      let n = Double(haplotypeCount)
      return (1 - homozygosity(frequencies(haplotypes))) * n / (n - 1)
    case "heterozygosity": return bases == 0 ? 0 : heterozygosities.reduce(0) { $0 + $1.observed } / bases
    case "inbreedingF":
      let expected = heterozygosities.reduce(0) { $0 + $1.expected }
      return expected == 0 ? 0 : 1 - heterozygosities.reduce(0) { $0 + $1.observed } / expected
    case "siteSpacingMean": return spacings.isEmpty ? 0 : spacings.reduce(0, +) / Double(spacings.count)
    case "siteSpacingVar":
      if spacings.count < 2 { return 0 }
      let mean = spacings.reduce(0, +) / Double(spacings.count)
      return spacings.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(spacings.count - 1)
    case "omegaAtMiddle":
      let left = positions.count { $0 < (start + end) / 2 }
      if left < 2 || sites.count - left < 2 { return 0 }
      return omega(sites.map { $0.map { $0 < 0 ? nil : $0 } }, at: left...left)
    case "ibsMean": return tracts.reduce(0, +) / Double(tracts.count)
    case "ibsMax": return tracts.max() ?? 0
    default: preconditionFailure("no naive twin of '\(id)'")
    }
  }

  // MARK: Tests of neutrality

  enum Estimator { case pi, watterson, thetaL, derivedSingletons, foldedSingletons }

  static func weight(_ estimator: Estimator, _ k: Int, _ n: Int) -> Double {
    switch estimator {
    case .pi: return Double(2 * k * (n - k)) / Double(n * (n - 1))
    case .watterson: return 1 / a1(n)
    case .thetaL: return Double(k) / Double(n - 1)
    case .derivedSingletons: return k == 1 ? 1 : 0
    case .foldedSingletons: return k == 1 || k == n - 1 ? Double(n - 1) / Double(n) : 0
    }
  }

  func estimate(_ estimator: Estimator) -> Double {
    sites.reduce(0) { $0 + Self.weight(estimator, Self.ones($1), Self.calls($1)) }
  }

  func neutralityTest(
    _ first: Estimator, _ second: Estimator, _ variance: (Int) -> (linear: Double, quadratic: Double)
  ) -> Double {
    if sites.isEmpty { return 0 }
    let mean = Double(sites.reduce(0) { $0 + Self.calls($1) }) / Double(sites.count)
    let n = Int((mean + 0.5).rounded(.down))
    if n < 4 { return 0 }
    let (a, b, s) = (Self.a1(n), Self.a2(n), Double(sites.count))
    let (linear, quadratic) = variance(n)
    return (estimate(first) - estimate(second))
      / (linear * s / a + quadratic * s * (s - 1) / (a * a + b)).squareRoot()
  }

  static func a2(_ n: Int) -> Double { (1..<n).reduce(0.0) { $0 + 1 / Double($1 * $1) } }

  /// Zeng et al. 2006.
  static func varianceOfH(_ size: Int) -> (linear: Double, quadratic: Double) {
    let n = Double(size)
    let cubic = 88 * n * n * n + 9 * n * n - 13 * n + 6
    return (
      (n - 2) / (6 * (n - 1)),
      (18 * n * n * (3 * n + 2) * a2(size + 1) - cubic) / (9 * n * (n - 1) * (n - 1))
    )
  }

  /// Zeng et al. 2006.
  static func varianceOfE(_ size: Int) -> (linear: Double, quadratic: Double) {
    let (n, a, b) = (Double(size), a1(size), a2(size))
    let share = n / (n - 1)
    let mixed = 2 * (n * b - n + 1) / ((n - 1) * a)
    return (n / (2 * (n - 1)) - 1 / a, b / (a * a) + 2 * share * share * b - mixed - (3 * n + 1) / (n - 1))
  }

  /// Fu & Li 1993: u S + v S^2 for S - a1 xi1, turned into theta and theta^2 of theta_W - xi1.
  static func varianceOfD(_ size: Int) -> (linear: Double, quadratic: Double) {
    let (n, a, b) = (Double(size), a1(size), a2(size))
    let c = 2 * (n * a - 2 * (n - 1)) / ((n - 1) * (n - 2))
    let v = 1 + a * a / (b + a * a) * (c - (n + 1) / (n - 1))
    return ((a - 1) / a, v * (a * a + b) / (a * a))
  }

  /// Fu & Li 1993, likewise.
  static func varianceOfDStar(_ size: Int) -> (linear: Double, quadratic: Double) {
    let (n, a, b) = (Double(size), a1(size), a2(size))
    let c = 2 * (n * a - 2 * (n - 1)) / ((n - 1) * (n - 2))
    let last = 1.5 - (2 * a1(size + 1) - 3) / (n - 2) - 1 / n
    let d = c + (n - 2) / ((n - 1) * (n - 1)) + 2 / (n - 1) * last
    let share = n / (n - 1)
    let v = share * share * b + a * a * d - 2 * n * a * (a + 1) / ((n - 1) * (n - 1))
    let scale = a * share
    return (share * (a - share) * a / (scale * scale), v / (scale * scale))
  }

  /// From the whole matrix of covariances (Fu 1995).
  static func spectrumVariance(
    _ first: Estimator, _ second: Estimator, _ n: Int
  ) -> (linear: Double, quadratic: Double) {
    func beta(_ i: Int) -> Double {
      2 * Double(n) / Double((n - i + 1) * (n - i)) * (a1(n + 1) - a1(i)) - 2 / Double(n - i)
    }
    func sigma(_ i: Int, _ j: Int) -> Double {
      if i < j { return sigma(j, i) }
      let product = Double(i * j)
      if i == j {
        if 2 * i < n { return beta(i + 1) }
        return (2 * i == n ? 2 * (a1(n) - a1(i)) / Double(n - i) : beta(i)) - 1 / product
      }
      if i + j < n { return (beta(i + 1) - beta(i)) / 2 }
      if i + j > n { return (beta(j) - beta(j + 1)) / 2 - 1 / product }
      return (a1(n) - a1(i)) / Double(n - i) + (a1(n) - a1(j)) / Double(n - j) - (beta(i) + beta(j + 1)) / 2
        - 1 / product
    }
    let weights = (0..<n).map { $0 == 0 ? 0 : weight(first, $0, n) - weight(second, $0, n) }
    var (linear, quadratic) = (0.0, 0.0)
    for i in 1..<n {
      linear += weights[i] * weights[i] / Double(i)
      for j in 1..<n { quadratic += weights[i] * weights[j] * sigma(i, j) }
    }
    return (linear, quadratic)
  }

  // MARK: Genotypes, positions, tracts

  var heterozygosities: [(observed: Double, expected: Double)] {
    zip(sites, genotypeSites).compactMap { site, genotypes in
      let called = genotypes.filter { $0 >= 0 }
      if called.isEmpty { return nil }
      let p = Double(Self.ones(site)) / Double(Self.calls(site))
      return (Double(called.count { $0 == 1 }) / Double(called.count), 1 - p * p - (1 - p) * (1 - p))
    }
  }

  var spacings: [Double] { zip(positions.dropFirst(), positions).map(-) }

  /// Stretches between differences, of all pairs.
  var tracts: [Double] {
    let rows = haplotypes
    var result: [Double] = []
    for a in rows.indices {
      for b in 0..<a {
        let places = positions.indices.filter { rows[a][$0] != rows[b][$0] }.map { positions[$0] }
        result += zip(places + [end], [start] + places).map(-)
      }
    }
    return result
  }
}
