import Coalescent
import Demography
import TestSupport
import Testing

/// Diversity around a sweep against the exact solution of the two-lineage structured coalescent.
@Suite struct SweepTheoryTests {
  /// Length of the sequence in units of 4Nr, N = 10,000.
  static let rho = 1500.0
  static let length = 150_000.0

  static func model(
    _ n: Int, sweep: Sweep?, demography: DemographicModel? = nil, size: Double = 10_000
  ) throws -> CoalescentModel {
    CoalescentModel(
      haplotypeCount: n, sequenceLength: length, demography: try demography ?? DemographicModel(constantSize: size),
      mutationRate: 2 * rho / (4 * size * length), recombinationRate: rho / (4 * size * length), sweep: sweep)
  }

  /// pi / pi0 within 10 % of each scaled distance from a site at the left end.
  static func diversity(
    _ model: CoalescentModel, at distances: [Double], replicates: Int, seed: UInt64
  ) throws -> [Moments] {
    let simulator = CoalescentSimulator()
    var moments = [Moments](repeating: Moments(), count: distances.count)
    let n = model.haplotypeCount
    for replicate in 0..<replicates {
      let matrix = try simulator.simulate(model, seed: seed, replicate: UInt64(replicate)).matrix
      for (index, distance) in distances.enumerated() {
        let start = 0.9 * distance / rho * length
        let end = 1.1 * distance / rho * length
        var pi = 0.0
        for site in matrix.sites(from: start, to: end) {
          let words = matrix.words[site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite]
          let k = words.reduce(0) { $0 + $1.nonzeroBitCount }
          pi += Double(2 * k * (n - k)) / Double(n * (n - 1))
        }
        moments[index].add(pi / (2 * rho * 0.2 * distance / rho))
      }
    }
    return moments
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
    let found = try Self.diversity(
      Self.model(2, sweep: sweep), at: Self.hard.map(\.0), replicates: 30_000, seed: 17)
    for ((distance, expected, error), moments) in zip(Self.hard, found) {
      let z = moments.z(from: expected, error: error)
      #expect(abs(z) < 4, "R = \(distance): found \(moments.mean), expected \(expected), z = \(z)")
    }
  }

  @Test func softSweepAgainstTheExactSolution() throws {
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05, initialFrequency: 0.05)
    let found = try Self.diversity(
      Self.model(2, sweep: sweep), at: Self.soft.map(\.0), replicates: 20_000, seed: 18)
    for ((distance, expected, error), moments) in zip(Self.soft, found) {
      let z = moments.z(from: expected, error: error)
      #expect(abs(z) < 4, "R = \(distance): found \(moments.mean), expected \(expected), z = \(z)")
    }
  }

  @Test func largerSamplesSeeTheSameDiversity() throws {
    // Sampling consistency: pi(R) does not depend on n. Programs that drop crossovers outside a lineage's span fail here.
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05)
    let found = try Self.diversity(
      Self.model(20, sweep: sweep), at: Self.hard.map(\.0), replicates: 2500, seed: 19)
    for ((distance, expected, error), moments) in zip(Self.hard, found) {
      let z = moments.z(from: expected, error: error)
      #expect(abs(z) < 4, "R = \(distance): found \(moments.mean), expected \(expected), z = \(z)")
    }
  }

  @Test func theSiteInTheMiddleIsTheSameOnBothSides() throws {
    let sweep = Sweep(position: Self.length / 2, selectionCoefficient: 0.05)
    let found = try Self.diversity(Self.model(6, sweep: sweep), at: [375, 675, 825, 1125], replicates: 4000, seed: 20)
    for (a, b) in [(0, 3), (1, 2)] {
      let z = found[a].z(from: found[b].mean, error: found[b].standardError)
      #expect(abs(z) < 4)
      #expect(found[1].mean < found[0].mean)
    }
  }

  @Test func anOldSweepRecovers() throws {
    // A pair that did not coalesce in the sweep needs 2N generations more; recovery since fixation, at the site itself,
    // is 1 - exp(-t/2N).
    let size = 10_000.0
    let age = 10_000.0
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05, fixationTime: age)
    let found = try Self.diversity(Self.model(2, sweep: sweep), at: [1, 1400], replicates: 20_000, seed: 21)
    let recovered = 1 - expOf(-age / (2 * size))
    #expect(found[0].mean > recovered - 4 * found[0].standardError)
    #expect(found[0].mean < recovered + 0.03)
    #expect(abs(found[1].z(from: 1)) < 4)
  }

  @Test func constantSizeInTenEpochsIsTheSameSweep() throws {
    let epochs = try DemographicModel(
      epochs: (0..<10).map { DemographicModel.Epoch(start: 60 * Double($0), size: 10_000) })
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05)
    let distances = Self.hard.map(\.0)
    let found = try Self.diversity(
      Self.model(2, sweep: sweep, demography: epochs), at: distances, replicates: 20_000, seed: 22)
    for ((_, expected, error), moments) in zip(Self.hard, found) {
      #expect(abs(moments.z(from: expected, error: error)) < 4)
    }
  }

  @Test func sojournTimeOfAHardSweep() throws {
    // Hermisson & Pennings 2005 (A.17): mean fixation time 4 (ln a + gamma - 1/a) / a in 2N generations with a = 2 * 2Ns
    // (their alpha is for the advantage 2s of the homozygote).
    let simulator = CoalescentSimulator()
    let model = try Self.model(2, sweep: Sweep(position: 0, selectionCoefficient: 0.05))
    var duration = Moments()
    for replicate in 0..<4000 {
      let result = try simulator.simulate(model, seed: 23, replicate: UInt64(replicate))
      duration.add((result.sweepOrigin ?? .nan) / 20_000)
      #expect(result.trajectoryProposals == 1)
    }
    let alpha = 2000.0
    let expected = 4 * (7.600902459542082 + 0.5772156649 - 1 / alpha) / alpha
    #expect(abs(duration.z(from: expected)) < 4, "found \(duration.mean), expected \(expected)")
  }

  @Test func originsPreferLargePopulations() throws {
    // A size change far beyond the sweep costs at most a constant factor of proposals and never stops it.
    let demography = try DemographicModel(epochs: [.init(start: 0, size: 10_000), .init(start: 300, size: 1000)])
    let sweep = Sweep(position: 0, selectionCoefficient: 0.02)
    let simulator = CoalescentSimulator()
    let model = try Self.model(4, sweep: sweep, demography: demography)
    for replicate in 0..<300 {
      let result = try simulator.simulate(model, seed: 24, replicate: UInt64(replicate))
      #expect((result.sweepOrigin ?? 0) > 0)
    }
  }
}
