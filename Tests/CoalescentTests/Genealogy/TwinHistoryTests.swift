import Coalescent
import Demography
import Groundwork
import Haplotypes
import TestSupport
import Testing

/// The simulator against its slow twin where time, selection or an approximation matters: fixed seeds, |z| < 4.
@Suite struct TwinHistoryTests {
  @Test func sizesThatChangeAndAncientSamples() throws {
    let text = """
      time_units: generations
      demes:
        - name: a
          epochs:
            - {start_size: 2500, end_time: 1200}
            - {start_size: 100, end_size: 2000, end_time: 200}
            - {start_size: 2000}
      """
    // Little recombination: while nothing else happens, waiting times must follow the size.
    var (model, twin) = try TwinTests.models(7, rho: 0.5)
    model.demography = try DemesFile.model(text, path: "x")
    model.samples = [
      SampleSet(haplotypes: 4), SampleSet(haplotypes: 2, time: 1300), SampleSet(haplotypes: 1, time: 900),
    ]
    let growth = PortableMath.log(2000.0 / 100) / 1000
    twin.sizes = [
      [
        SlowCoalescent.Epoch(start: 0, size: 2000), SlowCoalescent.Epoch(start: 200, size: 2000, growth: growth),
        SlowCoalescent.Epoch(start: 1200, size: 2500),
      ]
    ]
    twin.samples = [
      SlowCoalescent.Sample(population: 0, count: 4), SlowCoalescent.Sample(population: 0, count: 2, time: 1300),
      SlowCoalescent.Sample(population: 0, count: 1, time: 900),
    ]
    twin.step = 250
    try TwinTests.compare(model, twin, replicates: 3000, seed: 111)
  }

  /// A sweep along a path from 1 down to one copy in N = 1000, at either end of the sequence, so that crossovers between
  /// the site and lineages that are detached from it matter.
  @Test(arguments: [(0.0, 0.0), (60, 9999)]) func sweepAlongAGivenPath(fixation: Double, position: Double) throws {
    let path = [(0.0, 1.0), (60, 0.97), (180, 0.75), (270, 0.4), (360, 0.1), (480, 0.01), (600, 0.0005)]
    var (model, twin) = try TwinTests.models(2, rho: 60, theta: 8)
    let points = path.map { SweepPath.Point(time: fixation + $0.0, frequency: $0.1) }
    model.sweep = Sweep(position: position, course: .given(SweepPath(points)))
    twin.sweep = SlowCoalescent.Sweep(position: position, path: points.map { ($0.time, $0.frequency) })
    try TwinTests.compare(model, twin, replicates: 4000, seed: 113 + UInt64(fixation))
  }

  @Test func partialSweepWithAncientSamplesAlongAMap() throws {
    let path = [(30.0, 0.7), (70, 0.5), (100, 0.15), (150, 0.02), (180, 0.001)]
    let map = try TwinTests.unevenMap()
    var (model, twin) = try TwinTests.models(6, recombination: map, theta: 8)
    let points = path.map { SweepPath.Point(time: $0.0, frequency: $0.1) }
    model.sweep = Sweep(position: 3500, course: .given(SweepPath(points)))
    model.samples = [SampleSet(haplotypes: 4), SampleSet(haplotypes: 2, time: 90)]
    twin.sweep = SlowCoalescent.Sweep(position: 3500, path: path.map { (time: $0.0, frequency: $0.1) })
    twin.samples = [
      SlowCoalescent.Sample(population: 0, count: 4), SlowCoalescent.Sample(population: 0, count: 2, time: 90),
    ]
    try TwinTests.compare(model, twin, replicates: 3000, seed: 117)
  }

  @Test(arguments: [0.0, 1500]) func sequentiallyMarkovian(reach: Double) throws {
    var (model, twin) = try TwinTests.models(6, rho: 20)
    model.ancestry = reach == 0 ? .smcPrime : .smc(reach: reach)
    model.geneConversion = GeneConversion(rate: 1e-7, meanTractLength: 800)
    twin.conversion = try RateMap(uniform: 1e-7, to: TwinTests.length)
    twin.meanTract = 800
    twin.reach = reach
    try TwinTests.compare(model, twin, replicates: 2500, seed: 119)
  }

  @Test func backgroundSelectionAndMigrationUnderTheSMC() throws {
    var (model, twin) = try TwinTests.models(6, rho: 10)
    model.demography = try DemesFile.model(TwinTests.twoDemes, path: "x")
    model.samples = [SampleSet(population: 0, haplotypes: 3), SampleSet(population: 1, haplotypes: 3)]
    model.ancestry = .smc(reach: 3000)
    model.backgroundSelection = try EffectiveSizeMap(breakpoints: [0, 2000, 7000, 10_000], values: [0.9, 0.25, 0.6])
    twin.sizes = [1000, 400].map { [SlowCoalescent.Epoch(start: 0, size: $0)] }
    twin.samples = (0..<2).map { SlowCoalescent.Sample(population: $0, count: 3) }
    twin.migration = [[0, 1e-3], [4e-4, 0]]
    twin.reach = 3000
    twin.background = model.backgroundSelection
    try TwinTests.compare(model, twin, replicates: 3000, seed: 121)
  }
}
