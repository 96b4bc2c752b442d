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
        if onset == nil && frequency <= sweep.origin.initialFrequency + 1e-9 { onset = time }
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
  static func difference(_ history: History, dominance: Double) throws -> Found {
    let chain = WrightFisherChain(
      size: history.size, selection: 0.04, dominance: dominance, initialFrequency: 0,
      oldest: dominance == 0.5 ? 500 : 800)
    let sweep = Sweep(position: 0.5, selectionCoefficient: 0.04, dominance: dominance)
    return try paths(of: sweep, history, replicates: dominance == 0.5 ? 10_000 : 2000).minus(chain.expected())
  }

  @Test(arguments: [0.2, 0.5, 0.8]) func hardSweeps(_ dominance: Double) throws {
    let constant = try Self.difference(.constant, dominance: dominance)
    #expect(abs(constant.origin.mean) < 8 && abs(constant.rare.mean) < 8)
    let histories = dominance == 0.5 ? [History.growth, .bottleneck, .exponential] : [.bottleneck]
    for history in histories {
      let found = try Self.difference(history, dominance: dominance)
      for (name, a, b) in [("origin", found.origin, constant.origin), ("rare", found.rare, constant.rare)] {
        let z = a.z(from: b.mean, error: b.standardError)
        SelectionTests.show("\(history), h \(dominance), \(name): \(a.mean), constant \(b.mean), z = \(z)")
        #expect(abs(z) < 4, "\(history), \(name): \(a.mean), at constant size \(b.mean)")
      }
      let (variance, expected) = (found.origin.variance, found.expected.originVariance)
      let z = (variance - expected) / found.origin.standardErrorOfVariance
      SelectionTests.show("\(history), h \(dominance): variance \(variance), z = \(z)")
      #expect(abs(z) < 4, "\(history): variance \(variance), expected \(expected)")
    }
  }

  @Test(arguments: [History.growth, .bottleneck, .exponential]) func softSweeps(_ history: History) throws {
    let sweep = Sweep(position: 0.5, selectionCoefficient: 0.1, origin: .standing(frequency: 0.3))
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

  @Test(arguments: [History.bottleneck, .exponential]) func fromAGivenOnset(_ history: History) throws {
    // From a tenth, some alleles are lost, some fixed by now.
    let expected = WrightFisherChain(size: history.size, selection: 0.04, initialFrequency: 0.1, oldest: 110)
      .fromTheOldestOn()
    let simulator = CoalescentSimulator()
    let demography = try history.demography()
    let sweep = OnsetTests.sweep(0.04, position: 0.5, from: 0.1, onset: 110)
    let model = CoalescentModel(
      haplotypeCount: 2, sequenceLength: 1, demography: demography, mutationRate: 0, recombinationRate: 0, sweep: sweep)
    var frequency = Moments()
    for replicate in 0..<20_000 {
      let truth = try simulator.simulate(model, seed: 63, replicate: UInt64(replicate)).sweep
      frequency.add(try #require(truth).finalFrequency)
    }
    let value = expected.frequency / expected.survival
    let z = frequency.z(from: value)
    SelectionTests.show("\(history), from an onset: \(frequency.mean), expected \(value), z = \(z)")
    #expect(abs(z) < 4, "found \(frequency.mean), expected \(value)")
  }

  @Test func noPathWeighsMoreThanTheBound() throws {
    // Random walks of frequencies through random sizes, changing in steps and continuously.
    var stream = RandomStream(seed: 62, replicate: 0, purpose: .genealogy)
    for _ in 0..<2000 {
      let dominance = [0, 0.25, 0.5, 0.75, 1][stream.index(below: 5)]
      let sizes = (0..<6).map { _ in stream.logUniform(20, 20_000).rounded() }
      let epochs = sizes.enumerated().map { DemographicModel.Epoch(start: 10 * Double($0), size: $1) }
      let path = try DemographicModel(epochs: epochs).sizePath(of: 0, from: 0)
      let selection = Sweep.Selection(coefficient: stream.logUniform(1e-5, 0.2), dominance: dominance)
      let source: Sweep.Origin = stream.uniform() < 0.5 ? .standing(frequency: 0.1) : .newMutation
      let weight = SweepWeight(SelectedAllele(selection, source), path, from: 0)
      var sum = 0.0
      // Frequencies near 1 raise the weight where the size rises backwards, others where it falls.
      let x = [1 - 1e-6, stream.uniform(), 1e-4]
      let origin = 1 + stream.index(below: sizes.count)
      for (newer, older) in zip(sizes, sizes.dropFirst()).prefix(origin - 1) {
        sum += x.map { weight.change(at: $0, from: newer, to: older) }.max() ?? 0
      }
      if source.initialFrequency > 0 { sum += weight.entry(at: 0.1, size: sizes[origin - 1]) }
      sum += PortableMath.log(sizes[origin - 1])
      #expect(sum <= weight.bound + 1e-9, "\(sum) above \(weight.bound): \(sizes), \(selection), \(source)")
    }
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
