import Coalescent
import Demography
import Groundwork
import TestSupport
import Testing

/// Recurrent hitch-hiking; fixed seeds, |z| < 4 unless a tolerance is stated.
@Suite struct RecurrentSweepTests {
  static func model(_ n: Int = 2, rho: Double, _ recurrent: RecurrentSweeps?) throws -> CoalescentModel {
    var model = try SweepTheoryTests.model(n, rho: rho, sweep: Sweep(position: 0, selectionCoefficient: 0.05))
    model.sweep = nil
    model.recurrentSweeps = recurrent
    return model
  }

  @Test func withoutRecombination() throws {
    // Two lineages: their ancestor, at rate 1/2N, or the next sweep, whichever comes first; in a sweep they meet.
    let rate = 1e-4
    var model = try Self.model(rho: 1, RecurrentSweeps(rate: rate / 100, selectionCoefficient: 0.05))
    model.recombinationRate = 0
    model.mutationRate = 1e-5
    let simulator = CoalescentSimulator()
    var time = Moments()
    var number = Moments()
    for replicate in 0..<20_000 {
      let result = try simulator.simulate(model, seed: 111, replicate: UInt64(replicate))
      time.add(Double(result.matrix.siteCount) / 0.002)
      number.add(Double(result.recurrentSweeps))
    }
    model.recurrentSweeps = nil
    model.sweep = Sweep(position: 50, selectionCoefficient: 0.05)
    var within = Moments()
    for replicate in 0..<5000 {
      let matrix = try simulator.simulate(model, seed: 112, replicate: UInt64(replicate)).matrix
      within.add(Double(matrix.siteCount) / 0.002)
    }
    let swept = rate / (rate + 1 / 20_000.0)
    let expected = 1 / (rate + 1 / 20_000.0) + swept * within.mean
    let z = time.z(from: expected, error: swept * within.standardError)
    SelectionTests.show("time \(time.mean), expected \(expected), z = \(z); sweeps z = \(number.z(from: swept))")
    #expect(abs(z) < 4, "found \(time.mean), expected \(expected)")
    #expect(abs(number.z(from: swept)) < 4, "found \(number.mean) sweeps, expected \(swept)")
  }

  @Test func diversityBesideSweepsAtRandomSites() throws {
    // Renewal: between sweeps two lineages meet at rate 1/2N; in one at a distance of 4Nr = R they stay apart as pi / pi0 after a
    // single sweep says (exact solution), less the time they are together, of 0.5 to 1 durations.
    let reach = 640.0
    let curve = [(0.0, 0.0148)] + SweepTheoryTests.hard.filter { $0.0 <= reach }.map { ($0.0, $0.1) }
    var integral = 0.0
    for (a, b) in zip(curve, curve.dropFirst()) {
      // 1 - pi / pi0 falls nearly exponentially between the points.
      let (u, v) = (1 - a.1, 1 - b.1)
      integral += (b.0 - a.0) * (u - v) / PortableMath.log(u / v)
    }
    let duration = 321.0
    let coalesced = integral / reach
    let rate = 1e-4
    let total = rate + 1 / 20_000.0
    let together = duration * (1 - 0.25 * coalesced)
    let apart = 1 - coalesced - together / 20_000
    let expected = (1 + rate * together) / (total - rate * apart)
    // A short sequence in the middle, so that both sides are alike.
    let recurrent = RecurrentSweeps(
      rate: rate / (2 * reach * 100 + 100), selectionCoefficient: 0.05, reach: reach * 100)
    var model = try Self.model(rho: 1, recurrent)
    model.mutationRate = 1e-5
    let simulator = CoalescentSimulator()
    var time = Moments()
    for replicate in 0..<20_000 {
      let result = try simulator.simulate(model, seed: 113, replicate: UInt64(replicate))
      time.add(Double(result.matrix.siteCount) / 0.002)
    }
    SelectionTests.show(
      "pi / pi0 \(time.mean / 20_000) +- \(time.standardError / 20_000), expected \(expected / 20_000)"
    )
    #expect(abs(time.mean - expected) < 4 * time.standardError + 0.015 * expected, "\(time.mean), expected \(expected)")
  }

  @Test func rateZeroChangesNothing() throws {
    let simulator = CoalescentSimulator()
    for sweep in [nil, Sweep(position: 500, selectionCoefficient: 0.05, fixationTime: 100)] {
      var without = try Self.model(10, rho: 20, nil)
      without.sweep = sweep
      var with = without
      with.recurrentSweeps = RecurrentSweeps(rate: 0, selectionCoefficient: 0.05, reach: 1000)
      for replicate in 0..<20 {
        let a = try simulator.simulate(without, seed: 114, replicate: UInt64(replicate))
        let b = try simulator.simulate(with, seed: 114, replicate: UInt64(replicate))
        #expect(a.matrix == b.matrix && b.recurrentSweeps == 0)
      }
    }
  }

  @Test func besideAMainSweep() throws {
    // Many sweeps, a main one between them: its truth stays what it is, and a replicate a function of its number.
    var model = try Self.model(10, rho: 20, RecurrentSweeps(rate: 1e-6, selectionCoefficient: 0.05))
    let main = Sweep(position: 500, selectionCoefficient: 0.05, fixationTime: 5000)
    var alone = model
    alone.recurrentSweeps = nil
    alone.sweep = main
    model.sweep = main
    let simulator = CoalescentSimulator()
    var number = Moments()
    for replicate in (0..<50).reversed() {
      let result = try simulator.simulate(model, seed: 115, replicate: UInt64(replicate))
      let again = try CoalescentSimulator().simulate(model, seed: 115, replicate: UInt64(replicate))
      #expect(result.matrix == again.matrix && result.recurrentSweeps == again.recurrentSweeps)
      let single = try simulator.simulate(alone, seed: 115, replicate: UInt64(replicate))
      #expect(result.sweepOrigin == single.sweepOrigin)
      number.add(Double(result.recurrentSweeps))
    }
    // All lineages have met after few of them.
    #expect(number.mean > 1, "\(number.mean) sweeps")
    // Older ones leave all that happens until the main sweep as it is.
    model.recurrentSweeps?.start = 20_000
    for replicate in 0..<50 {
      let result = try simulator.simulate(model, seed: 115, replicate: UInt64(replicate))
      let single = try simulator.simulate(alone, seed: 115, replicate: UInt64(replicate))
      #expect(result.sweep == single.sweep)
    }
  }

  @Test func impossibleOnesAreRefused() throws {
    for recurrent in [
      RecurrentSweeps(rate: -1, selectionCoefficient: 0.05), RecurrentSweeps(rate: .nan, selectionCoefficient: 0.05),
      RecurrentSweeps(rate: 1e-9, selectionCoefficient: 0),
      RecurrentSweeps(rate: 1e-9, selectionCoefficient: 0.1, reach: -1),
      RecurrentSweeps(rate: 1e-9, selectionCoefficient: 0.1, start: -1),
      RecurrentSweeps(population: 3, rate: 1e-9, selectionCoefficient: 0.1),
    ] {
      #expect(throws: CoalescentError.self) { try Self.model(rho: 1, recurrent).validate() }
    }
  }
}
