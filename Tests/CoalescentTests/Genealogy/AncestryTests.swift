import Coalescent
import Demography
import Groundwork
import Haplotypes
import TestSupport
import Testing

/// SMC' and SMC(k): marginal trees are Hudson's, what links them is less; fixed seeds, |z| < 4.
@Suite struct AncestryTests {
  @Test(arguments: [AncestryModel.smcPrime, .smc(reach: 300)]) func marginalTreesAreExact(ancestry: AncestryModel)
    throws
  {
    let n = 6
    let theta = 20.0
    var model = try NeutralTheoryTests.model(n, theta: theta, rho: 100)
    model.ancestry = ancestry
    let simulator = CoalescentSimulator()
    var spectrum = [Moments](repeating: Moments(), count: n)
    for replicate in 0..<6000 {
      let matrix = try simulator.simulate(model, seed: 61, replicate: UInt64(replicate)).matrix
      var counts = [Double](repeating: 0, count: n)
      for word in matrix.words { counts[word.nonzeroBitCount] += 1 }
      counts[0] = Double(matrix.siteCount)
      for index in 0..<n { spectrum[index].add(counts[index]) }
    }
    let a1 = (1..<n).reduce(0) { $0 + 1 / Double($1) }
    #expect(abs(spectrum[0].z(from: theta * a1)) < 4, "S: \(spectrum[0].mean)")
    for i in 1..<n { #expect(abs(spectrum[i].z(from: theta / Double(i))) < 4, "xi_\(i): \(spectrum[i].mean)") }
  }

  /// The counts, their squares and the products of the halves, of a model under two kinds of ancestry.
  private func compare(_ model: CoalescentModel, _ ancestry: AncestryModel, replicates: Int, means: Int) throws {
    var other = model
    other.ancestry = ancestry
    let n = model.haplotypeCount
    var found = [[Moments]](repeating: [Moments](repeating: Moments(), count: TwinTests.names.count), count: 2)
    let simulator = CoalescentSimulator()
    for replicate in 0..<replicates {
      for (kind, model) in [model, other].enumerated() {
        let matrix = try simulator.simulate(model, seed: 62 + UInt64(kind), replicate: UInt64(replicate)).matrix
        let sites = (0..<matrix.siteCount).map { (matrix.positions[$0], matrix.words[$0].nonzeroBitCount) }
        for (index, value) in TwinTests.row(sites, haplotypes: n, [0, 0, 0]).enumerated() {
          found[kind][index].add(value)
        }
      }
    }
    for (index, name) in TwinTests.names.enumerated().filter({
      means.nonzeroBitCount == 0 || means >> $0.offset & 1 == 1
    }) {
      guard found[0][index].variance > 0 else { continue }
      let z = found[1][index].z(from: found[0][index].mean, error: found[0][index].standardError)
      #expect(abs(z) < 4, "\(name): found \(found[1][index].mean), expected \(found[0][index].mean), z = \(z)")
    }
  }

  @Test func aReachOfTheWholeSequenceIsHudsons() throws {
    try compare(
      NeutralTheoryTests.model(5, theta: 40, rho: 60), .smc(reach: 10_000), replicates: 6000, means: 0)
  }

  @Test func populationsGrowthAndAncientSamplesKeepTheirMeans() throws {
    let text = """
      time_units: generations
      demes:
        - {name: old, epochs: [{start_size: 6000, end_time: 3000}]}
        - {name: a, ancestors: [old], epochs: [{start_size: 1000, end_size: 9000}]}
        - {name: b, ancestors: [old], epochs: [{start_size: 2000}]}
      migrations: [{demes: [a, b], rate: 2.0e-4}]
      """
    var model = try NeutralTheoryTests.model(5, theta: 20, rho: 60)
    model.demography = try DemesFile.model(text, path: "x")
    model.samples = [
      SampleSet(population: 1, haplotypes: 3), SampleSet(population: 2, haplotypes: 2),
      SampleSet(population: 2, haplotypes: 1, time: 700),
    ]
    // S, pi, singletons, the middle, doubletons, all but one: means alone are the same.
    try compare(model, .smcPrime, replicates: 6000, means: 0b110_0011_0101)
  }

  @Test func linkageOfAPairIsThatOfTheWalkAlongTheSequence() throws {
    // Marjoram & Wall 2006, two haplotypes, from left to right: at height T (2N generations) the next crossover comes
    // after Exp(rho T); the branch above it, at a uniform height, joins either branch or the root's.
    let (theta, rho) = (100.0, 100.0)
    var model = try NeutralTheoryTests.model(2, theta: theta, rho: rho)
    model.ancestry = .smcPrime
    let simulator = CoalescentSimulator()
    var found = [Moments](repeating: Moments(), count: 2)
    var expected = found
    var stream = RandomStream(seed: 63, replicate: 0, purpose: .genealogy)
    for replicate in 0..<20_000 {
      let matrix = try simulator.simulate(model, seed: 64, replicate: UInt64(replicate)).matrix
      let all = Double(matrix.siteCount)
      let near = (0..<10).map {
        Double(matrix.sites(from: 1000 * Double($0), to: 1000 * Double($0 + 1)).count) - theta / 10
      }
      found[0].add((all - theta) * (all - theta) - all)
      found[1].add(zip(near, near.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 })
      let areas = Self.walk(rho: rho, parts: 10, &stream).map { theta * ($0 - 0.1) }
      let total = areas.reduce(0, +)
      expected[0].add(total * total)
      expected[1].add(zip(areas, areas.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 })
    }
    for index in 0..<2 {
      let z = found[index].z(from: expected[index].mean, error: expected[index].standardError)
      #expect(abs(z) < 4, "found \(found[index].mean), expected \(expected[index].mean), z = \(z)")
    }
    // Hudson's variance beyond that of the mutations is 872.57 here.
    #expect(expected[0].mean < 872 && expected[0].mean > 800, "\(expected[0].mean)")
  }

  /// The integral of T over each of `parts` equal parts of the sequence.
  private static func walk(rho: Double, parts: Int, _ stream: inout RandomStream) -> [Double] {
    var areas = [Double](repeating: 0, count: parts)
    var height = stream.exponential()
    var place = 0.0
    while place < 1 {
      let next = min(1, place + stream.exponential() / (rho * height))
      while place < next {
        let part = min(parts - 1, Int(place * Double(parts)))
        let end = min(next, Double(part + 1) / Double(parts))
        areas[part] += (max(end, place.nextUp) - place) * height
        place = max(end, place.nextUp)
      }
      // The joining rate is 2 below the root (half of it to the branch it left), 1 above.
      let start = stream.uniform() * height
      let joined = start + stream.exponential() / 2
      if joined >= height {
        height += stream.exponential()
      } else if stream.uniform() < 0.5 {
        height = joined
      }
    }
    return areas
  }

  @Test func aSweepRunsExactly() throws {
    // Near the site, where the sweep decides, diversity is exact under SMC' too; before the sweep fewer pairs may meet.
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05)
    let hudson = try SweepTheoryTests.model(2, rho: 180, sweep: sweep)
    var model = hudson
    model.ancestry = .smcPrime
    let found = try SweepTheoryTests.diversity(model, at: [20, 80, 160], replicates: 8000, seed: 65)
    for (moments, (distance, value, error)) in zip(
      found, SweepTheoryTests.hard.filter { [20, 80, 160].contains($0.0) })
    {
      #expect(abs(moments.z(from: value, error: error)) < 4, "R = \(distance): found \(moments.mean)")
    }
    let simulator = CoalescentSimulator()
    let coalescences = try [hudson, model].map { model in
      try (0..<200).reduce(0) { $0 + (try simulator.simulate(model, seed: 66, replicate: UInt64($1)).coalescences) }
    }
    #expect(Double(coalescences[1]) < 0.9 * Double(coalescences[0]), "\(coalescences)")
  }

  @Test func wrongReachesAreRefused() throws {
    var model = try NeutralTheoryTests.model(4, theta: 1, rho: 1)
    for reach in [-1, Double.nan, .infinity] {
      model.ancestry = .smc(reach: reach)
      #expect(throws: CoalescentError.self) { try model.validate() }
    }
  }
}
