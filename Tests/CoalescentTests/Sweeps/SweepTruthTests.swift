import Coalescent
import Demography
import TestSupport
import Testing

/// What is recorded of a sweep, and sweeps along given paths.
@Suite struct SweepTruthTests {
  @Test func truthSaysWhatHappened() throws {
    let simulator = CoalescentSimulator()
    let sweep = Sweep(position: 500, selectionCoefficient: 0.05, fixationTime: 100, finalFrequency: 0.5)
    let model = try SelectionTests.model(40, rho: 10, sweep: sweep)
    var carriers = Moments()
    for replicate in 0..<500 {
      let result = try simulator.simulate(model, seed: 51, replicate: UInt64(replicate), recordsTrajectory: true)
      let truth = try #require(result.sweep)
      let points = try #require(truth.trajectory).points
      #expect(points.first == SweepPath.Point(time: 100, frequency: 0.5))
      #expect(points.last?.time == truth.originTime)
      #expect(zip(points, points.dropFirst()).allSatisfy { $0.time < $1.time })
      #expect(truth.finalFrequency == 0.5)
      #expect(truth.survivingOrigins == (truth.carriers > 0 ? 1 : 0))
      let silent = try simulator.simulate(model, seed: 51, replicate: UInt64(replicate))
      #expect(silent.matrix == result.matrix && silent.sweep?.trajectory == nil)
      carriers.add(Double(truth.carriers))
    }
    // 40 lineages, of which few coalesce in 100 generations.
    #expect(carriers.mean > 15 && carriers.mean < 20)
  }

  @Test func recordedPathsGivenBackAreTheSameSweep() throws {
    let drawn = try SelectionTests.model(rho: 90, sweep: Sweep(position: 0, selectionCoefficient: 0.05))
    let simulator = CoalescentSimulator()
    let rows = Array(SweepTheoryTests.hard[0..<3])
    var found = rows.map { _ in Moments() }
    for replicate in 0..<10_000 {
      let truth = try simulator.simulate(drawn, seed: 52, replicate: UInt64(replicate), recordsTrajectory: true).sweep
      let path = try #require(truth?.trajectory)
      var model = drawn
      model.sweep = Sweep(position: 0, course: .given(path))
      let result = try simulator.simulate(model, seed: 53, replicate: UInt64(replicate))
      #expect(result.sweepOrigin == truth?.originTime)
      for (index, row) in rows.enumerated() {
        found[index].add(Double(result.matrix.sites(from: 90 * row.0, to: 110 * row.0).count) / (0.4 * row.0))
      }
    }
    for (row, moments) in zip(rows, found) {
      let z = moments.z(from: row.1, error: row.2)
      SelectionTests.show("given path, R = \(row.0): \(moments.mean), expected \(row.1), z = \(z)")
      #expect(abs(z) < 4, "R = \(row.0): found \(moments.mean), expected \(row.1)")
    }
  }

  @Test(arguments: [
    [(0.0, 1.0)], [(0.0, 1.0), (0.0, 0.5)], [(0.0, 1.0), (10.0, 1.5)], [(0.0, 1.0), (10.0, 0.0), (20.0, 0.1)],
    [(0.0, 0.0), (10.0, 0.5)], [(-1.0, 1.0), (10.0, 0.5)], [(0.0, 1.0), (.infinity, 0.5)], [(0.0, .nan), (10.0, 0.5)],
  ]) func impossiblePathsAreRefused(_ points: [(Double, Double)]) throws {
    let path = SweepPath(points.map { SweepPath.Point(time: $0.0, frequency: $0.1) })
    let model = try SelectionTests.model(rho: 1, sweep: Sweep(position: 0, course: .given(path)))
    #expect(throws: CoalescentError.self) { try model.validate() }
  }

  @Test func impossibleSweepsAreRefused() throws {
    var sweeps = [Sweep](repeating: Sweep(position: 0, selectionCoefficient: 0.05), count: 8)
    sweeps[0] = Sweep(position: 0, selectionCoefficient: 0.05, dominance: 1.5)
    sweeps[1].origin = .recurrent(rate: -1)
    sweeps[2].position = 1e9
    sweeps[3].origin = .pulse(from: 0, frequency: 0)
    sweeps[4].origin = .pulse(from: 7, frequency: 0)
    sweeps[5].origin = .standing(frequency: 1)
    sweeps[6] = Sweep(
      position: 0, selectionCoefficient: 0.05, origin: .standing(frequency: 0.5), finalFrequency: 0.4)
    // A given path says itself at which frequency its allele began.
    sweeps[7] = Sweep(
      position: 0, origin: .standing(frequency: 0.5),
      course: .given(SweepPath([.init(time: 0, frequency: 1), .init(time: 9, frequency: 0)])))
    for sweep in sweeps {
      #expect(throws: CoalescentError.self) { try SelectionTests.model(rho: 1, sweep: sweep).validate() }
    }
  }

  @Test func anIntrogressedAlleleGoesOnInItsSource() throws {
    let demography = try DemesFile.model(
      """
      time_units: generations
      demes:
        - {name: Ancestor, epochs: [{start_size: 10000, end_time: 50000}]}
        - {name: Target, ancestors: [Ancestor], epochs: [{start_size: 10000}]}
        - {name: Source, ancestors: [Ancestor], epochs: [{start_size: 1000}]}
      """, path: "introgression")
    let sweep = Sweep(population: 1, position: 50, selectionCoefficient: 0.05, origin: .pulse(from: 2, frequency: 0.01))
    var model = try SelectionTests.model(rho: 0.01, sweep: sweep, demography: demography)
    model.sequenceLength = 100
    model.recombinationRate = 0
    model.mutationRate = 1e-5
    model.samples = [SampleSet(population: 1, haplotypes: 2)]
    let simulator = CoalescentSimulator()
    var difference = Moments()
    var beyond = Moments()
    for replicate in 0..<20_000 {
      let result = try simulator.simulate(model, seed: 54, replicate: UInt64(replicate), recordsTrajectory: true)
      let truth = try #require(result.sweep)
      // Two carriers keep apart until the pulse with the probability that the path says.
      let points = try #require(truth.trajectory).points
      var hazard = 0.0
      for (a, b) in zip(points, points.dropFirst()) {
        hazard += (b.time - a.time) / 40_000 * (1 / a.frequency + 1 / b.frequency)
      }
      difference.add((truth.survivingOrigins == 2 ? 1 : 0) - expOf(-hazard))
      // Those that do find their ancestor in the source, 2 x 1000 generations further back on average.
      if truth.survivingOrigins == 2 { beyond.add(Double(result.matrix.siteCount) / 0.002 - truth.originTime) }
    }
    SelectionTests.show(
      "introgression: apart z = \(difference.z(from: 0)), beyond \(beyond.mean), z = \(beyond.z(from: 2000))")
    #expect(abs(difference.z(from: 0)) < 4)
    #expect(abs(beyond.z(from: 2000)) < 4)
  }
}
