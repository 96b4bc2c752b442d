import Foundation
import TestSupport
import Testing

/// What the program tells about files and recipes.
@Suite struct InspectTests {
  @Test func everyKindOfFile() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q")
    try place.succeed("simulate", "study.yaml", "-q", "-o", "sims.npz", "--truth", "truth.tsv")
    try place.succeed("simulate", "planted.yaml", "-q", "-o", "hard.ms", "--class", "hard", "--count", "30")
    try place.succeed("simulate", "planted.yaml", "-q", "-o", "contig.bcf")
    for (file, words) in [
      ("contig.vcf.gz", ["10 samples, 1 contig, INFO/AA", "20 haplotypes (ploidy 2), phased, no missing calls"]),
      ("contig.bcf", ["10 samples, 1 contig, INFO/AA"]),
      ("truth.bed", ["intervals: 1 on 1 contig, 5,000 bases"]), ("hard.ms", ["30 replicates of 20 haplotypes"]),
      ("study.yaml", ["study 'tiny', recipe s-hic: 20 replicates", "55,000 bases in 11 subwindows"]),
      ("tiny.run/training.npz", ["feature table: 100 rows x 121 columns", "class linked-soft: 20 rows", "seed 3"]),
      ("tiny.run/observed.npz", ["23 rows x 121 columns", "observed windows from 1:25000 to 1:140000"]),
      ("tiny.run/model.npz", ["classes in order: neutral, hard, linked-hard, soft, linked-soft", "held-out"]),
      ("truth.tsv", ["truth of simulations: 100 replicates, 0 of them failed", "class hard: 20 replicates"]),
      ("sims.npz", ["simulations: 100 replicates of 20 haplotypes x 55,000 bases"]),
      ("tiny.run/training.npz", ["for: apus train"]), ("tiny.run/observed.npz", ["for: apus predict"]),
      ("tiny.run/model.npz", ["for: apus predict"]), ("sims.npz", ["for: apus features STUDY --simulations"]),
      ("tiny.run/scan.tsv.gz", ["scan of windows (scan.tsv.gz): 23 rows", "data.tracks"]),
      ("tiny.run/hard.bedgraph.gz", ["track of a scan", "IGV"]), ("tiny.run/regions.bed", ["intervals: "]),
      ("tiny.run/ledger.tsv", ["what became of records"]), ("tiny.run/regions.tsv", ["called regions (regions.tsv)"]),
      ("tiny.run/check.tsv", ["whether the simulations resemble the data"]),
      ("tiny.run/trust.tsv", ["what calls are worth"]),
      ("tiny.run/evaluation.tsv", ["held out"]), ("tiny.run/apus.log", ["log of Apus"]),
      ("tiny.run/study.json", ["study.json"]), ("tiny.run/report.html", ["browser"]),
      ("tiny.run/scan.tsv.gz.tbi", ["index of tiny.run/scan.tsv.gz"]),
      ("tiny.run", ["folder of the outputs of a study", "scan.tsv.gz: what was called", "hard.bedgraph.gz"]),
    ] {
      let outcome = try place.succeed("inspect", file)
      for word in words { #expect(outcome.output.contains(word), "'\(word)' in: \(outcome.output)") }
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test func filesOfOtherPrograms() throws {
    let place = try Workplace()
    let golden = SharedData.checkout("Tests/VariantFilesTests/Golden")
    try place.write("0 1 1\n1 0 1\n0 0 0\n", "x.hap")
    try place.write("7 a 0.5 100\n7 b 0.6 1100\n7 c 0.6 2099\n", "x.map")
    try place.write(">1\nNNPPPPPPPL\n", "mask.fa")
    try place.write(">1\nACGTNacgtN\n", "ancestor.fa")
    try place.write("position cM\n1 0\n1000001 1.5\n", "rates.txt")
    try place.write("i1 CEU\ni2 CEU\ni3 YRI\n", "popmap.txt")
    try place.write("time_units: generations\ndemes:\n- name: A\n  epochs: [{start_size: 1000}]\n", "a.yaml")
    try place.write("classLabel\tpi_win0\tpi_win1\n0\t0.5\t0.5\n1\tnan\t1\n", "x.fvec")
    try place.write("a,b\n1,2\n", "x.csv")
    try place.write("ms 2 1 -t 1\n\n//\nsegsites: 1\npositions: 0.5\n0\n1\n", "unnamed")
    for (file, words) in [
      (
        golden + "/two_populations.trees",
        [
          "tree sequence: 7 individuals, 200.0 base pairs, 126 sites, 190 mutations", "98 usable sites",
          "north 4, south 3",
          "can be used for: the feature sets s-hic, ",
        ]
      ),
      (
        golden + "/plink.bim",
        [
          "PLINK: 37 individuals (19 male, 18 female), 24 variants on 2 contigs",
          "74 haplotypes (ploidy 2), unphased, 9.19 %",
          "19 individuals have one copy of chromosome X", "others, such as s-hic: ",
        ]
      ),
      ("x.hap", ["3 haplotypes on 1 contig", "contig 7: 3 usable sites from 100 to 2,099, 1.50 a kb"]),
      ("mask.fa", ["FASTA: 1 sequence, 10 bases", "accessible 1 interval on 1 contig, 7 bases", "P is accessible"]),
      ("ancestor.fa", ["4 bases", "as ancestral bases: letters in lower case"]),
      ("x.map", ["recombination map: 1 contig", "contig 7: 2 pieces from 100 to 2,098, 0.100 cM"]),
      ("rates.txt", ["contig (not named): 1 piece from 1 to 1,000,000, 1.500 cM, mean 1.500 cM/Mb"]),
      ("popmap.txt", ["population map: 3 samples of 2 populations", "CEU 2, YRI 1"]),
      ("a.yaml", ["Demes model: 1 deme, 0 migrations", "can be used for: model.demography"]),
      ("x.fvec", ["1 row x 2 columns", "1 row is left out", "the first on line 3: pi_win0 is nan"]),
      ("x.csv", ["table: 1 row, 2 columns: a, b"]), ("unnamed", ["ms text: 1 replicate of 2 haplotypes"]),
    ] {
      let outcome = try place.succeed("inspect", file)
      for word in words { #expect(outcome.output.contains(word), "'\(word)' in: \(outcome.output)") }
      #expect(outcome.errors.isEmpty)
    }
    try place.write("0 1\n", "x.hap")
    try place.fail(65, ["x.hap:1: the haplotype has 2 sites, expected 3 as x.map has lines"], "inspect", "x.hap")
  }

  @Test func recipes() throws {
    let place = try Workplace()
    #expect(try place.succeed("recipes", "list").output.hasPrefix("s-hic\tIs the middle"))
    let recipe = try place.succeed("recipes", "show", "s-hic").output
    try place.write(recipe, "recipe.yaml")
    let described = try place.succeed("inspect", "recipe.yaml").output
    #expect(described.contains("study 's-hic', recipe s-hic: 2,000 replicates"))
    // The printed recipe is a study file: it lacks only what no recipe can know.
    try place.fail(65, ["a study without data needs model.haplotypes"], "run", "recipe.yaml", "-q")
    try place.fail(65, ["there is no recipe 's-hick'; did you mean 's-hic'?"], "recipes", "show", "s-hick")
    let changed = recipe.replacing("# variants: data.vcf.gz", with: "variants: contig.vcf.gz")
    try place.write(changed, "whole.yaml")
    try place.succeed(
      "run", "whole.yaml", "-q", "--set", "windows.length=55kb", "--replicates", "10", "--set", "scan.minimum_sites=20",
      "--set", "learner.extra_trees.trees=5")
  }
}
