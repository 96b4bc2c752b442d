import Coalescent
import Demography
import Groundwork
import Haplotypes

/// The neutral coalescent in one population against closed forms.
enum NeutralTheory {
  static func section(effort: Double) throws -> Section {
    var section = Section(
      title: "Neutral theory",
      text:
        "One population of constant size against Watterson 1975, Fu 1995, Hudson 1983 and Ohta & Kimura 1971; theta = "
        + "4NμL, rho = 4NrL. Ten equal epochs must be one.")
    try addSites(&section, effort)
    try addSpectrum(&section, effort)
    try addVariance(&section, effort)
    try addCovariance(&section, effort)
    return section
  }

  static func model(_ n: Int, theta: Double, rho: Double, epochs: Int = 1) throws -> CoalescentModel {
    let epochs = (0..<epochs).map { DemographicModel.Epoch(start: 1000 * Double($0), size: 10_000) }
    return CoalescentModel(
      haplotypeCount: n, sequenceLength: 10_000, demography: try DemographicModel(epochs: epochs),
      mutationRate: theta / 4e8, recombinationRate: rho / 4e8)
  }

  private static func addSites(_ section: inout Section, _ effort: Double) throws {
    for n in [2, 10, 100] {
      for (rho, epochs) in [(0.0, 1), (20, 1), (20, 10)] {
        let theta = 10.0
        let a1 = (1..<n).reduce(0) { $0 + 1 / Double($1) }
        let a2 = (1..<n).reduce(0) { $0 + 1 / Double($1 * $1) }
        let sample = try replicates(model(n, theta: theta, rho: rho, epochs: epochs), Int(20_000 * effort), seed: 31) {
          Double($0.siteCount)
        }
        let name = "n = \(n), rho = \(Int(rho))" + (epochs > 1 ? ", ten epochs" : "")
        section.checks.append(TwoSample.check("E[S], " + name, sample, mean: theta * a1))
        if rho == 0 {
          section.checks.append(
            TwoSample.checkVariance("Var[S], " + name, sample, variance: theta * a1 + theta * theta * a2))
        }
      }
    }
  }

  private static func addSpectrum(_ section: inout Section, _ effort: Double) throws {
    let n = 20
    var counts = [[Double]](repeating: [], count: n)
    _ = try replicates(model(n, theta: 20, rho: 20), Int(20_000 * effort), seed: 32) { matrix in
      var spectrum = [Double](repeating: 0, count: n)
      for word in matrix.words { spectrum[word.nonzeroBitCount] += 1 }
      for i in 1..<n { counts[i].append(spectrum[i]) }
      return 0
    }
    for i in 1..<n { section.checks.append(TwoSample.check("E[xi_\(i)], n = 20", counts[i], mean: 20 / Double(i))) }
  }

  private static func addVariance(_ section: inout Section, _ effort: Double) throws {
    for rho in [20.0, 200] {
      let theta = rho
      let steps = 100_000
      let integral = (0..<steps).reduce(0.0) { sum, k in
        let z = (Double(k) + 0.5) / Double(steps)
        let r = rho * z
        return sum + 2 * (1 - z) * (r + 18) / (r * r + 13 * r + 18)
      }
      let sample = try replicates(model(2, theta: theta, rho: rho), Int(40_000 * effort), seed: 33) {
        Double($0.siteCount)
      }
      section.checks.append(
        TwoSample.checkVariance(
          "Var[S], n = 2, theta = rho = \(Int(rho))", sample, variance: theta + theta * theta * integral / Double(steps)
        ))
    }
  }

  /// The covariance of the numbers of differences in two short stretches at either end of the sequence.
  private static func addCovariance(_ section: inout Section, _ effort: Double) throws {
    for rho in [1.0, 5, 25] {
      let width = 0.02
      let theta = 200.0
      var products: [Double] = []
      let expectedMean = theta * width
      _ = try replicates(model(2, theta: theta, rho: rho), Int(60_000 * effort), seed: 34) { matrix in
        let left = Double(matrix.sites(from: 0, to: 10_000 * width).count)
        let right = Double(matrix.sites(from: 10_000 * (1 - width), to: 10_000).count)
        products.append((left - expectedMean) * (right - expectedMean))
        return 0
      }
      // The mean over both stretches, whose distance is 1 - width apart on average.
      let steps = 40
      var covariance = 0.0
      for i in 0..<steps {
        for j in 0..<steps {
          let distance = 1 - width * (Double(i) + Double(j) + 1) / Double(steps)
          let r = rho * distance
          covariance += (r + 18) / (r * r + 13 * r + 18)
        }
      }
      section.checks.append(
        TwoSample.check(
          "covariance of differences, rho = \(Int(rho)) apart", products,
          mean: expectedMean * expectedMean * covariance / Double(steps * steps)))
    }
  }

  static func replicates(
    _ model: CoalescentModel, _ count: Int, seed: UInt64, _ value: (HaplotypeMatrix) -> Double
  ) throws -> [Double] {
    let simulator = CoalescentSimulator()
    return try (0..<count).map { value(try simulator.simulate(model, seed: seed, replicate: UInt64($0)).matrix) }
  }
}
