import Coalescent
import Demography
import TestSupport
import Testing

/// Sweeps of recessive and dominant alleles against forward Wright-Fisher paths (`Verification/sweep_referee.py`), N = 5000,
/// s = 0.02; fixed seeds.
@Suite struct DominanceTests {
  /// What is expected for one value of the dominance.
  struct Forward: Sendable {
    let dominance: Double
    /// The mean duration of forward paths, generations, and its error.
    let duration: (mean: Double, error: Double)
    /// The mean duration of the conditioned diffusion from 1/2N to 1 - 1/2N, by quadrature of its Green function.
    let exactDuration: Double
    /// pi / pi0 by distance.
    let rows: [SelectionTests.Row]
  }

  static let forward: [Forward] = [
    Forward(
      dominance: 0.0, duration: (1259.64, 13.53), exactDuration: 1257.89,
      rows: [
        (10, 0.425095, 0.001513), (40, 0.816011, 0.001067), (80, 0.934938, 0.000395),
        (160, 0.981230, 0.000085), (320, 0.994799, 0.000016),
      ]),
    Forward(
      dominance: 0.1, duration: (952.58, 3.86), exactDuration: 948.51,
      rows: [
        (10, 0.363119, 0.000642), (40, 0.764990, 0.000621), (80, 0.914554, 0.000280),
        (160, 0.976993, 0.000064), (320, 0.994180, 0.000011),
      ]),
    Forward(
      dominance: 0.5, duration: (655.10, 2.27), exactDuration: 648.15,
      rows: [
        (10, 0.249577, 0.000466), (40, 0.608936, 0.000781), (80, 0.819634, 0.000602),
        (160, 0.948476, 0.000236), (320, 0.989842, 0.000043),
      ]),
    Forward(
      dominance: 0.9, duration: (1008.44, 11.68), exactDuration: 999.38,
      rows: [
        (10, 0.255443, 0.001146), (40, 0.568213, 0.001237), (80, 0.771029, 0.001016),
        (160, 0.920393, 0.000538), (320, 0.983058, 0.000144),
      ]),
    Forward(
      dominance: 1.0, duration: (1671.87, 27.96), exactDuration: 1641.01,
      rows: [
        (10, 0.315304, 0.002241), (40, 0.602895, 0.001485), (80, 0.783893, 0.000962),
        (160, 0.921193, 0.000475), (320, 0.982515, 0.000134),
      ]),
  ]

  @Test(arguments: forward)
  func dominanceAgainstForwardPaths(_ expected: Forward) throws {
    let sweep = Sweep(position: 0, selectionCoefficient: 0.02, dominance: expected.dominance)
    let simulator = CoalescentSimulator()
    let short = try SelectionTests.model(rho: 1, size: 5000, sweep: sweep)
    var duration = Moments()
    for replicate in 0..<4000 {
      duration.add(try simulator.simulate(short, seed: 41, replicate: UInt64(replicate)).sweepOrigin ?? .nan)
    }
    // The forward model has discrete generations and the diffusion finite steps: 1 % beyond the standard errors.
    let z = duration.z(from: expected.exactDuration)
    SelectionTests.show("h \(expected.dominance): duration \(duration.mean), exact \(expected.exactDuration), z = \(z)")
    #expect(abs(duration.mean - expected.exactDuration) < 4 * duration.standardError + 0.01 * expected.exactDuration)
    let both = duration.standardError * duration.standardError + expected.duration.error * expected.duration.error
    #expect(abs(duration.mean - expected.duration.mean) < 4 * both.squareRoot() + 0.01 * expected.duration.mean)
    let model = try SelectionTests.model(rho: 180, size: 5000, sweep: sweep)
    try SelectionTests.compare(model, with: expected.rows.filter { $0.0 <= 160 }, replicates: 3000, seed: 42)
  }

  @Test func genicSelectionIsTheMiddleOfDominance() throws {
    let simulator = CoalescentSimulator()
    var durations: [Double] = []
    for dominance in [0.5, 0.5 + 1e-9] {
      let sweep = Sweep(position: 0, selectionCoefficient: 0.02, dominance: dominance)
      let model = try SelectionTests.model(rho: 1, sweep: sweep)
      var duration = Moments()
      for replicate in 0..<2000 {
        duration.add(try simulator.simulate(model, seed: 43, replicate: UInt64(replicate)).sweepOrigin ?? .nan)
      }
      durations.append(duration.mean)
    }
    // The same draws lead along the same path, but for rounding.
    #expect(abs(durations[0] - durations[1]) < 0.001 * durations[0], "\(durations)")
  }
}
