import Coalescent
import Demography
import Groundwork
import Haplotypes
import TestSupport
import Testing

/// The simulator against its slow twin: means of counts, squares and products, fixed seeds, |z| < 4.
@Suite struct TwinTests {
  static let length = 10_000.0
  static let names = [
    "S", "S squared", "pi", "left S x right S", "singletons", "S of the middle", "coalescences", "crossovers",
    "conversions", "doubletons", "on all but one",
  ]

  /// The quantities of one replicate; `sites` are position and number of carriers.
  static func row(_ sites: [(Double, Int)], haplotypes n: Int, _ events: [Int]) -> [Double] {
    let count = Double(sites.count)
    let pi = sites.reduce(0.0) { $0 + Double(2 * $1.1 * (n - $1.1)) / Double(n * (n - 1)) }
    let left = sites.filter { $0.0 < length / 2 }.count
    let middle = sites.filter { $0.0 >= 0.4 * length && $0.0 < 0.6 * length }.count
    let singletons = sites.filter { $0.1 == 1 }.count
    return [count, count * count, pi, Double(left * (sites.count - left)), Double(singletons), Double(middle)]
      + events.map(Double.init) + [2, n - 1].map { k in Double(sites.filter { $0.1 == k }.count) }
  }

  static func compare(_ model: CoalescentModel, _ twin: SlowCoalescent, replicates: Int, seed: UInt64) throws {
    let n = model.haplotypeCount
    var fast = [Moments](repeating: Moments(), count: names.count)
    var slow = fast
    let simulator = CoalescentSimulator()
    for replicate in 0..<replicates {
      let result = try simulator.simulate(model, seed: seed, replicate: UInt64(replicate))
      let matrix = result.matrix
      let sites = (0..<matrix.siteCount).map { (matrix.positions[$0], matrix.words[$0].nonzeroBitCount) }
      let events = [result.coalescences, result.crossovers, result.conversions]
      for (index, value) in row(sites, haplotypes: n, events).enumerated() { fast[index].add(value) }
      var stream = RandomStream(seed: seed + 1, replicate: UInt64(replicate), purpose: .genealogy)
      var copy = twin
      let outcome = copy.run(&stream)
      let others = [outcome.coalescences, outcome.crossovers, outcome.conversions]
      let mutations = outcome.mutations.map { ($0.position, $0.leaves.count) }
      for (index, value) in row(mutations, haplotypes: n, others).enumerated() { slow[index].add(value) }
    }
    for (index, name) in names.enumerated() {
      if fast[index].variance == 0 && slow[index].variance == 0 {
        #expect(fast[index].mean == slow[index].mean, "\(name)")
        continue
      }
      let z = fast[index].z(from: slow[index].mean, error: slow[index].standardError)
      #expect(abs(z) < 4, "\(name): found \(fast[index].mean), expected \(slow[index].mean), z = \(z)")
    }
  }

  /// N = 1000; theta and rho over the whole sequence.
  static func models(
    _ n: Int, recombination: RateMap? = nil, mutation: RateMap? = nil, rho: Double = 6, theta: Double = 6
  ) throws -> (CoalescentModel, SlowCoalescent) {
    let perBase = 1 / (4000 * length)
    var model = CoalescentModel(
      haplotypeCount: n, sequenceLength: length, demography: try DemographicModel(constantSize: 1000),
      mutationRate: theta * perBase, recombinationRate: rho * perBase)
    model.recombinationMap = recombination
    model.mutationMap = mutation
    let twin = try SlowCoalescent(
      sizes: [1000], samples: [n],
      recombination: try recombination ?? RateMap(uniform: rho * perBase, to: length),
      mutation: try mutation ?? RateMap(uniform: theta * perBase, to: length))
    return (model, twin)
  }

  /// Nothing at the left end, a hotspot in the middle, little on the right.
  static func unevenMap() throws -> RateMap {
    try RateMap(breakpoints: [0, 3000, 4000, 4200, 10_000], rates: [0, 1e-7, 1.5e-5, 5e-8])
  }

  @Test func onePopulation() throws {
    let (model, twin) = try Self.models(7)
    try Self.compare(model, twin, replicates: 4000, seed: 101)
  }

  @Test func rateMaps() throws {
    let mutation = try RateMap(breakpoints: [0, 2500, 5000, 10_000], rates: [4e-7, 0, 1e-7])
    let (model, twin) = try Self.models(6, recombination: Self.unevenMap(), mutation: mutation)
    try Self.compare(model, twin, replicates: 4000, seed: 103)
  }

  @Test func geneConversion() throws {
    var (model, twin) = try Self.models(6, rho: 2)
    model.geneConversion = GeneConversion(rate: 3e-7, meanTractLength: 800)
    twin.conversion = try RateMap(uniform: 3e-7, to: Self.length)
    twin.meanTract = 800
    try Self.compare(model, twin, replicates: 4000, seed: 105)
  }

  @Test func geneConversionAlongAMap() throws {
    let map = try Self.unevenMap()
    var (model, twin) = try Self.models(5, recombination: map)
    model.geneConversion = GeneConversion(rate: 2e-7, meanTractLength: 500)
    twin.conversion = try map.scaled(toMean: 2e-7)
    twin.meanTract = 500
    try Self.compare(model, twin, replicates: 4000, seed: 107)
  }

  /// Two demes with asymmetric migration.
  static let twoDemes = """
    time_units: generations
    demes:
      - {name: a, epochs: [{start_size: 1000}]}
      - {name: b, epochs: [{start_size: 400}]}
    migrations:
      - {source: a, dest: b, rate: 4.0e-4}
      - {source: b, dest: a, rate: 1.0e-3}
    """

  @Test func migrationBetweenPopulations() throws {
    var (model, twin) = try Self.models(8, rho: 4)
    model.demography = try DemesFile.model(Self.twoDemes, path: "x")
    model.samples = [SampleSet(population: 0, haplotypes: 3), SampleSet(population: 1, haplotypes: 4)]
    model.geneConversion = GeneConversion(rate: 1e-7, meanTractLength: 800)
    twin.sizes = [1000, 400].map { [SlowCoalescent.Epoch(start: 0, size: $0)] }
    twin.samples = [3, 4].enumerated().map { SlowCoalescent.Sample(population: $0.offset, count: $0.element) }
    // Backwards: from the destination to the source.
    twin.migration = [[0, 1e-3], [4e-4, 0]]
    twin.conversion = try RateMap(uniform: 1e-7, to: Self.length)
    twin.meanTract = 800
    try Self.compare(model, twin, replicates: 3000, seed: 109)
  }
}
