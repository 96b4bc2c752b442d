import Coalescent
import Demography
import Foundation
import TestSupport
import Testing

/// Pairs of haplotypes in ten demographies against mean coalescence times by numerical integration (Golden).
@Suite struct DemographyTheoryTests {
  /// A golden value: populations of the two haplotypes and the mean time to their ancestor, in generations.
  struct Golden: Sendable, CustomStringConvertible {
    let file: String
    let a: String
    let b: String
    let time: Double
    var description: String { "\(file) \(a) \(b)" }
  }

  static func read() throws -> [Golden] {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Golden")
    let data = try Data(contentsOf: folder.appendingPathComponent("demography.json"))
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: [[Any]]])
    return json.sorted { $0.key < $1.key }.flatMap { file, rows in
      rows.compactMap { row in
        guard let a = row[0] as? String, let b = row[1] as? String, let time = (row[2] as? NSNumber)?.doubleValue
        else { return nil }
        return Golden(file: file, a: a, b: b, time: time)
      }
    }
  }

  static func demography(_ file: String) throws -> DemographicModel {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Golden")
    let text = String(decoding: try Data(contentsOf: folder.appendingPathComponent(file)), as: UTF8.self)
    return try DemesFile.model(text, path: file)
  }

  @Test func meanCoalescenceTimes() throws {
    let values = try Self.read()
    #expect(values.count > 25)
    let simulator = CoalescentSimulator()
    for (number, golden) in values.enumerated() {
      let demography = try Self.demography(golden.file)
      let samples = [
        SampleSet(population: try demography.population(golden.a), haplotypes: 1),
        SampleSet(population: try demography.population(golden.b), haplotypes: 1),
      ]
      // S / (2 mu L) estimates the mean time; a little recombination, so that both kinds of event are there.
      let model = CoalescentModel(
        samples: samples, sequenceLength: 1e4, demography: demography, mutationRate: 1e-7, recombinationRate: 1e-9)
      var times = Moments()
      for replicate in 0..<10_000 {
        let result = try simulator.simulate(model, seed: 100 + UInt64(number), replicate: UInt64(replicate))
        times.add(Double(result.matrix.siteCount) / (2 * 1e-7 * 1e4))
      }
      let z = times.z(from: golden.time)
      #expect(abs(z) < 4, "\(golden): found \(times.mean), expected \(golden.time), z = \(z)")
    }
  }

  @Test func ancientSamplesAreOlder() throws {
    // Two haplotypes, one sampled t generations ago: they differ by mutations on T + (T - t), with E[T] = t + 2N.
    let demography = try DemographicModel(constantSize: 5000)
    let age = 8000.0
    let model = CoalescentModel(
      samples: [SampleSet(haplotypes: 1), SampleSet(haplotypes: 1, time: age)], sequenceLength: 1e4,
      demography: demography, mutationRate: 1e-7, recombinationRate: 1e-9)
    let simulator = CoalescentSimulator()
    var sites = Moments()
    for replicate in 0..<10_000 {
      sites.add(Double(try simulator.simulate(model, seed: 41, replicate: UInt64(replicate)).matrix.siteCount))
    }
    #expect(abs(sites.z(from: 1e-3 * (2 * 10_000 + age))) < 4, "\(sites.mean)")
  }

  @Test func populationsWithoutACommonAncestorAreRefused() throws {
    let demography = try DemesFile.model(
      "time_units: generations\ndemes:\n  - {name: A, epochs: [{start_size: 10}]}\n  - {name: B, epochs: [{start_size: 10}]}",
      path: "two.yaml")
    let model = CoalescentModel(
      samples: [SampleSet(population: 0, haplotypes: 2), SampleSet(population: 1, haplotypes: 2)], sequenceLength: 1000,
      demography: demography, mutationRate: 1e-8, recombinationRate: 1e-8)
    let error = #expect(throws: CoalescentError.self) {
      try CoalescentSimulator().simulate(model, seed: 1, replicate: 0)
    }
    #expect(error?.description.contains("no common ancestor") == true)
  }

  @Test func samplesWhereThePopulationIsNotAreRefused() throws {
    let demography = try Self.demography("split.demes.yaml")
    let ancestor = try demography.population("ancestor")
    for sample in [SampleSet(population: ancestor, haplotypes: 2), SampleSet(population: 9, haplotypes: 2)] {
      let model = CoalescentModel(
        samples: [sample], sequenceLength: 1000, demography: demography, mutationRate: 1e-8, recombinationRate: 1e-8)
      #expect(throws: CoalescentError.self) { try CoalescentSimulator().simulate(model, seed: 1, replicate: 0) }
    }
    #expect(throws: DemographyError.self) { try demography.population("C") }
  }
}
