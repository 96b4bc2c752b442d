import Coalescent
import Demography
import Foundation
import TestSupport
import Testing

/// Sweeps of every kind against exact solutions for two lineages (`Verification/sweep_referee.py`); fixed seeds, |z| < 4.
@Suite struct SelectionTests {
  /// Distance 4Nr, pi / pi0, its standard error.
  typealias Row = (Double, Double, Double)

  /// A sequence of `rho` = 4Nr L with 100 bases to a unit of 4Nr and two mutations between two haplotypes to a unit.
  static func model(
    _ n: Int = 2, rho: Double, size: Double = 10_000, sweep: Sweep, demography: DemographicModel? = nil
  ) throws -> CoalescentModel {
    CoalescentModel(
      haplotypeCount: n, sequenceLength: rho * 100, demography: try demography ?? DemographicModel(constantSize: size),
      mutationRate: 2 / (400 * size), recombinationRate: 1 / (400 * size), sweep: sweep)
  }

  /// Compares pi / pi0 of two haplotypes with `rows`.
  static func compare(_ model: CoalescentModel, with rows: [Row], replicates: Int, seed: UInt64) throws {
    let found = try SweepTheoryTests.diversity(model, at: rows.map(\.0), replicates: replicates, seed: seed)
    for ((distance, value, error), moments) in zip(rows, found) {
      let z = moments.z(from: value, error: error)
      SelectionTests.show("R = \(distance): \(moments.mean), expected \(value), z = \(z)")
      #expect(abs(z) < 4, "R = \(distance): found \(moments.mean), expected \(value), z = \(z)")
    }
  }

  /// Prints a figure; for looking at all of them, not only at those that fail.
  static func show(_ line: @autoclosure () -> String) {
    if printsFigures { print(line()) }
  }

  private static let printsFigures = ProcessInfo.processInfo.environment["APUS_TEST_FIGURES"] != nil

  @Test(arguments: [(0.4, partial40), (0.8, partial80)])
  func partialSweep(_ final: Double, _ rows: [Row]) throws {
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05, finalFrequency: final)
    try Self.compare(Self.model(rho: 180, sweep: sweep), with: Array(rows[0..<3]), replicates: 10_000, seed: 31)
    try Self.compare(Self.model(rho: 1410, sweep: sweep), with: Array(rows[3...]), replicates: 500, seed: 32)
  }

  static let partial40: [Row] = [
    (20, 0.857741, 0.000042), (80, 0.891153, 0.000097), (160, 0.923006, 0.000125),
    (320, 0.960006, 0.000113), (640, 0.987420, 0.000054), (1280, 0.997747, 0.000010),
  ]
  static let partial80: [Row] = [
    (20, 0.433916, 0.000132), (80, 0.591654, 0.000339), (160, 0.732176, 0.000416),
    (320, 0.879047, 0.000332), (640, 0.969724, 0.000124), (1280, 0.995734, 0.000016),
  ]

  @Test func sweepInOneOfTwoDemes() throws {
    let demography = try DemesFile.model(
      """
      time_units: generations
      demes:
        - {name: Ancestor, epochs: [{start_size: 10000, end_time: 3000}]}
        - {name: Swept, ancestors: [Ancestor], epochs: [{start_size: 10000}]}
        - {name: Spared, ancestors: [Ancestor], epochs: [{start_size: 10000}]}
      """, path: "two-demes")
    let sweep = Sweep(population: 1, position: 0, selectionCoefficient: 0.05)
    var model = try Self.model(rho: 180, sweep: sweep, demography: demography)
    model.samples = [SampleSet(population: 1, haplotypes: 2)]
    try Self.compare(model, with: Array(SweepTheoryTests.hard[0..<4]), replicates: 20_000, seed: 33)
    model.samples = [SampleSet(population: 2, haplotypes: 2)]
    try Self.compare(model, with: [(20, 1, 0), (80, 1, 0), (160, 1, 0)], replicates: 4000, seed: 34)
  }

  @Test func sweepWhileMigrantsArrive() throws {
    // The exact solution of the same model: migrants bring the ancestral allele, the allele is not followed elsewhere.
    let demography = try DemesFile.model(
      """
      time_units: generations
      demes:
        - {name: Swept, epochs: [{start_size: 10000}]}
        - {name: Other, epochs: [{start_size: 10000}]}
      migrations:
        - {demes: [Swept, Other], rate: 0.0002}
      """, path: "migration")
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05)
    var model = try Self.model(rho: 180, sweep: sweep, demography: demography)
    model.samples = [SampleSet(population: 0, haplotypes: 2)]
    try Self.compare(model, with: Self.migration, replicates: 10_000, seed: 44)
  }

  static let migration: [Row] = [
    (20, 0.242067, 0.000328), (80, 0.770863, 0.000856), (160, 1.222799, 0.001012),
  ]

  @Test func sweepWhileThePopulationGrows() throws {
    let demography = try DemesFile.model(
      """
      time_units: generations
      demes:
        - name: A
          epochs:
            - {start_size: 1000, end_time: 400}
            - {start_size: 1000, end_size: 5000}
      """, path: "growth")
    let sweep = Sweep(position: 0, selectionCoefficient: 0.02)
    let model = try Self.model(rho: 360, size: 5000, sweep: sweep, demography: demography)
    try Self.compare(model, with: Self.growth, replicates: 20_000, seed: 35)
  }

  static let growth: [Row] = [
    (10, 0.071864, 0.000192), (40, 0.127521, 0.000250), (80, 0.166928, 0.000225),
    (160, 0.198522, 0.000130), (320, 0.213738, 0.000044),
  ]

  @Test func withoutAdvantageItIsANeutralAllele() throws {
    // Kimura & Ohta 1969: a new neutral allele takes 4N generations to fix.
    let sweep = Sweep(position: 0, selectionCoefficient: 1e-9)
    let model = try Self.model(rho: 10, sweep: sweep)
    let simulator = CoalescentSimulator()
    var duration = Moments()
    for replicate in 0..<4000 {
      duration.add((try simulator.simulate(model, seed: 36, replicate: UInt64(replicate)).sweepOrigin ?? .nan) / 20_000)
    }
    let z = duration.z(from: 2)
    SelectionTests.show("neutral duration \(duration.mean), z = \(z)")
    #expect(abs(z) < 4, "found \(duration.mean), expected 2")
  }

  @Test(arguments: [(0.1, recurrent01), (1.0, recurrent1)])
  func recurrentMutation(_ theta: Double, _ rows: [Row]) throws {
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05, origin: .recurrent(rate: theta / 40_000))
    let model = try Self.model(rho: 180, sweep: sweep)
    try Self.compare(model, with: Array(rows[0..<3]), replicates: 20_000, seed: 37)
  }

  static let recurrent01: [Row] = [
    (20, 0.203903, 0.000215), (80, 0.442923, 0.000462), (160, 0.647705, 0.000535),
    (320, 0.850175, 0.000394),
  ]
  static let recurrent1: [Row] = [
    (20, 0.558743, 0.000145), (80, 0.681737, 0.000218), (160, 0.790567, 0.000249),
    (320, 0.903795, 0.000195),
  ]

  @Test(arguments: [
    (0.1, 2, 0.91363, 0.00009), (0.1, 10, 0.77135, 0.00020), (1.0, 2, 0.50919, 0.00011), (1.0, 10, 0.10873, 0.00010),
  ])
  func originsOfTheSelectedAllele(_ theta: Double, _ n: Int, _ expected: Double, _ error: Double) throws {
    let sweep = Sweep(position: 500, selectionCoefficient: 0.05, origin: .recurrent(rate: theta / 40_000))
    let simulator = CoalescentSimulator()
    let model = try Self.model(n, rho: 10, sweep: sweep)
    var single = Moments()
    for replicate in 0..<10_000 {
      let truth = try simulator.simulate(model, seed: 38, replicate: UInt64(replicate)).sweep
      single.add(truth?.survivingOrigins == 1 ? 1 : 0)
    }
    // Hermisson & Pennings 2005 (doi:10.1534/genetics.104.036947): Ewens' probability of one allele, for strong selection.
    let ewens = (1..<n).reduce(1.0) { $0 * Double($1) / (Double($1) + theta) }
    let z = single.z(from: expected, error: error)
    Self.show("theta \(theta), n \(n): \(single.mean), exact \(expected), Ewens \(ewens), z = \(z)")
    #expect(abs(z) < 4, "found \(single.mean), expected \(expected)")
    #expect(abs(single.mean - ewens) < 0.02, "found \(single.mean), Ewens \(ewens)")
  }

  @Test(arguments: [-40.0, 220.0])
  func siteOutsideTheSequence(_ place: Double) throws {
    // Windows at 80 and 160 from the site; the sequence is 180 long and the site lies before or behind it.
    let sweep = Sweep(position: place * 100, selectionCoefficient: 0.05)
    let model = try Self.model(rho: 180, sweep: sweep)
    let simulator = CoalescentSimulator()
    let rows = SweepTheoryTests.hard.filter { $0.0 == 80 || $0.0 == 160 }
    var found = [Moments(), Moments()]
    for replicate in 0..<10_000 {
      let result = try simulator.simulate(model, seed: 39, replicate: UInt64(replicate))
      #expect(result.sweep?.survivingOrigins == nil)
      for (index, row) in rows.enumerated() {
        let ends = [0.9, 1.1].map { 100 * (place < 0 ? place + $0 * row.0 : place - $0 * row.0) }.sorted()
        found[index].add(Double(result.matrix.sites(from: ends[0], to: ends[1]).count) / (0.4 * row.0))
      }
    }
    for (row, moments) in zip(rows, found) {
      let z = moments.z(from: row.1, error: row.2)
      SelectionTests.show("site at \(place), R = \(row.0): \(moments.mean), expected \(row.1), z = \(z)")
      #expect(abs(z) < 4, "R = \(row.0): found \(moments.mean), expected \(row.1)")
    }
  }
}
