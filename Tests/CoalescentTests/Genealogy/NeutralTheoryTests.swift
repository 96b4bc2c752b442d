import Coalescent
import Demography
import Haplotypes
import TestSupport
import Testing

/// The neutral coalescent against closed-form results; fixed seeds, |z| < 4.
@Suite struct NeutralTheoryTests {
  /// A model in scaled units, N = 10,000: theta = 4N mu L, rho = 4N r L.
  static func model(_ n: Int, theta: Double, rho: Double, demography: DemographicModel? = nil) throws -> CoalescentModel
  {
    CoalescentModel(
      haplotypeCount: n, sequenceLength: 10_000, demography: try demography ?? DemographicModel(constantSize: 10_000),
      mutationRate: theta / 4e8, recombinationRate: rho / 4e8)
  }

  static func segregatingSites(_ model: CoalescentModel, replicates: Int, seed: UInt64) throws -> Moments {
    let simulator = CoalescentSimulator()
    var moments = Moments()
    for replicate in 0..<replicates {
      let result = try simulator.simulate(model, seed: seed, replicate: UInt64(replicate))
      moments.add(Double(result.matrix.siteCount))
    }
    return moments
  }

  @Test func segregatingSitesWithoutRecombination() throws {
    // Watterson 1975: E[S] = theta a1, Var[S] = theta a1 + theta^2 a2.
    let n = 12
    let theta = 8.0
    let a1 = (1..<n).reduce(0) { $0 + 1 / Double($1) }
    let a2 = (1..<n).reduce(0) { $0 + 1 / Double($1 * $1) }
    let moments = try Self.segregatingSites(Self.model(n, theta: theta, rho: 0), replicates: 40_000, seed: 11)
    #expect(abs(moments.z(from: theta * a1)) < 4)
    let variance = theta * a1 + theta * theta * a2
    #expect(abs(moments.variance - variance) < 4 * moments.standardErrorOfVariance)
  }

  @Test func varianceOfSegregatingSitesWithRecombination() throws {
    // Hudson 1983, two haplotypes: Var[S] = theta + theta^2 Int 2(1-z)(rho z+18)/((rho z)^2+13 rho z+18) dz = 2237.94.
    let theta = 200.0
    let rho = 200.0
    let steps = 100_000
    let integral =
      (0..<steps).reduce(0.0) { sum, k in
        let z = (Double(k) + 0.5) / Double(steps)
        let r = rho * z
        return sum + 2 * (1 - z) * (r + 18) / (r * r + 13 * r + 18)
      } / Double(steps)
    let expected = theta + theta * theta * integral
    #expect(abs(expected - 2237.94) < 0.01)
    let moments = try Self.segregatingSites(Self.model(2, theta: theta, rho: rho), replicates: 40_000, seed: 5)
    #expect(abs(moments.z(from: theta)) < 4)
    #expect(
      abs(moments.variance - expected) < 4 * moments.standardErrorOfVariance,
      "Var(S) = \(moments.variance) +- \(moments.standardErrorOfVariance)")
  }

  @Test(arguments: [5, 70, 130, 300]) func siteFrequencySpectrum(n: Int) throws {
    // Fu 1995: E[xi_i] = theta / i, for every width of leaf set.
    let theta = 20.0
    let model = try Self.model(n, theta: theta, rho: 10)
    let simulator = CoalescentSimulator()
    var spectrum = [Moments](repeating: Moments(), count: 5)
    var diversity = Moments()
    for replicate in 0..<3000 {
      let matrix = try simulator.simulate(model, seed: 21, replicate: UInt64(replicate)).matrix
      var counts = [Double](repeating: 0, count: n)
      var pi = 0.0
      for site in 0..<matrix.siteCount {
        let k = (0..<matrix.wordsPerSite).reduce(0) {
          $0 + matrix.words[site * matrix.wordsPerSite + $1].nonzeroBitCount
        }
        #expect(k > 0 && k < n)
        counts[k] += 1
        pi += Double(2 * k * (n - k)) / Double(n * (n - 1))
      }
      for i in 0..<min(5, n - 1) { spectrum[i].add(counts[i + 1]) }
      diversity.add(pi)
    }
    for i in 0..<min(5, n - 1) { #expect(abs(spectrum[i].z(from: theta / Double(i + 1))) < 4, "xi_\(i + 1)") }
    #expect(abs(diversity.z(from: theta)) < 4)
  }

  @Test func crossoversPerTheory() throws {
    // Two haplotypes have no trapped material, and at a small rho at most one crossover: E = rho.
    let simulator = CoalescentSimulator()
    var moments = Moments()
    let model = try Self.model(2, theta: 0, rho: 0.01)
    for replicate in 0..<200_000 {
      moments.add(Double(try simulator.simulate(model, seed: 4, replicate: UInt64(replicate)).crossovers))
    }
    #expect(abs(moments.z(from: 0.01)) < 4)
  }

  @Test func sizeChanges() throws {
    // E[T2] by integrating the survival of a pair: 3 epochs.
    let epochs = [(0.0, 5000.0), (4000.0, 500.0), (5000.0, 20_000.0)]
    let demography = try DemographicModel(
      epochs: epochs.map { DemographicModel.Epoch(start: $0.0, size: $0.1) })
    var expected = 0.0
    var survival = 1.0
    for (index, (start, size)) in epochs.enumerated() {
      let mean = 2 * size
      let length = index + 1 < epochs.count ? epochs[index + 1].0 - start : Double.infinity
      let left = length.isFinite ? survival * expOf(-length / mean) : 0
      expected += mean * (survival - left)
      survival = left
    }
    // S counts mutations on both branches: E[S] = 2 mu L E[T2].
    let model = try Self.model(2, theta: 4, rho: 30, demography: demography)
    let moments = try Self.segregatingSites(model, replicates: 60_000, seed: 8)
    #expect(abs(moments.z(from: 2 * model.mutationRate * 10_000 * expected)) < 4)
  }

  @Test func equalEpochsAreOneEpoch() throws {
    let split = try DemographicModel(
      epochs: (0..<10).map { DemographicModel.Epoch(start: 1000 * Double($0), size: 10_000) })
    let one = try Self.segregatingSites(Self.model(10, theta: 10, rho: 10), replicates: 20_000, seed: 1)
    let ten = try Self.segregatingSites(
      Self.model(10, theta: 10, rho: 10, demography: split), replicates: 20_000, seed: 2)
    #expect(abs(ten.z(from: one.mean, error: one.standardError)) < 4)
  }

  @Test func linkageOfTwoSites() throws {
    // Cov(T(0), T(1)) for two haplotypes: (R+18)/(R^2+13R+18) in 2N units; here through the covariance of S in the
    // outermost hundredths of the sequence, 99 % of the way apart.
    let rho = 4.0
    let theta = 400.0
    let model = try Self.model(2, theta: theta, rho: rho)
    let simulator = CoalescentSimulator()
    var products = Moments()
    for replicate in 0..<40_000 {
      let matrix = try simulator.simulate(model, seed: 31, replicate: UInt64(replicate)).matrix
      let left = Double(matrix.sites(from: 0, to: 100).count)
      let right = Double(matrix.sites(from: 9900, to: 10_000).count)
      products.add((left - theta / 100) * (right - theta / 100))
    }
    let r = rho * 0.99
    let expected = (theta / 100) * (theta / 100) * (r + 18) / (r * r + 13 * r + 18)
    #expect(abs(products.z(from: expected)) < 4)
  }
}
