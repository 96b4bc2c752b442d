import Coalescent
import Demography
import Groundwork
import TestSupport
import Testing

/// Adaptive introgression against a forward Wright-Fisher simulation of two loci; fixed seeds, |z| < 4.
@Suite struct IntrogressionTests {
  static let size = 200
  static let sourceSize = 100.0
  static let ancestralSize = 500.0
  static let split = 2000.0
  static let pulse = 120
  static let share = 0.03
  static let selection = 0.06
  /// Crossovers per generation between the selected site and the linked locus.
  static let recombination = 0.01

  /// Forwards: `size` haploid pairs of parents, each offspring a selected site and a linked locus; all of them at the pulse are
  /// founders. Returns the mean time of two haplotypes to their ancestor at the site and at the locus, nil if the allele is lost.
  static func forward(_ stream: inout RandomStream) -> (site: Double, linked: Double)? {
    let n = 2 * size
    let founders = Int(share * Double(n))
    var alleles = (0..<n).map { $0 < founders }
    // The parent of each haplotype at the site and at the locus, by generation.
    var parents: [[(Int, Int)]] = []
    let fitness = expOf(selection)
    for _ in 0..<pulse {
      let carriers = alleles.indices.filter { alleles[$0] }
      let others = alleles.indices.filter { !alleles[$0] }
      if carriers.isEmpty { return nil }
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
      alleles = generation.map { alleles[$0.0] }
      parents.append(generation)
    }
    if !alleles.contains(true) { return nil }
    var found = (site: 0.0, linked: 0.0)
    let pairs = 20
    for _ in 0..<pairs {
      let a = stream.index(below: n)
      let b = (a + 1 + stream.index(below: n - 1)) % n
      found.site += time(a, b, parents, founders) { $0.0 } / Double(pairs)
      found.linked += time(a, b, parents, founders) { $0.1 } / Double(pairs)
    }
    return found
  }

  private static func time(
    _ first: Int, _ second: Int, _ parents: [[(Int, Int)]], _ founders: Int, _ locus: ((Int, Int)) -> Int
  ) -> Double {
    var (a, b) = (first, second)
    for (age, generation) in parents.reversed().enumerated() {
      (a, b) = (locus(generation[a]), locus(generation[b]))
      if a == b { return Double(age + 1) }
    }
    // Two founders: of one population each or of both.
    let rest = split - Double(pulse)
    if (a < founders) != (b < founders) { return split + 2 * ancestralSize }
    let own = 2 * (a < founders ? sourceSize : Double(size))
    return Double(pulse) + own * (1 - expOf(-rest / own)) + expOf(-rest / own) * 2 * ancestralSize
  }

  @Test func againstForwardPopulations() throws {
    var stream = RandomStream(seed: 81, replicate: 0, purpose: .genealogy)
    var site = Moments()
    var linked = Moments()
    for _ in 0..<1500 {
      guard let times = Self.forward(&stream) else { continue }
      site.add(times.site)
      linked.add(times.linked)
    }
    let demography = try DemesFile.model(
      """
      time_units: generations
      demes:
        - {name: Ancestor, epochs: [{start_size: \(Self.ancestralSize), end_time: \(Self.split)}]}
        - {name: Target, ancestors: [Ancestor], epochs: [{start_size: \(Self.size)}]}
        - {name: Source, ancestors: [Ancestor], epochs: [{start_size: \(Self.sourceSize)}]}
      """, path: "introgression")
    let sweep = Sweep(
      population: 1, position: 0.5, origin: .pulse(from: 2, frequency: Self.share),
      course: .onset(ago: Double(Self.pulse), until: 0, Sweep.Selection(coefficient: Self.selection)))
    let mutation = 1e-3
    let model = CoalescentModel(
      samples: [SampleSet(population: 1, haplotypes: 2)], sequenceLength: 1001, demography: demography,
      mutationRate: mutation, recombinationRate: Self.recombination / 1000, sweep: sweep)
    let simulator = CoalescentSimulator()
    var found = (site: Moments(), linked: Moments())
    for replicate in 0..<20_000 {
      let result = try simulator.simulate(model, seed: 82, replicate: UInt64(replicate))
      #expect(result.sweepOrigin == Double(Self.pulse))
      found.site.add(Double(result.matrix.sites(from: 0, to: 1).count) / (2 * mutation))
      found.linked.add(Double(result.matrix.sites(from: 1000, to: 1001).count) / (2 * mutation))
    }
    for (name, here, there) in [("site", found.site, site), ("linked locus", found.linked, linked)] {
      let z = here.z(from: there.mean, error: there.standardError)
      SelectionTests.show(
        "introgression, \(name): \(here.mean), forward \(there.mean) +- \(there.standardError), z = \(z)")
      #expect(abs(z) < 4, "\(name): found \(here.mean), forward \(there.mean), z = \(z)")
    }
  }
}
