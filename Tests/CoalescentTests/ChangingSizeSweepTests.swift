import Coalescent
import Demography
import Groundwork
import TestSupport
import Testing

/// Paths of sweeps while sizes change against all paths of Wright-Fisher populations; fixed seeds.
@Suite struct ChangingSizeSweepTests {
  /// A history of sizes.
  enum History: String, Sendable, CaseIterable {
    case constant, growth, bottleneck, exponential

    func size(_ t: Int) -> Double {
      switch self {
      case .constant: 500
      case .growth: t < 30 ? 500 : 100
      case .bottleneck: t < 15 ? 500 : t < 60 ? 50 : 100
      case .exponential: t < 100 ? 500 * expOf(-Double(t) / 100 * PortableMath.log(5)) : 100
      }
    }

    var demes: String {
      switch self {
      case .constant: "[{start_size: 500}]"
      case .growth: "[{start_size: 100, end_time: 30}, {start_size: 500}]"
      case .bottleneck: "[{start_size: 100, end_time: 60}, {start_size: 50, end_time: 15}, {start_size: 500}]"
      case .exponential: "[{start_size: 100, end_time: 100}, {start_size: 100, end_size: 500}]"
      }
    }

    func demography() throws -> DemographicModel {
      try DemesFile.model("time_units: generations\ndemes:\n  - {name: A, epochs: \(demes)}", path: rawValue)
    }
  }

  /// What paths of the simulator look like.
  struct Found {
    var origin = Moments()
    var onset = Moments()
    var rare = Moments()
    var origins: [Double] = []
    var rares: [Double] = []
    var expected = WrightFisherChain.Expected()
  }

  /// The paths of `sweep` in `history`.
  static func paths(of sweep: Sweep, _ history: History, replicates: Int) throws -> Found {
    let simulator = CoalescentSimulator()
    let model = CoalescentModel(
      haplotypeCount: 2, sequenceLength: 1, demography: try history.demography(), mutationRate: 0, recombinationRate: 0,
      sweep: sweep)
    var found = Found()
    for replicate in 0..<replicates {
      let result = try simulator.simulate(model, seed: 61, replicate: UInt64(replicate), recordsTrajectory: true)
      let points = try #require(result.sweep?.trajectory).points
      found.origin.add(result.sweepOrigin ?? .nan)
      found.origins.append(result.sweepOrigin ?? .nan)
      // Points lie in the middle of steps.
      var (time, frequency, rare) = (points[0].time, points[0].frequency, 0.0)
      var onset: Double?
      for point in points.dropFirst().dropLast() {
        if point.frequency < 0.1 { rare += 2 * (point.time - time) }
        time = 2 * point.time - time
        frequency = 2 * point.frequency - frequency
        if onset == nil && frequency <= sweep.initialFrequency + 1e-9 { onset = time }
      }
      found.rare.add(rare)
      found.rares.append(rare)
      found.onset.add(onset ?? time)
    }
    return found
  }

  /// How much later alleles arise, and how much shorter they are rare, on found paths of a hard sweep than on all paths of
  /// the chain. The chain has discrete generations and whole copies: some generations at either end at any size, the same for
  /// a constant one.
  static func difference(_ history: History) throws -> Found {
    let chain = WrightFisherChain(size: history.size, selection: 0.04, initialFrequency: 0, oldest: 600).expected()
    let found = try paths(
      of: Sweep(position: 0.5, selectionCoefficient: 0.04), history, replicates: 10_000)
    return found.minus(chain)
  }

  @Test(arguments: [History.growth, .bottleneck, .exponential]) func hardSweeps(_ history: History) throws {
    let found = try Self.difference(history)
    let constant = try Self.difference(.constant)
    for (name, a, b) in [("origin", found.origin, constant.origin), ("rare", found.rare, constant.rare)] {
      let z = a.z(from: b.mean, error: b.standardError)
      SelectionTests.show("\(history), \(name): \(a.mean), constant \(b.mean), z = \(z)")
      #expect(abs(z) < 4, "\(name): \(a.mean), at constant size \(b.mean)")
    }
    #expect(abs(constant.origin.mean) < 5 && abs(constant.rare.mean) < 5)
    let z = (found.origin.variance - found.expected.originVariance) / found.origin.standardErrorOfVariance
    SelectionTests.show("\(history): variance \(found.origin.variance), z = \(z)")
    #expect(abs(z) < 4, "variance \(found.origin.variance), expected \(found.expected.originVariance)")
  }

  @Test(arguments: [History.growth, .bottleneck, .exponential]) func softSweeps(_ history: History) throws {
    let sweep = Sweep(position: 0.5, selectionCoefficient: 0.1, initialFrequency: 0.3)
    let chain = WrightFisherChain(size: history.size, selection: 0.1, initialFrequency: 0.3, oldest: 1500)
    let expected = chain.expected()
    let found = try Self.paths(of: sweep, history, replicates: 10_000)
    let z = found.onset.z(from: expected.onset)
    SelectionTests.show("\(history), onset: \(found.onset.mean), expected \(expected.onset), z = \(z)")
    #expect(abs(z) < 4, "onset \(found.onset.mean), expected \(expected.onset)")
    // From no copy to one the diffusion takes 2 log(2N) generations, which paths leave out.
    let difference = found.origin.mean - expected.origin
    SelectionTests.show("\(history), origin: \(found.origin.mean), expected \(expected.origin)")
    #expect(abs(difference + 5) < 6 + 4 * found.origin.standardError, "origin \(found.origin.mean), \(expected.origin)")
  }

  @Test func impossiblePathsEndInAnError() throws {
    // Every path arises in the small population, where a billionth of the chromosomes are.
    let demography = try DemographicModel(epochs: [
      .init(start: 0, size: 1), .init(start: 1000, size: 1e9),
    ])
    let model = CoalescentModel(
      haplotypeCount: 2, sequenceLength: 1, demography: demography, mutationRate: 0, recombinationRate: 0,
      sweep: Sweep(position: 0, selectionCoefficient: 0.5))
    let error = #expect(throws: CoalescentError.self) {
      try CoalescentSimulator().simulate(model, seed: 1, replicate: 0)
    }
    #expect(error?.description.contains("was accepted") == true)
  }
}

extension ChangingSizeSweepTests.Found {
  /// With the chain's means taken off.
  func minus(_ chain: WrightFisherChain.Expected) -> Self {
    var result = self
    result.expected = chain
    result.origin = Moments()
    result.rare = Moments()
    for (a, b) in zip(origins, rares) {
      result.origin.add(a - chain.origin)
      result.rare.add(b - chain.rare)
    }
    return result
  }
}
