import Coalescent
import Demography
import Foundation
import Groundwork
import Haplotypes

/// Structured populations against the stored distributions of msprime (20,000 replicates of each demography).
enum StructureComparison {
  private struct Stored: Decodable {
    struct Statistic: Decodable {
      let edges: [Double]
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
    let models: [Model]
  }

  static func section(golden: String, effort: Double) throws -> Section {
    var section = Section(
      title: "Structure and migration against msprime",
      text:
        "Two samples of six haplotypes in five demographies: means, and quantiles 5 % to 95 % in the plots, against "
        + "20,000 replicates of msprime; the tests compare distributions, variances, the joint spectrum and LD as well.",
      reference: "msprime")
    let data = try Data(contentsOf: URL(fileURLWithPath: golden + "/msprime_structure.json"))
    let stored = try JSONDecoder().decode(Stored.self, from: data)
    for peer in stored.models {
      let path = "\(golden)/\(peer.demography).demes.yaml"
      let demography = try DemesFile.model(String(contentsOfFile: path, encoding: .utf8), path: path)
      let model = CoalescentModel(
        samples: [
          SampleSet(population: try demography.population(peer.samples[0]), haplotypes: stored.haplotypes),
          SampleSet(
            population: try demography.population(peer.samples[1]), haplotypes: stored.haplotypes, time: peer.time),
        ], sequenceLength: stored.length, demography: demography, mutationRate: peer.mutationRate,
        recombinationRate: peer.recombinationRate)
      var values: [String: [Double]] = [:]
      _ = try NeutralTheory.replicates(model, Int(stored.replicates * min(effort, 1)), seed: 51) { matrix in
        for (key, value) in statistics(matrix, size: stored.haplotypes) { values[key, default: []].append(value) }
        return 0
      }
      for (key, sample) in values.sorted(by: { $0.key < $1.key }) {
        guard let statistic = peer.statistics[key] else { continue }
        let error = (statistic.variance / stored.replicates).squareRoot()
        section.checks.append(
          TwoSample.check("\(peer.demography): \(key)", sample, mean: statistic.mean, error: error))
        let sorted = sample.sorted()
        // The edges are quantiles at 5 % steps where all of them differ.
        if statistic.edges.count == 19 {
          let points = statistic.edges.enumerated().map { index, edge in
            (apus: sorted[Int(Double(index + 1) / 20 * Double(sorted.count))], peer: edge)
          }
          section.plots.append(QuantilePlot(title: "\(peer.demography): \(key)", points: points))
        }
      }
    }
    return section
  }

  private static func statistics(_ matrix: HaplotypeMatrix, size n: Int) -> [String: Double] {
    let size = Double(n)
    var (pi1, pi2, dxy, s1, s2, fixed) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for site in 0..<matrix.siteCount {
      let word = matrix.words[site * matrix.wordsPerSite]
      let a = Double((word & (1 << UInt64(n) - 1)).nonzeroBitCount)
      let b = Double((word >> UInt64(n)).nonzeroBitCount)
      pi1 += 2 * a * (size - a) / (size * (size - 1))
      pi2 += 2 * b * (size - b) / (size * (size - 1))
      dxy += (a * (size - b) + b * (size - a)) / (size * size)
      s1 += a > 0 && a < size ? 1 : 0
      s2 += b > 0 && b < size ? 1 : 0
      fixed += (a == 0 && b == size) || (a == size && b == 0) ? 1 : 0
    }
    return [
      "S": Double(matrix.siteCount), "S1": s1, "S2": s2, "pi1": pi1, "pi2": pi2, "dxy": dxy, "fixed": fixed,
      "FST": dxy > 0 ? 1 - (pi1 + pi2) / 2 / dxy : 0,
    ]
  }
}
