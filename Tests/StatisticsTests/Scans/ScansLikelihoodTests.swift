import Groundwork
import Haplotypes
import Statistics
import TestSupport
import Testing

@Suite("The composite likelihood ratio of a sweep equals its formula")
struct ScansLikelihoodTests {
  static func choose(_ n: Int, _ k: Int) -> Double {
    k < 0 || k > n ? 0 : (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }

  /// p*(b) for b = 0 ... n, with binomials and hypergeometric sums written out, given a variable site.
  static func swept(_ p: [Double], _ distance: Double) -> [Double] {
    let n = p.count - 1
    let e = 1 - PortableMath.exp(-distance)
    func power(_ x: Double, _ k: Int) -> Double { (0..<k).reduce(1.0) { y, _ in y * x } }
    func escape(_ k: Int) -> Double { choose(n, k) * power(e, k) * power(1 - e, n - k) }
    func sample(_ j: Int, _ m: Int) -> Double {
      j < 0 || j > m ? 0 : (0...n).reduce(0.0) { $0 + p[$1] * choose($1, j) * choose(n - $1, m - j) / choose(n, m) }
    }
    let all = (0...n).map { b in
      (0..<n).reduce(escape(n) * p[b]) { sum, k in
        let j = b + 1 - n + k
        return sum + escape(k) * (sample(j, k + 1) * Double(j) + sample(b, k + 1) * Double(k + 1 - b)) / Double(k + 1)
      }
    }
    let variable = all[1..<n].reduce(0, +)
    return all.map { $0 / variable }
  }

  static func neutral(_ n: Int) -> [Double] {
    let sum = (1..<n).reduce(0.0) { $0 + 1 / Double($1) }
    return (0...n).map { $0 == 0 || $0 == n ? 0 : 1 / (Double($0) * sum) }
  }

  @Test(arguments: [(10, false), (10, true), (25, false), (24, true)])
  func gainsOfSites(_ n: Int, _ isFolded: Bool) {
    let p = Self.neutral(n)
    let spectrum = SweepSpectrum(background: p, isFolded: isFolded)
    let samples = SweepSpectrum.subsamples(p)
    var worst = 0.0
    for distance in [1e-4, 3e-4, 0.002, 0.0317, 0.1, 0.22, 0.7, 1, 1.9, 3.3, 7, 11.7] {
      let swept = Self.swept(p, distance)
      let exact = SweepSpectrum.logSpectrum(samples, distance: distance, isFolded: isFolded)
      for b in 1..<n where !isFolded || 2 * b <= n {
        let isSum = isFolded && 2 * b != n
        let expected = PortableMath.log(isSum ? swept[b] + swept[n - b] : swept[b])
        #expect(abs(exact[b] - expected) < 1e-8 * abs(expected) + 1e-9, "\(b) of \(n) at \(distance)")
        let background = PortableMath.log(isSum ? p[b] + p[n - b] : p[b])
        worst = max(worst, abs(spectrum.gain(b, distance: distance) - (expected - background)))
      }
    }
    #expect(worst < 2e-4, "interpolation is off by \(worst)")
    #expect(spectrum.gain(1, distance: 12) == 0)
  }

  @Test func largeSamplesDoNotUnderflow() {
    let spectrum = SweepSpectrum(background: Self.neutral(400), isFolded: false)
    for distance in [1e-6, 1e-3, 0.01, 1, 11] {
      for b in 1..<400 { #expect(spectrum.gain(b, distance: distance).isFinite) }
    }
    // Far from the sweep nothing is gained, and beside it middle frequencies are next to impossible.
    for b in 1..<400 { #expect(abs(spectrum.gain(b, distance: 11.99)) < 0.05) }
    #expect(spectrum.gain(200, distance: 0.01) < -100)
    #expect(spectrum.gain(399, distance: 0.01) > 1)
  }

  @Test func interpolationOfLargeSamples() {
    let p = Self.neutral(100)
    let samples = SweepSpectrum.subsamples(p)
    let spectrum = SweepSpectrum(background: p, isFolded: false)
    var worst = 0.0
    for step in 0..<300 {
      let distance = PortableMath.exp(-9 + 0.0381 * Double(step))
      let exact = SweepSpectrum.logSpectrum(samples, distance: distance, isFolded: false)
      for b in 1..<100 where distance < 12 {
        let gain = exact[b] - PortableMath.log(p[b])
        // What matters is the error where a site is not impossible.
        if gain > -20 { worst = max(worst, abs(spectrum.gain(b, distance: distance) - gain)) }
      }
    }
    #expect(worst < 2e-4, "interpolation is off by \(worst)")
  }

  @Test(arguments: [true, false])
  func valuesAtPoints(isPolarised: Bool) {
    var table = AlleleTable.random(seed: 4, haplotypes: 14, sites: 60, length: 40_000, missing: 0.02)
    table.sites[7] = table.sites[7].map { _ in 1 }
    let polarised = table.matrix()
    let matrix = HaplotypeMatrix(
      haplotypeCount: 14, positions: polarised.positions, words: polarised.words, missing: polarised.missing,
      isPolarised: isPolarised)
    let likelihood = SweepLikelihood(matrix, reach: 15_000)
    let n = 14
    var p = [Double](repeating: 0, count: n + 1)
    for site in table.sites where !site.contains(-1) && site.contains(0) && site.contains(1) {
      let ones = site.reduce(0, +)
      p[ones] += isPolarised ? 1 : 0.5
      p[n - ones] += isPolarised ? 0 : 0.5
    }
    let total = p.reduce(0, +)
    p = p.map { $0 / total }
    for point in [0.0, 12_345, 20_000, 39_999, 90_000] {
      let value = likelihood.value(at: point)
      var gain = 0.0
      for (position, site) in zip(table.positions, table.sites) where value.alpha > 0 {
        let calls = site.filter { $0 >= 0 }
        let (ones, m) = (calls.reduce(0, +), calls.count)
        let distance = value.alpha * abs(position - point)
        guard ones > 0 && ones < m && distance < 12 else { continue }
        // The background in a sample of the site's own size, given that it varies.
        var own = (0...m).map { j in
          (0...n).reduce(0.0) { $0 + p[$1] * Self.choose($1, j) * Self.choose(n - $1, m - j) / Self.choose(n, m) }
        }
        let variable = own[1..<m].reduce(0, +)
        own = own.indices.map { $0 == 0 || $0 == m ? 0 : own[$0] / variable }
        let swept = Self.swept(own, max(distance, 1e-4))
        let isSum = !isPolarised && 2 * ones != m
        if own[ones] == 0 { continue }
        gain += PortableMath.log(isSum ? swept[ones] + swept[m - ones] : swept[ones])
        gain -= PortableMath.log(isSum ? own[ones] + own[m - ones] : own[ones])
      }
      #expect(abs(value.clr - 2 * gain) < 0.02 + 1e-3 * abs(gain), "at \(point): \(value.clr), expected \(2 * gain)")
    }
    #expect(likelihood.value(at: 90_000).clr == 0)
    #expect(likelihood.values(every: 1000).contains { $0.clr > 0 })
    #expect(likelihood.values(every: 1000, threads: 4) == likelihood.values(every: 1000))
  }

  @Test func nothingToCompare() {
    let empty = HaplotypeMatrix(haplotypeCount: 10)
    #expect(SweepLikelihood(empty).values(every: 100).isEmpty)
    #expect(SweepLikelihood(empty).value(at: 5).clr == 0)
  }
}
