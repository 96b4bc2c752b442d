import Coalescent
import Demography
import Haplotypes
import TestSupport
import Testing

/// Background selection by a map of B against what it says; fixed seeds, |z| < 4.
@Suite struct BackgroundSelectionTests {
  private func moments(_ model: CoalescentModel, _ value: (HaplotypeMatrix) -> Double, seed: UInt64, _ replicates: Int)
    throws
    -> Moments
  {
    let simulator = CoalescentSimulator()
    var moments = Moments()
    for replicate in 0..<replicates {
      moments.add(value(try simulator.simulate(model, seed: seed, replicate: UInt64(replicate)).matrix))
    }
    return moments
  }

  private static func pi(_ matrix: HaplotypeMatrix, from: Double = 0, to: Double = 10_000) -> Double {
    let n = matrix.haplotypeCount
    return matrix.sites(from: from, to: to).reduce(0) {
      let k = matrix.words[$1].nonzeroBitCount
      return $0 + Double(2 * k * (n - k)) / Double(n * (n - 1))
    }
  }

  @Test func oneBEverywhereIsASmallerPopulation() throws {
    // At N/2 theta and rho halve: E[S] = 10 a1, Var[S] and pi as there.
    var model = try NeutralTheoryTests.model(6, theta: 20, rho: 20)
    var half = model
    half.demography = try DemographicModel(constantSize: 5000)
    model.backgroundSelection = try EffectiveSizeMap(uniform: 0.5, to: 10_000)
    let a1 = (1..<6).reduce(0) { $0 + 1 / Double($1) }
    let found = try moments(model, { Double($0.siteCount) }, seed: 71, 8000)
    let expected = try moments(half, { Double($0.siteCount) }, seed: 72, 8000)
    #expect(abs(found.z(from: 10 * a1)) < 4, "found \(found.mean)")
    let error = powOf(found.standardErrorOfVariance * found.standardErrorOfVariance * 2, 0.5)
    #expect(abs(found.variance - expected.variance) < 4 * error)
    #expect(abs(try moments(model, { Self.pi($0) }, seed: 73, 8000).z(from: 10)) < 4)
  }

  @Test(arguments: [AncestryModel.hudson, .smcPrime]) func diversityFollowsTheMap(ancestry: AncestryModel) throws {
    // Recombination makes the shared stretches short, so away from the step each half has its own B.
    var model = try NeutralTheoryTests.model(4, theta: 40, rho: 400)
    model.ancestry = ancestry
    model.backgroundSelection = try EffectiveSizeMap(breakpoints: [0, 5000, 10_000], values: [1, 0.25])
    let simulator = CoalescentSimulator()
    var halves = [Moments(), Moments()]
    for replicate in 0..<1500 {
      let matrix = try simulator.simulate(model, seed: 74, replicate: UInt64(replicate)).matrix
      halves[0].add(Self.pi(matrix, from: 0, to: 4000))
      halves[1].add(Self.pi(matrix, from: 6000, to: 10_000))
    }
    for (half, expected) in zip(halves, [16.0, 4]) {
      #expect(abs(half.z(from: expected)) < 4, "found \(half.mean) +- \(half.standardError), expected \(expected)")
    }
  }

  @Test func aBOfOneChangesNothing() throws {
    let text = """
      time_units: generations
      demes:
        - {name: a, epochs: [{start_size: 9000}]}
        - {name: b, epochs: [{start_size: 4000}]}
      migrations: [{demes: [a, b], rate: 1.0e-3}]
      """
    var models = [try NeutralTheoryTests.model(8, theta: 30, rho: 30)]
    models.append(models[0])
    models[1].demography = try DemesFile.model(text, path: "x")
    models.append(models[0])
    models[2].sweep = Sweep(position: 5000, selectionCoefficient: 0.02, fixationTime: 100)
    let simulator = CoalescentSimulator()
    for model in models {
      var one = model
      one.backgroundSelection = try EffectiveSizeMap(breakpoints: [0, 3000, 10_000], values: [1, 1])
      for replicate in UInt64(0)..<20 {
        let plain = try simulator.simulate(model, seed: 76, replicate: replicate).matrix
        #expect(try simulator.simulate(one, seed: 76, replicate: replicate).matrix == plain)
      }
    }
  }

  @Test func wrongMapsAreRefused() throws {
    #expect(throws: RateMapError.effectiveSize(0, at: 5)) {
      try EffectiveSizeMap(breakpoints: [0, 5, 10], values: [1, 0])
    }
    #expect(throws: RateMapError.effectiveSize(1.5, at: 0)) { try EffectiveSizeMap(uniform: 1.5, to: 10) }
    #expect(throws: RateMapError.counts(breakpoints: 1, rates: 1)) {
      try EffectiveSizeMap(breakpoints: [0], values: [1])
    }
    var model = try NeutralTheoryTests.model(4, theta: 1, rho: 1)
    model.backgroundSelection = try EffectiveSizeMap(uniform: 0.5, to: 9000)
    let error = #expect(throws: CoalescentError.self) { try model.validate() }
    #expect(error?.description.contains("background selection map") == true)
  }
}
