import Coalescent
import Demography
import Groundwork
import TestSupport
import Testing

/// Sweeps by recurrent mutation against forward Wright-Fisher populations of two loci; fixed seeds.
@Suite struct RecurrentMutationTests {
  static let size = 250
  static let selection = 0.1
  /// Crossovers per generation between the selected site and the linked locus.
  static let recombination = 0.01

  /// What is expected of samples when the allele has been fixed.
  struct Found {
    /// One origin in a sample of 10, of 20.
    var single = [Moments(), Moments()]
    /// The time of two haplotypes to their ancestor at the site, and at the locus.
    var times = [Moments(), Moments()]
  }

  /// One population, from the first generation in which there may be mutants until all chromosomes are: added to `found`.
  static func forward(theta: Double, _ stream: inout RandomStream, _ found: inout Found) {
    let n = 2 * size
    let mutation = theta / Double(2 * n)
    // The mutation each chromosome descends from; 0: none.
    var origins = [Int](repeating: 0, count: n)
    var mutations = 0
    var parents: [[(Int, Int)]] = []
    let fitness = expOf(selection)
    while origins.contains(0) {
      let carriers = origins.indices.filter { origins[$0] > 0 }
      let others = origins.indices.filter { origins[$0] == 0 }
      if carriers.isEmpty { parents.removeAll() }
      let weight = Double(carriers.count) * fitness
      let chance = weight / (weight + Double(others.count))
      func parent(_ stream: inout RandomStream) -> Int {
        let pool = stream.uniform() < chance ? carriers : others
        return pool[stream.index(below: pool.count)]
      }
      let generation = (0..<n).map { _ -> (Int, Int) in
        let first = parent(&stream)
        return (first, stream.uniform() < recombination ? parent(&stream) : first)
      }
      origins = generation.map { pair in
        if origins[pair.0] > 0 || stream.uniform() >= mutation { return origins[pair.0] }
        mutations += 1
        return mutations
      }
      parents.append(generation)
    }
    for (index, sample) in [10, 20].enumerated() {
      var counts = [Int](repeating: 0, count: mutations + 1)
      for origin in origins { counts[origin] += 1 }
      // The probability that all of the sample have one origin, drawn without replacement.
      var single = 0.0
      for count in counts where count >= sample {
        var all = 1.0
        for drawn in 0..<sample { all *= Double(count - drawn) / Double(n - drawn) }
        single += all
      }
      found.single[index].add(single)
    }
    for locus in 0..<2 {
      var mean = 0.0
      let pairs = 10
      for _ in 0..<pairs {
        var a = stream.index(below: n)
        var b = (a + 1 + stream.index(below: n - 1)) % n
        var age = 0
        for generation in parents.reversed() where a != b {
          (a, b) = locus == 0 ? (generation[a].0, generation[b].0) : (generation[a].1, generation[b].1)
          age += 1
        }
        mean += (a == b ? Double(age) : Double(age + n)) / Double(pairs)
      }
      found.times[locus].add(mean)
    }
  }

  /// The same by the simulator.
  static func simulate(theta: Double, replicates: Int) throws -> Found {
    let sweep = Sweep(
      position: 0.5, selectionCoefficient: selection, origin: .recurrent(rate: theta / Double(4 * size)))
    let mutation = 2e-3
    var model = CoalescentModel(
      haplotypeCount: 2, sequenceLength: 1001, demography: try DemographicModel(constantSize: Double(size)),
      mutationRate: mutation, recombinationRate: recombination / 1000, sweep: sweep)
    let simulator = CoalescentSimulator()
    var found = Found()
    for replicate in 0..<replicates {
      let matrix = try simulator.simulate(model, seed: 101, replicate: UInt64(replicate)).matrix
      found.times[0].add(Double(matrix.sites(from: 0, to: 1).count) / (2 * mutation))
      found.times[1].add(Double(matrix.sites(from: 1000, to: 1001).count) / (2 * mutation))
    }
    model.sequenceLength = 1
    for (index, sample) in [10, 20].enumerated() {
      model.samples = [SampleSet(haplotypes: sample)]
      for replicate in 0..<replicates {
        let truth = try simulator.simulate(model, seed: 102, replicate: UInt64(replicate)).sweep
        found.single[index].add(truth?.survivingOrigins == 1 ? 1 : 0)
      }
    }
    return found
  }

  @Test(arguments: [0.01, 0.1, 1.0]) func againstForwardPopulations(_ theta: Double) throws {
    var stream = RandomStream(seed: 103, replicate: UInt64(theta * 100), purpose: .genealogy)
    var forward = Found()
    for _ in 0..<600 { Self.forward(theta: theta, &stream, &forward) }
    let found = try Self.simulate(theta: theta, replicates: 20_000)
    // The path is drawn as if there were one origin, and the samples are not small beside the first copies: 0.03 and 3 %.
    for (index, sample) in [10, 20].enumerated() {
      let (here, there) = (found.single[index], forward.single[index])
      let error = (here.standardError * here.standardError + there.standardError * there.standardError).squareRoot()
      let ewens = (1..<sample).reduce(1.0) { $0 * Double($1) / (Double($1) + theta) }
      SelectionTests.show(
        "theta \(theta), n \(sample): one origin \(here.mean), forward \(there.mean) +- \(error), Ewens \(ewens)")
      #expect(abs(here.mean - there.mean) < 0.03 + 4 * error, "n \(sample): \(here.mean), forward \(there.mean)")
      let (time, expected) = (found.times[index], forward.times[index])
      let z = time.z(from: expected.mean, error: expected.standardError)
      let place = index == 0 ? "site" : "linked locus"
      SelectionTests.show("theta \(theta), \(place): \(time.mean), forward \(expected.mean), z = \(z)")
      #expect(
        abs(time.mean - expected.mean) < 0.03 * expected.mean + 4 * abs((time.mean - expected.mean) / z),
        "\(place): \(time.mean), forward \(expected.mean)")
    }
  }
}
