import Coalescent
import Demography
import Foundation
import Haplotypes
import TestSupport
import Testing

/// Structured populations against 20,000 replicates of msprime for each demography (Golden/msprime_structure.json, made by
/// Verification/msprime_structure.py): distributions, means and variances of each statistic.
@Suite struct StructureTests {
  struct Stored: Decodable {
    struct Statistic: Decodable {
      let edges: [Double]
      let counts: [Double]
      let mean: Double
      let variance: Double
    }
    struct Model: Decodable {
      let demography: String
      let samples: [String]
      let time: Double
      let mutationRate: Double
      let recombinationRate: Double
      let statistics: [String: Statistic]

      enum CodingKeys: String, CodingKey {
        case demography, samples, time, statistics
        case mutationRate = "mutation_rate"
        case recombinationRate = "recombination_rate"
      }
    }
    let replicates: Double
    let length: Double
    let haplotypes: Int
    let distances: [Double]
    let models: [Model]
  }

  @Test(arguments: ["islands", "asymmetric", "pulse", "admixture", "out-of-africa"])
  func distributionsAreMsprimes(name: String) throws {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Golden")
    let data = try Data(contentsOf: folder.appendingPathComponent("msprime_structure.json"))
    let stored = try JSONDecoder().decode(Stored.self, from: data)
    let golden = try #require(stored.models.first { $0.demography == name })
    let demography = try DemographyTheoryTests.demography(name + ".demes.yaml")
    let model = CoalescentModel(
      samples: [
        SampleSet(population: try demography.population(golden.samples[0]), haplotypes: stored.haplotypes),
        SampleSet(
          population: try demography.population(golden.samples[1]), haplotypes: stored.haplotypes, time: golden.time),
      ], sequenceLength: stored.length, demography: demography, mutationRate: golden.mutationRate,
      recombinationRate: golden.recombinationRate)
    let simulator = CoalescentSimulator()
    var values: [String: Moments] = [:]
    var counts = golden.statistics.mapValues { [Double](repeating: 0, count: $0.counts.count) }
    for replicate in 0..<Int(stored.replicates) {
      let matrix = try simulator.simulate(model, seed: 77, replicate: UInt64(replicate)).matrix
      let pair = DemePair(matrix, size: stored.haplotypes, length: stored.length, distances: stored.distances)
      for (key, value) in pair.statistics {
        let value = (value * 1e9).rounded() / 1e9
        values[key, default: Moments()].add(value)
        let edges = try #require(golden.statistics[key]?.edges)
        counts[key]?[edges.firstIndex { value <= $0 } ?? edges.count] += 1
      }
    }
    #expect(Set(values.keys) == Set(golden.statistics.keys))
    var tests: [(what: String, p: Double)] = []
    for (key, moments) in values {
      let peer = try #require(golden.statistics[key])
      let error = (peer.variance / stored.replicates).squareRoot()
      tests.append(
        (
          "mean of \(key): \(moments.mean), msprime \(peer.mean)",
          SampleTests.p(z: moments.z(from: peer.mean, error: error))
        ))
      // msprime's variance has the same relative error as ours.
      let z = (moments.variance - peer.variance) / (moments.standardErrorOfVariance * 2.0.squareRoot())
      tests.append(("variance of \(key): \(moments.variance), msprime \(peer.variance)", SampleTests.p(z: z)))
      tests.append(("distribution of \(key)", SampleTests.p(counts: counts[key] ?? [], peer.counts)))
    }
    #expect(tests.count > 150)
    let worst = try #require(tests.min { $0.p < $1.p })
    #expect(SampleTests.holm(tests.map(\.p)) >= 1e-3, "\(name): \(worst.what), p = \(worst.p)")
  }
}

/// What msprime_structure.py computes, from two samples of `size` haplotypes each, plainly.
struct DemePair {
  private(set) var statistics: [String: Double] = [:]

  init(_ matrix: HaplotypeMatrix, size n: Int, length: Double, distances: [Double]) {
    let sites = matrix.siteCount
    let bits = (0..<sites).map { matrix.words[$0 * matrix.wordsPerSite] }
    let first = bits.map { Double(($0 & (1 << UInt64(n) - 1)).nonzeroBitCount) }
    let second = bits.map { Double(($0 >> UInt64(n)).nonzeroBitCount) }
    let size = Double(n)
    func pi(_ counts: [Double]) -> Double { counts.reduce(0) { $0 + $1 * (size - $1) } * 2 / (size * (size - 1)) }
    func segregating(_ counts: [Double]) -> Double { Double(counts.count { $0 > 0 && $0 < size }) }
    let pairs = Array(zip(first, second))
    let dxy = pairs.reduce(0) { $0 + $1.0 * (size - $1.1) + $1.1 * (size - $1.0) } / (size * size)
    let left = Double(matrix.positions.count { $0 < length / 2 })
    statistics = [
      "S": Double(sites), "S1": segregating(first), "S2": segregating(second), "pi1": pi(first), "pi2": pi(second),
      "dxy": dxy, "FST": dxy > 0 ? 1 - (pi(first) + pi(second)) / 2 / dxy : 0,
      "D1": Self.tajimasD(segregating(first), pi(first), n), "D2": Self.tajimasD(segregating(second), pi(second), n),
      "shared": Double(pairs.count { $0 > 0 && $0 < size && $1 > 0 && $1 < size }),
      "fixed": Double(pairs.count { ($0 == 0 && $1 == size) || ($0 == size && $1 == 0) }),
      "halves": left * (Double(sites) - left),
    ]
    for a in 0...n {
      for b in 0...n where a + b > 0 && a + b < 2 * n { statistics["joint_\(a)_\(b)"] = 0 }
    }
    for (a, b) in pairs { statistics["joint_\(Int(a))_\(Int(b))"]? += 1 }
    addLinkage(matrix, bits, first, n, length, distances)
  }

  private mutating func addLinkage(
    _ matrix: HaplotypeMatrix, _ bits: [UInt64], _ counts: [Double], _ n: Int, _ length: Double, _ distances: [Double]
  ) {
    var sums = [Double](repeating: 0, count: distances.count - 1)
    var pairs = sums
    let size = Double(n)
    let inside = bits.indices.filter { counts[$0] > 0 && counts[$0] < size }
    for (order, j) in inside.enumerated() {
      for i in inside[..<order] {
        let distance = (matrix.positions[j] - matrix.positions[i]) / length
        guard let bin = sums.indices.last(where: { distances[$0] <= distance }) else { continue }
        let both = Double((bits[i] & bits[j] & (1 << UInt64(n) - 1)).nonzeroBitCount) / size
        let (p, q) = (counts[i] / size, counts[j] / size)
        sums[bin] += (both - p * q) * (both - p * q) / (p * (1 - p) * q * (1 - q))
        pairs[bin] += 1
      }
    }
    for bin in sums.indices { statistics["r2_\(bin)"] = pairs[bin] > 0 ? sums[bin] / pairs[bin] : 0 }
  }

  private static func tajimasD(_ sites: Double, _ pi: Double, _ n: Int) -> Double {
    if sites == 0 { return 0 }
    var (a1, a2) = (0.0, 0.0)
    for k in 1..<n {
      a1 += 1 / Double(k)
      a2 += 1 / Double(k * k)
    }
    let n = Double(n)
    let b1 = (n + 1) / (3 * (n - 1))
    let b2: Double = 2 * (n * n + n + 3) / (9 * n * (n - 1))
    let c1 = b1 - 1 / a1
    let c2: Double = b2 - (n + 2) / (a1 * n) + a2 / (a1 * a1)
    let variance: Double = c1 / a1 * sites + c2 / (a1 * a1 + a2) * sites * (sites - 1)
    return (pi - sites / a1) / variance.squareRoot()
  }
}
