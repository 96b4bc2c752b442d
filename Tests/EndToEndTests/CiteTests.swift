import Foundation
import TestSupport
import Testing

/// What to cite.
@Suite struct CiteTests {
  /// The DOIs and arXiv numbers that a text names.
  private func identifiers(_ text: String) -> Set<String> {
    Set(text.matches(of: /(?:doi:|doi = \{|arXiv:|eprint = \{)([^\s,;}]+)/).map { String($0.output.1) })
  }

  @Test func studiesAndFiles() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q", "--set", "training.calibration=beta")
    let lines = try place.succeed("cite", "tiny.run/model.npz").output
    #expect(lines.contains("S/HIC: Schrider & Kern 2016, PLoS Genetics 12:e1005928, doi:10.1371/journal.pgen.1005928"))
    #expect(lines.contains("Beta calibration: Kull et al. 2017") && lines.contains("htslib: Bonfield et al. 2021"))
    let bibtex = try place.succeed("cite", "tiny.run/model.npz", "--bibtex").output
    #expect(
      bibtex.hasPrefix("@software{Apus,\n") && bibtex.contains("@article{Kull2017,\n  author = {Kull, Meelis and"))
    #expect(identifiers(bibtex) == identifiers(lines))
    let table = try place.succeed("cite", "tiny.run/training.npz").output
    #expect(table.contains("S/HIC:") && !table.contains("trees") && !table.contains("calibration"))
    try place.succeed("simulate", "study.yaml", "-q", "-o", "sims.npz")
    let simulations = try place.succeed("cite", "sims.npz").output
    #expect(simulations.contains("Hudson 1983") && !simulations.contains("S/HIC:"))
    try place.fail(65, ["study.yaml:1", "unknown key"], "cite", try broken(place))
    try place.fail(66, ["none.npz: no such file"], "cite", "none.npz")
  }

  private func broken(_ place: Workplace) throws -> String {
    try place.write("stude: x\n", "study.yaml")
    return "study.yaml"
  }

  /// Every work that a line names has its entry.
  @Test(arguments: [
    "extra_trees", "random_forest", "xgboost", "support_vector_machine", "abc_random_forest", "logistic_regression",
    "ridge", "elastic_net", "componentwise_boosting",
  ])
  func everyLearnerHasItsEntry(learner: String) throws {
    let folder = try TemporaryFolder()
    let features = ["s-hic", "diplos-hic", "filet", "s-hic"]
    for (index, calibration) in ["temperature", "isotonic", "beta", "dirichlet"].enumerated() {
      try
        "model: {haplotypes: 8}\nlearner: {\(learner): {}}\ntraining: {calibration: \(calibration)}\nfeatures: \(features[index])\n"
        .write(toFile: folder.file("s.yaml"), atomically: true, encoding: .utf8)
      let lines = try Program.run(["cite", "s.yaml"], in: folder.path)
      let bibtex = try Program.run(["cite", "s.yaml", "--bibtex"], in: folder.path)
      try #require(lines.code == 0 && bibtex.code == 0, "\(lines.errors)")
      #expect(identifiers(lines.output) == identifiers(bibtex.output))
      #expect(identifiers(lines.output).count >= 6)
    }
  }
}
