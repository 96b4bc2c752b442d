import Coalescent
import Demography
import Groundwork
import TestSupport
import Testing

/// Sweeps from a given onset against theory; fixed seeds.
@Suite struct OnsetTests {
  /// One site, two haplotypes, no mutations: for the path alone.
  static func model(_ sweep: Sweep, size: Double) throws -> CoalescentModel {
    CoalescentModel(
      haplotypeCount: 2, sequenceLength: 1, demography: try DemographicModel(constantSize: size), mutationRate: 0,
      recombinationRate: 0, sweep: sweep)
  }

  /// A sweep from an onset, of standing variation or of a new mutation if `from` is 0.
  static func sweep(
    _ coefficient: Double, dominance: Double = 0.5, position: Double = 0, from frequency: Double, onset: Double,
    until: Double = 0
  ) -> Sweep {
    Sweep(
      position: position, origin: frequency == 0 ? .newMutation : .standing(frequency: frequency),
      course: .onset(
        ago: onset, until: until, Sweep.Selection(coefficient: coefficient, dominance: dominance)))
  }

  /// Kimura 1962: the probability that an allele at `x` fixes, by the trapezoidal rule.
  static func fixationProbability(_ x: Double, alpha: Double, dominance h: Double) -> Double {
    func integral(_ end: Double) -> Double {
      let n = 20_000
      let density = (0...n).map { k -> Double in
        let u = end * Double(k) / Double(n)
        return expOf(-2 * alpha * (2 * h * u + (1 - 2 * h) * u * u))
      }
      return (density.reduce(0, +) - (density[0] + density[n]) / 2) * end / Double(n)
    }
    return integral(x) / integral(1)
  }

  @Test(arguments: [(0.02, 0.5, 0.0), (0.005, 0.5, 0.05), (0.02, 0.1, 0.02), (0.02, 0.9, 0.0)])
  func fixationProbability(_ selection: Double, _ dominance: Double, _ initialFrequency: Double) throws {
    let size = 500.0
    let sweep = Self.sweep(selection, dominance: dominance, from: initialFrequency, onset: 50_000)
    let model = try Self.model(sweep, size: size)
    let simulator = CoalescentSimulator()
    var proposals = 0.0
    let fixed = 10_000.0
    for replicate in 0..<Int(fixed) {
      let result = try simulator.simulate(model, seed: 71, replicate: UInt64(replicate))
      #expect(result.sweep?.fixationTime != nil)
      proposals += Double(result.trajectoryProposals)
    }
    let p = Self.fixationProbability(
      max(initialFrequency, 0.5 / size), alpha: 2 * size * selection, dominance: dominance)
    let z = (fixed - proposals * p) / (proposals * p * (1 - p)).squareRoot()
    SelectionTests.show(
      "s \(selection) h \(dominance) f \(initialFrequency): \(fixed / proposals), Kimura \(p), z = \(z)")
    #expect(abs(z) < 4, "found \(fixed / proposals), expected \(p)")
  }

  @Test func strongSelectionIsLogistic() throws {
    let sweep = Self.sweep(0.05, from: 0.1, onset: 80, until: 20)
    let model = try Self.model(sweep, size: 1e6)
    let simulator = CoalescentSimulator()
    var frequency = Moments()
    for replicate in 0..<2000 {
      let truth = try #require(try simulator.simulate(model, seed: 72, replicate: UInt64(replicate)).sweep)
      #expect(truth.fixationTime == nil && truth.originTime > 80)
      frequency.add(truth.finalFrequency)
    }
    let expected = 0.1 * expOf(3) / (0.9 + 0.1 * expOf(3))
    let z = frequency.z(from: expected)
    SelectionTests.show("logistic: \(frequency.mean), expected \(expected), z = \(z)")
    #expect(abs(z) < 4, "found \(frequency.mean), expected \(expected)")
  }

  @Test(arguments: [0.0, 0.2]) func withoutAdvantageTheMeanStays(_ initialFrequency: Double) throws {
    // Lost paths count as 0.
    let size = 500.0
    let sweep = Self.sweep(1e-9, from: initialFrequency, onset: 400)
    let model = try Self.model(sweep, size: size)
    let simulator = CoalescentSimulator()
    var proposals = 0.0
    var sum = 0.0
    var squares = 0.0
    for replicate in 0..<4000 {
      let result = try simulator.simulate(model, seed: 73, replicate: UInt64(replicate))
      let x = result.sweep?.finalFrequency ?? .nan
      proposals += Double(result.trajectoryProposals)
      sum += x
      squares += x * x
    }
    let mean = sum / proposals
    let expected = max(initialFrequency, 0.5 / size)
    let z = (mean - expected) / ((squares / proposals - mean * mean) / proposals).squareRoot()
    SelectionTests.show("neutral from \(expected): mean \(mean), z = \(z)")
    #expect(abs(z) < 4, "found \(mean), expected \(expected)")
  }

  @Test func pathsEndAtTheirFixation() throws {
    let sweep = Self.sweep(0.2, position: 500, from: 0.1, onset: 1000)
    let model = try SelectionTests.model(10, rho: 10, size: 1000, sweep: sweep)
    let simulator = CoalescentSimulator()
    var fixations = Moments()
    for replicate in 0..<200 {
      let result = try simulator.simulate(model, seed: 74, replicate: UInt64(replicate), recordsTrajectory: true)
      let truth = try #require(result.sweep)
      let fixation = try #require(truth.fixationTime)
      let points = try #require(truth.trajectory).points
      #expect(points.first?.time == fixation && points.last?.time == truth.originTime)
      #expect(zip(points, points.dropFirst()).allSatisfy { $0.time < $1.time })
      #expect(truth.finalFrequency == 1 && truth.survivingOrigins == 1)
      #expect(points.contains { abs($0.time - 1000) < 2 && abs($0.frequency - 0.1) < 0.05 })
      fixations.add(1000 - fixation)
    }
    // The logistic curve from 0.1 to 1 - 1/2N, and less as the rest is left to drift.
    #expect(fixations.mean > 30 && fixations.mean < 60, "fixed after \(fixations.mean)")
  }

  @Test func impossibleOnsetsAreRefused() throws {
    let possible = Self.sweep(0.05, from: 0, onset: 100, until: 10)
    #expect(throws: Never.self) { try Self.model(possible, size: 100).validate() }
    var recurrent = possible
    recurrent.origin = .recurrent(rate: 1e-5)
    let sweeps = [
      Self.sweep(0.05, from: 0, onset: 10, until: 10), Self.sweep(0.05, from: 0, onset: .infinity, until: 10),
      Self.sweep(0.05, from: 0, onset: 100, until: -1), Self.sweep(0.05, from: 1, onset: 100), recurrent,
    ]
    for sweep in sweeps {
      #expect(throws: CoalescentError.self) { try Self.model(sweep, size: 100).validate() }
    }
  }
}
