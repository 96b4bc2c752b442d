import Coalescent
import Demography
import Foundation
import Groundwork

/// Pairs of haplotypes in ten demographies against exact mean coalescence times.
enum DemographyTheory {
  /// `golden` is the folder of the tests' golden values: demography.json and the Demes files.
  static func section(golden: String, effort: Double) throws -> Section {
    var section = Section(
      title: "Mean coalescence times",
      text: "Pairs of haplotypes in ten demographies (growth, decline, linear change, bottleneck, islands, asymmetric "
        + "migration, split, admixture, pulse, out of Africa) against numerical integration, checked with msprime's "
        + "DemographyDebugger; generations.")
    let data = try Data(contentsOf: URL(fileURLWithPath: golden + "/demography.json"))
    guard let json = try JSONSerialization.jsonObject(with: data) as? [String: [[Any]]] else { return section }
    for (file, rows) in json.sorted(by: { $0.key < $1.key }) {
      let demography = try DemesFile.model(String(contentsOfFile: golden + "/" + file, encoding: .utf8), path: file)
      for row in rows {
        guard let a = row[0] as? String, let b = row[1] as? String, let time = (row[2] as? NSNumber)?.doubleValue
        else { continue }
        let model = CoalescentModel(
          samples: [
            SampleSet(population: try demography.population(a), haplotypes: 1),
            SampleSet(population: try demography.population(b), haplotypes: 1),
          ], sequenceLength: 1e4, demography: demography, mutationRate: 1e-7, recombinationRate: 1e-9)
        let sample = try NeutralTheory.replicates(model, Int(20_000 * effort), seed: 41) {
          Double($0.siteCount) / (2 * 1e-7 * 1e4)
        }
        let name = file.replacing(".demes.yaml", with: "")
        section.checks.append(TwoSample.check("\(name): \(a) and \(b)", sample, mean: time))
      }
    }
    return section
  }
}
