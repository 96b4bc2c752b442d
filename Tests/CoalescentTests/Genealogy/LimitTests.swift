import Coalescent
import Demography
import Haplotypes
import Testing

/// A replicate that needs too much ends with an error that says so, and the simulator goes on with the next.
@Suite struct LimitTests {
  /// Models that a mebibyte or four do not hold, each for a reason of its own.
  static func large() throws -> [CoalescentModel] {
    var models = [CoalescentModel](repeating: try NeutralTheoryTests.model(60, theta: 50, rho: 20_000), count: 9)
    models[1].ancestry = .smc(reach: 500)
    models[2].geneConversion = GeneConversion(rate: 1e-5, meanTractLength: 200)
    models[3].sweep = Sweep(position: 5000, selectionCoefficient: 0.001)
    models[4].recombinationMap = try RateMap(breakpoints: [0, 4000, 10_000], rates: [1e-4, 1e-6])
    models[5].demography = try DemesFile.model(
      """
      time_units: generations
      demes:
        - {name: a, epochs: [{start_size: 9000}]}
        - {name: b, epochs: [{start_size: 4000}]}
      migrations: [{demes: [a, b], rate: 1.0e-3}]
      """, path: "x")
    models[6].samples = [SampleSet(haplotypes: 30), SampleSet(haplotypes: 30, time: 5000)]
    models[7] = try NeutralTheoryTests.model(20, theta: 1e6, rho: 0)
    models[8] = try NeutralTheoryTests.model(CoalescentModel.largestSample, theta: 0, rho: 0)
    for index in models.indices { models[index].memoryLimit = 1 << 21 }
    return models
  }

  @Test func aReplicateThatNeedsTooMuchSaysSo() throws {
    let simulator = CoalescentSimulator()
    let small = try NeutralTheoryTests.model(10, theta: 20, rho: 20)
    let expected = try simulator.simulate(small, seed: 81, replicate: 0).matrix
    for (index, model) in try Self.large().enumerated() {
      let error = #expect(throws: CoalescentError.self, "model \(index)") {
        try simulator.simulate(model, seed: 82, replicate: 1)
      }
      guard case .memoryLimit(let needed, let limit, let haplotypes, let rho)? = error else {
        Issue.record("model \(index): \(String(describing: error))")
        continue
      }
      #expect(needed > limit && limit == model.memoryLimit && haplotypes == model.haplotypeCount)
      #expect(index != 0 || abs(rho - 20_000) < 1e-6)
      #expect(error?.description.contains("2 MiB") == true && error?.description.contains("raise the limit") == true)
      #expect(try simulator.simulate(small, seed: 81, replicate: 0).matrix == expected)
    }
  }

  @Test func whatWasSimulatedBeforeDoesNotMatter() throws {
    let reused = CoalescentSimulator()
    // What they leave behind has room for segments, branches or mutations, each in other proportions.
    var before = [
      try NeutralTheoryTests.model(50, theta: 0, rho: 4000), try NeutralTheoryTests.model(400, theta: 10, rho: 50),
      try NeutralTheoryTests.model(20, theta: 2000, rho: 10), try NeutralTheoryTests.model(90, theta: 1, rho: 500),
    ]
    before[3].ancestry = .smcPrime
    var refused = 0
    for (index, limit) in stride(from: 1 << 20, to: 5 << 20, by: 1 << 17).enumerated() {
      var model = try NeutralTheoryTests.model(50, theta: 3000, rho: 2000)
      if index % 2 == 1 { model.ancestry = .smc(reach: 200) }
      let unlimited = try reused.simulate(model, seed: 83, replicate: 0).matrix
      _ = try reused.simulate(before[index % 4], seed: 84, replicate: UInt64(index))
      model.memoryLimit = limit
      let fresh = try? CoalescentSimulator().simulate(model, seed: 83, replicate: 0).matrix
      #expect((try? reused.simulate(model, seed: 83, replicate: 0).matrix) == fresh, "\(limit)")
      #expect(fresh == nil || fresh == unlimited)
      refused += fresh == nil ? 1 : 0
    }
    #expect(refused > 3 && refused < 29, "\(refused)")
  }

  @Test func aLimitMustLeaveRoomToBegin() throws {
    var model = try NeutralTheoryTests.model(4, theta: 1, rho: 1)
    model.memoryLimit = 1000
    let error = #expect(throws: CoalescentError.self) { try model.validate() }
    #expect(error?.description.contains("memory limit") == true)
  }
}
