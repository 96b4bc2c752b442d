import Coalescent
import Demography
import TestSupport
import Testing

/// The steps of a sweep's path are short enough: with steps of a half and a quarter of the length nothing changes; fixed seeds,
/// |z| < 4.
@Suite struct StepSizeTests {
  /// What is looked at.
  struct Found {
    var duration = Moments()
    var rare = Moments()
    var diversity = Moments()
  }

  static func simulate(_ sweep: Sweep, refinement: Double) throws -> Found {
    let simulator = CoalescentSimulator()
    simulator.trajectoryRefinement = refinement
    var found = Found()
    let site = try SweepTheoryTests.model(2, rho: 0.01, sweep: sweep)
    for replicate in 0..<20_000 {
      let number = UInt64(replicate) + UInt64(refinement) << 32
      let truth = try simulator.simulate(site, seed: 91, replicate: number, recordsTrajectory: true).sweep
      let points = try #require(truth?.trajectory).points
      found.duration.add(try #require(truth).originTime - points[0].time)
      var (time, rare) = (points[0].time, 0.0)
      for point in points.dropFirst().dropLast() {
        if point.frequency < 0.05 { rare += 2 * (point.time - time) }
        time = 2 * point.time - time
      }
      found.rare.add(rare)
    }
    let window = try SweepTheoryTests.model(2, rho: 176, sweep: sweep)
    for replicate in 0..<2000 {
      let number = UInt64(replicate) + UInt64(refinement) << 32
      let matrix = try simulator.simulate(window, seed: 92, replicate: number).matrix
      found.diversity.add(Double(matrix.sites(from: 14_400, to: 17_600).count) / 64)
    }
    return found
  }

  @Test(arguments: [
    Sweep(position: 0, selectionCoefficient: 0.05),
    Sweep(position: 0, selectionCoefficient: 0.05, origin: .standing(frequency: 0.05)),
    OnsetTests.sweep(0.05, from: 0.01, onset: 1000),
  ]) func shorterStepsChangeNothing(_ sweep: Sweep) throws {
    let usual = try Self.simulate(sweep, refinement: 1)
    for refinement in [2.0, 4] {
      let found = try Self.simulate(sweep, refinement: refinement)
      for (name, a, b) in [
        ("duration", found.duration, usual.duration), ("rare", found.rare, usual.rare),
        ("diversity", found.diversity, usual.diversity),
      ] {
        let z = a.z(from: b.mean, error: b.standardError)
        SelectionTests.show("refinement \(refinement), \(name): \(a.mean), usual \(b.mean), z = \(z)")
        #expect(abs(z) < 4, "\(name): \(a.mean), with usual steps \(b.mean)")
      }
    }
  }
}
