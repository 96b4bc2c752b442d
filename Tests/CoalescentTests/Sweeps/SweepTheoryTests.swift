import Coalescent
import Demography
import TestSupport
import Testing

/// Diversity around a sweep against the exact solution of the two-lineage structured coalescent.
@Suite struct SweepTheoryTests {
  /// A sequence of `rho` = 4Nr L, N = 10,000, with 2 `rho` = 4N mu L; 100 bases to a unit of 4Nr.
  static func model(
    _ n: Int, rho: Double, sweep: Sweep, demography: DemographicModel? = nil
  ) throws -> CoalescentModel {
    CoalescentModel(
      haplotypeCount: n, sequenceLength: rho * 100,
      demography: try demography ?? DemographicModel(constantSize: 10_000),
      mutationRate: 2 / 4e6, recombinationRate: 1 / 4e6, sweep: sweep)
  }

  /// pi / pi0 within 10 % of each scaled distance from the left end.
  static func diversity(
    _ model: CoalescentModel, at distances: [Double], replicates: Int, seed: UInt64
  ) throws -> [Moments] {
    let simulator = CoalescentSimulator()
    var moments = [Moments](repeating: Moments(), count: distances.count)
    let n = model.haplotypeCount
    for replicate in 0..<replicates {
      let matrix = try simulator.simulate(model, seed: seed, replicate: UInt64(replicate)).matrix
      for (index, distance) in distances.enumerated() {
        precondition(110 * distance <= model.sequenceLength, "the window at \(distance) leaves the sequence")
        var pi = 0.0
        for site in matrix.sites(from: 90 * distance, to: 110 * distance) {
          let words = matrix.words[site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite]
          let k = words.reduce(0) { $0 + $1.nonzeroBitCount }
          pi += Double(2 * k * (n - k)) / Double(n * (n - 1))
        }
        moments[index].add(pi / (0.4 * distance))
      }
    }
    return moments
  }

  /// Compares with `expected` (distance, mean, error): the near distances on a short sequence with many replicates, the
  /// far ones on a long sequence with few.
  static func compare(
    _ sweep: Sweep, with expected: [(Double, Double, Double)], haplotypes: Int = 2, demography: DemographicModel? = nil,
    near: Int, far: Int, seed: UInt64
  ) throws {
    for (range, rho, replicates) in [(0.0..<200.0, 180.0, near), (200.0..<1300.0, 1410.0, far)] {
      let rows = expected.filter { range.contains($0.0) }
      let model = try model(haplotypes, rho: rho, sweep: sweep, demography: demography)
      let found = try diversity(model, at: rows.map(\.0), replicates: replicates, seed: seed)
      for ((distance, value, error), moments) in zip(rows, found) {
        let z = moments.z(from: value, error: error)
        #expect(abs(z) < 4, "R = \(distance): found \(moments.mean), expected \(value), z = \(z)")
      }
    }
  }

  /// pi/pi0 at 2Ns = 1000, N = 10,000, averaged over +-10 % of each distance by Simpson's rule; with the standard error
  /// over the referee's trajectories (fixed steps of 1/(40N)). Distance, mean, error.
  static let hard: [(Double, Double, Double)] = [
    (20, 0.128772, 0.000051), (40, 0.229026, 0.000086), (80, 0.393908, 0.000129), (160, 0.619561, 0.000151),
    (320, 0.840421, 0.000111), (640, 0.963807, 0.000036), (1280, 0.995187, 0.000004),
  ]

  /// The same for a soft sweep that began at frequency 0.05.
  static let soft: [(Double, Double, Double)] = [
    (20, 0.504440, 0.000808), (80, 0.819394, 0.000371), (160, 0.918294, 0.000144), (320, 0.969705, 0.000037),
    (640, 0.990952, 0.000008), (1280, 0.997851, 0.000003),
  ]

  @Test func hardSweepAgainstTheExactSolution() throws {
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05)
    try Self.compare(sweep, with: Self.hard, near: 40_000, far: 3000, seed: 17)
  }

  @Test func softSweepAgainstTheExactSolution() throws {
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05, origin: .standing(frequency: 0.05))
    try Self.compare(sweep, with: Self.soft, near: 20_000, far: 2000, seed: 18)
  }

  @Test func largerSamplesSeeTheSameDiversity() throws {
    // Sampling consistency: pi(R) does not depend on n. Programs that drop crossovers outside a lineage's span fail here.
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05)
    try Self.compare(sweep, with: Self.hard, haplotypes: 20, near: 4000, far: 400, seed: 19)
  }

  @Test func constantSizeInTenEpochsIsTheSameSweep() throws {
    let epochs = try DemographicModel(
      epochs: (0..<10).map { DemographicModel.Epoch(start: 60 * Double($0), size: 10_000) })
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05)
    try Self.compare(sweep, with: Self.hard, demography: epochs, near: 20_000, far: 500, seed: 22)
  }

  @Test func theSiteInTheMiddleIsTheSameOnBothSides() throws {
    let sweep = Sweep(position: 18_000 / 2, selectionCoefficient: 0.05)
    let model = try Self.model(6, rho: 180, sweep: sweep)
    let found = try Self.diversity(model, at: [40, 70, 110, 140], replicates: 10_000, seed: 20)
    // Windows of 10 % are wider on the right; diversity rises nearly linearly within them, so their means compare.
    for (a, b) in [(0, 3), (1, 2)] {
      let z = found[a].z(from: found[b].mean, error: found[b].standardError)
      #expect(abs(z) < 4, "\(found[a].mean) and \(found[b].mean)")
    }
    #expect(found[1].mean < found[0].mean)
  }

  @Test func anOldSweepRecovers() throws {
    // At the site itself all pairs coalesced in the sweep: pi / pi0 = 1 - exp(-age / 2N) + what the sweep's length adds.
    let age = 10_000.0
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05, fixationTime: age)
    let model = try Self.model(2, rho: 10, sweep: sweep)
    let found = try Self.diversity(model, at: [0.5], replicates: 40_000, seed: 21)
    let recovered = 1 - expOf(-age / 20_000)
    #expect(found[0].mean > recovered - 4 * found[0].standardError)
    #expect(found[0].mean < recovered + 0.02 + 4 * found[0].standardError)
  }

  @Test func meanDurationOfASweep() throws {
    // The mean time of the conditioned diffusion from y = 1/2N to 1 - 1/2N, with scale density 1/sinh^2(alpha y) and
    // speed density 2 sinh^2(alpha y) / (y (1-y)); the steps' weak error is held below 1 %.
    let alpha = 1000.0
    let edge = 1 / 20_000.0
    var expected = 0.0
    var inner = 0.0
    let steps = 400_000
    let low = edge / 1000
    // Geometric grid up to 1/2, mirrored above it; `inner` is the integral of the speed density over the scale density.
    let grid = (0...steps).map { k -> Double in
      let u = Double(k) / Double(steps) * 2
      return u <= 1 ? low * powOf(0.5 / low, u) : 1 - low * powOf(0.5 / low, 2 - u)
    }
    for (a, b) in zip(grid, grid.dropFirst()) {
      let middle = (a + b) / 2
      let ratio = sinhRatio(alpha * a, alpha * b)
      inner = inner * ratio * ratio + 2 / (middle * (1 - middle)) * (b - a)
      if a >= edge && b <= 1 - edge { expected += inner * (b - a) }
    }
    let simulator = CoalescentSimulator()
    let model = try Self.model(2, rho: 1, sweep: Sweep(position: 0, selectionCoefficient: 0.05))
    var duration = Moments()
    for replicate in 0..<20_000 {
      let result = try simulator.simulate(model, seed: 23, replicate: UInt64(replicate))
      duration.add((result.sweepOrigin ?? .nan) / 20_000)
      #expect(result.trajectoryProposals == 1)
    }
    #expect(abs(duration.mean - expected) < 0.01 * expected, "found \(duration.mean), expected \(expected)")
  }

  @Test func originsPreferLargePopulations() throws {
    // An allele of unknown age arises in the smaller epoch less often than its time there would say; no path crashes
    // at the change of size, and each proposal is kept or replaced.
    let demography = try DemographicModel(epochs: [.init(start: 0, size: 10_000), .init(start: 700, size: 1000)])
    let sweep = Sweep(position: 0, selectionCoefficient: 0.02)
    let simulator = CoalescentSimulator()
    let model = try Self.model(4, rho: 1, sweep: sweep, demography: demography)
    var proposals = 0
    for replicate in 0..<2000 {
      let result = try simulator.simulate(model, seed: 24, replicate: UInt64(replicate))
      #expect((result.sweepOrigin ?? 0) > 0)
      proposals += result.trajectoryProposals
    }
    #expect(proposals > 2000)
  }

  /// sinh(a) / sinh(b) for 0 < a <= b.
  private func sinhRatio(_ a: Double, _ b: Double) -> Double {
    expOf(a - b) * (1 - expOf(-2 * a)) / (1 - expOf(-2 * b))
  }
}
