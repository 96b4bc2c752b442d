import Foundation
import TestSupport
import Testing

/// What a study will cost and how it is understood, before it is run.
@Suite struct DryRunTests {
  @Test func nothingIsWrittenAndAllIsSaid() throws {
    let place = try Workplace()
    let before = place.files()
    let outcome = try place.succeed("run", "study.yaml", "-q", "--dry-run", "--threads", "2")
    #expect(place.files() == before)
    let json = try place.succeed("run", "study.yaml", "-q", "--dry-run", "--json").output
    let study = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(study?["name"] as? String == "tiny" && (study?["training"] as? [String: Any])?["seed"] as? Int == 3)
    try place.fail(64, ["--json is for --dry-run"], "run", "study.yaml", "--json")
    #expect(!outcome.output.contains("{") && !outcome.output.contains("_0"))
    for words in [
      "The study as it is understood", "\n  training.seed: 3\n", "\n  windows.subwindow_count: 11\n",
      "N, diploid individuals of the sampled population at present: 10,000\n",
      "theta = 4Nu, mutations in a window of 55,000 bases: 5", "rho = 4Nr, crossovers in a window:", "2Ns",
      "SNPs in a simulated window without a sweep:", "SNPs in an observed window:", "(20 were timed)",
      "switch errors: none", "misorientation: none", "100 replicates of 121 features", "on 2 threads", "memory: about",
      "Nothing was written.",
    ] { #expect(outcome.output.contains(words), "'\(words)' in: \(outcome.output)") }
  }

  /// theta = 4 N u L, rho = 4 N r L and 2Ns of numbers that are not drawn.
  @Test func unitsOfTheory() throws {
    let place = try Workplace()
    let outcome = try place.succeed(
      "run", "planted.yaml", "-q", "--dry-run", "--set", "model.population_size=4000", "--set",
      "model.mutation_rate=1.5e-8", "--set", "model.recombination_rate=6.0e-8")
    for words in [
      "at present: 4,000\n", "of 55,000 bases: 13.2\n", "crossovers in a window: 52.8\n", "rho / theta: 4.000\n",
      "strength of the sweeps: 400\n",
    ] { #expect(outcome.output.contains(words), "'\(words)' in: \(outcome.output)") }
  }

  @Test func aWrongMutationRateIsSeen() throws {
    let place = try Workplace()
    try place.succeed(
      "simulate", "planted.yaml", "-q", "-o", "neutral.vcf.gz", "--layout", "neutral,neutral,neutral", "--set",
      "model.haplotypes=20")
    func variants(_ rate: String) throws -> String {
      try place.succeed(
        "run", "study.yaml", "-q", "--dry-run", "--set", "data.variants=neutral.vcf.gz", "--set", "data.known=null",
        "--set", "model.mutation_rate=\(rate)"
      ).output
    }
    #expect(try variants("2.5e-8").contains("they are alike"))
    #expect(try variants("1.25e-7").contains("mutation_rate or the population size is too high"))
    #expect(try variants("5.0e-9").contains("mutation_rate or the population size is too low"))
  }
}
