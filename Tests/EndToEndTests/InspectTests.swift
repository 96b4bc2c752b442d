import Foundation
import TestSupport
import Testing

/// What the program tells about files and recipes.
@Suite struct InspectTests {
  @Test func everyKindOfFile() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q")
    try place.succeed("simulate", "study.yaml", "-q", "-o", "sims.npz")
    try place.succeed("simulate", "planted.yaml", "-q", "-o", "hard.ms", "--class", "hard", "--count", "30")
    try place.succeed("simulate", "planted.yaml", "-q", "-o", "contig.bcf")
    for (file, words) in [
      ("contig.vcf.gz", ["10 samples, 1 contigs, INFO/AA", "20 haplotypes (ploidy 2), phased, no missing calls"]),
      ("contig.bcf", ["10 samples, 1 contigs, INFO/AA"]),
      ("truth.bed", ["intervals: 1 on 1 contigs, 5,000 bases"]), ("hard.ms", ["30 replicates of 20 haplotypes"]),
      ("study.yaml", ["study 'tiny', recipe s-hic: 20 replicates", "55,000 bases in 11 subwindows"]),
      ("tiny.run/training.npz", ["feature table: 100 rows x 121 columns", "class linked-soft: 20 rows", "seed 3"]),
      ("tiny.run/observed.npz", ["23 rows x 121 columns", "observed windows from 1:25000 to 1:140000"]),
      ("tiny.run/model.npz", ["classes in order: neutral, hard, linked-hard, soft, linked-soft", "held-out"]),
      ("sims.npz", ["simulations: 100 replicates of 20 haplotypes x 55,000 bases"]),
      ("tiny.run/scan.tsv.gz", ["intervals: 23 on 1 contigs"]), ("tiny.run/hard.bedgraph.gz", ["intervals: 23"]),
      ("tiny.run/regions.bed", ["intervals: "]), ("tiny.run/ledger.tsv", ["4 columns: item, contig, what, count"]),
    ] {
      let outcome = try place.succeed("inspect", file)
      for word in words { #expect(outcome.output.contains(word), "'\(word)' in: \(outcome.output)") }
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test func recipes() throws {
    let place = try Workplace()
    #expect(try place.succeed("recipes", "list").output.hasPrefix("s-hic\t"))
    let recipe = try place.succeed("recipes", "show", "s-hic").output
    try place.write(recipe, "recipe.yaml")
    let described = try place.succeed("inspect", "recipe.yaml").output
    #expect(described.contains("study 's-hic', recipe s-hic: 2,000 replicates"))
    // The printed recipe is a study file: it lacks only what no recipe can know.
    try place.fail(65, ["a study without data needs model.haplotypes"], "run", "recipe.yaml", "-q")
    try place.fail(65, ["there is no recipe 's-hick'; did you mean 's-hic'?"], "recipes", "show", "s-hick")
    let changed = recipe.replacingOccurrences(of: "# variants: data.vcf.gz", with: "variants: contig.vcf.gz")
    try place.write(changed, "whole.yaml")
    try place.succeed(
      "run", "whole.yaml", "-q", "--set", "windows.length=55kb", "--replicates", "10", "--set", "scan.minimum_sites=20",
      "--set", "learner.extra_trees.trees=5")
  }
}
