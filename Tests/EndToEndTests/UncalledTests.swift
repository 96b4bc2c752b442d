import Foundation
import TestSupport
import Testing

/// What was not called, or could not be: it is no sameness, in data and in simulations.
@Suite struct UncalledTests {
  private static let whole = ["--set", "windows={length: 100kb, subwindows: 1}", "--set", "scan.minimum_sites=1", "-q"]

  /// The values of the features `set` of `file`, a row a window.
  private func values(
    _ place: Workplace, _ file: String, _ set: String, _ more: [String] = []
  ) throws -> [[Double]] {
    let made = try Program.run(
      ["features", file, "--features", set + "; windows: whole; normalisation: none", "-o", "x.tsv"] + Self.whole
        + more,
      in: place.folder.path)
    try #require(made.code == 0, "\(made.errors)")
    return Workplace.fields(try place.text("x.tsv")).dropFirst().map { row in
      row.dropFirst(4).map { Double($0) ?? .nan }
    }
  }

  private func isNear(_ found: Double, _ wanted: Double, _ tolerance: Double = 0.005) -> Bool {
    abs(found - wanted) < tolerance * wanted
  }

  /// A shared file that is compressed, unpacked in the workplace.
  private func unpacked(_ place: Workplace, _ name: String) throws -> String {
    let text = try Program.decompressed(try #require(SharedData.path("data/bug_cases/" + name)))
    try place.write(text, "unpacked.vcf")
    return "unpacked.vcf"
  }

  /// Of a population half of whose calls are missing at all of its samples: .000221 and .000192 of the whole L, .000433 and
  /// .000376 of the bases that can be compared.
  @Test(.enabled(if: SharedData.isPresent)) func aPopulationHalfUncalled() throws {
    let place = try Workplace()
    let file = try unpacked(place, "c21b_pop_half_uncalled.vcf.gz")
    let populations = ["--populations", try #require(SharedData.path("data/bug_cases/pops/p_ok.tsv"))]
    let pairs = try values(place, file, "pi@1, pi@2, dxy", populations + ["--set", "data.target=[north, south]"])
    #expect(isNear(pairs[0][0], 0.00035505) && isNear(pairs[0][1], 0.00043273) && isNear(pairs[0][2], 0.00037577))
    let alone = try values(place, file, "pi", populations + ["--set", "data.target=south"])
    #expect(isNear(alone[0][0], 0.00043273), "\(alone)")
  }

  /// What data.minimum_call_rate leaves out is left out of the bases no more than other filtered sites are.
  @Test(.enabled(if: SharedData.isPresent)) func callsWithoutReads() throws {
    let place = try Workplace()
    let file = try unpacked(place, "c04_dp0_homref.vcf.gz")
    let found = try values(place, file, "pi", ["--set", "data.no_call_depth=0"])
    #expect(isNear(found[0][0], 0.00042008, 1e-4) && isNear(found[1][0], 0.00065507, 1e-4), "\(found)")
  }

  @Test func aWindowWithoutCallsOfAPopulation() throws {
    let place = try Workplace()
    var lines = [
      "##fileformat=VCFv4.2", "##contig=<ID=1,length=200000>",
      "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\">",
      "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc\td",
    ]
    for site in 0..<40 {
      let south = site < 20 ? "0|1\t0|0" : ".|.\t.|."
      lines.append("1\t\(5000 * site + 1)\t.\tA\tC\t.\tPASS\t.\tGT\t0|1\t1|0\t\(south)")
    }
    try place.write(lines.joined(separator: "\n") + "\n", "half.vcf")
    try place.write("a\tnorth\nb\tnorth\nc\tsouth\nd\tsouth\n", "pops.tsv")
    let found = try values(
      place, "half.vcf", "pi@1, pi@2, dxy, fstHudson",
      ["--populations", "pops.tsv", "--set", "data.target=[north, south]"])
    #expect(found[0].allSatisfy { $0.isFinite } && isNear(found[0][1], 0.0001))
    #expect(found[1][0] > 0 && found[1].dropFirst().allSatisfy(\.isNaN), "\(found)")
  }

  /// Every fourth base has no ancestral state: sites are fewer by a quarter, and so are the bases.
  @Test func basesWithoutAncestralState() throws {
    let place = try Workplace()
    var sequence = ""
    var lines = [
      "##fileformat=VCFv4.2", "##contig=<ID=1,length=100000>",
      "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\">",
      "##INFO=<ID=AA,Number=1,Type=String,Description=\"x\">",
      "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb",
    ]
    for base in 0..<100_000 { sequence += base / 1000 % 4 == 3 ? "N" : "A" }
    for site in 0..<400 {
      let state = site / 4 % 4 == 3 ? "N" : "A"
      lines.append("1\t\(250 * site + 1)\t.\tA\tC\t.\tPASS\tAA=\(state)\tGT\t0|1\t\(site % 3 == 0 ? "0|0" : "1|1")")
    }
    try place.write(lines.joined(separator: "\n") + "\n", "x.vcf")
    try place.write(">1\n\(sequence)\n", "anc.fa")
    let plain = try values(place, "x.vcf", "pi", ["--set", "data.ancestral=none"])
    for ancestral in ["anc.fa", "INFO/AA"] {
      let polarised = try values(place, "x.vcf", "pi, thetaH", ["--set", "data.ancestral=\(ancestral)"])
      #expect(isNear(polarised[0][0], plain[0][0], 0.02), "\(ancestral): \(polarised), without \(plain)")
    }
    // Simulations have no base there either: a replicate of the same diversity has the same pi per base.
    let study = """
      study: s
      data: {variants: x.vcf, ancestral: anc.fa}
      model: {population_size: 10000, mutation_rate: 1e-8, recombination_rate: 1e-8}
      classes: {neutral: {}, hard: {sweep: hard}}
      windows: {length: 100kb, subwindows: 1}
      features: "pi; windows: whole"
      scan: {force: true, minimum_sites: 1}
      training: {replicates: 200, seed: 1}
      """
    try place.write(study, "s.yaml")
    try place.succeed("features", "s.yaml", "-q")
    let masked = try place.succeed("inspect", "s/training.npz").output
    #expect(masked.contains("400 rows"))
    let dry = try place.succeed("run", "s.yaml", "--dry-run", "-q").output
    #expect(dry.contains("accessible"), "\(dry)")
  }

  /// tskit: 41.4667 differences of two haplotypes, over 650 of 1,000 bases.
  @Test func deletedIntervalsOfTrees() throws {
    let place = try Workplace()
    let trees = SharedData.checkout("Tests/VariantFilesTests/Golden/deleted.trees")
    let found = try values(
      place, trees, "pi", ["--set", "windows.length=1kb", "--set", "windows.subwindows=1"])
    #expect(isNear(found[0][0], 0.06379487, 1e-6), "\(found)")
  }

  @Test func aRateThatContradictsTheData() throws {
    let place = try Workplace()
    let wrong = ["--set", "model.mutation_rate=2.5e-6", "-q", "--output-folder", "out"]
    for command in [["run", "study.yaml", "--dry-run"], ["run", "study.yaml"]] {
      let refused = try Program.run(command + wrong, in: place.folder.path)
      #expect(refused.code == 65 && refused.errors.contains("contradict the data"), "\(refused.errors)")
    }
    #expect(!place.exists("out"))
    let dry = try Program.run(["run", "study.yaml", "--dry-run", "--force"] + wrong, in: place.folder.path)
    #expect(dry.code == 0, "\(dry.errors)")
  }

  @Test func optionsThatDoNothing() throws {
    let place = try Workplace()
    let windows = ["--set", "windows={length: 55kb, subwindows: 11}", "-q"]
    let contig = ["features", "contig.vcf.gz", "-o", "x.tsv"] + windows
    let refused: [[String]] = [
      contig + ["--seed", "3"], contig + ["--replicates", "3"], contig + ["--output-folder", "o"], contig + ["--force"],
      contig + ["--simulations", "x.npz"], contig + ["--populations", "20,14"],
      ["simulate", "study.yaml", "-o", "x.npz", "--count", "3", "-q"],
      ["simulate", "study.yaml", "-o", "x.ms", "--ploidy", "1", "-q"],
      ["simulate", "study.yaml", "-o", "x.ms", "--replicates", "7", "-q"],
      ["simulate", "study.yaml", "-o", "x.vcf", "--first", "2", "-q"],
      ["statistics", "scan", "contig.vcf.gz", "--statistics", "clr", "--max-gap", "10", "-o", "x.tsv.gz"],
      ["statistics", "scan", "contig.vcf.gz", "--statistics", "nsl", "--dind-window", "10", "-o", "x.tsv.gz"],
      [
        "suggest", "contig.vcf.gz", "-o", "s.yaml", "--species", "HomSap", "--mutation-rate", "1e-8",
        "--recombination-rate", "1e-8",
      ],
    ]
    for words in refused {
      let outcome = try Program.run(words, in: place.folder.path)
      #expect(outcome.code == 64, "\(words): \(outcome.errors)")
    }
    #expect(!place.exists("x.tsv") && !place.exists("x.ms"))
  }

  /// Files are named for what they hold, whatever their names.
  @Test func formatsByContent() throws {
    let place = try Workplace()
    try place.write("##gff-version 3\n1\tx\tgene\t10\t90\t.\t+\t.\tID=gene:A\n", "a.txt")
    try place.write("1\tx\tgene\t10\t90\t.\t+\t.\tgene_id \"A\";\n", "b.vcf.txt")
    try place.write(
      "rs# alleles chrom pos strand assembly# center protLSID NA1 NA2\nrs1 A/C 1 10 + x x x AA AC\n", "c.txt")
    try place.write("NAMES\tn1\tn2\nREGION\t1\t1\t1000\n10\tAC\n", "d.txt")
    #expect(try place.succeed("inspect", "a.txt").output.contains("1 gene"))
    #expect(try place.succeed("inspect", "b.vcf.txt").output.contains("1 gene"))
    #expect(try place.succeed("inspect", "c.txt").output.contains("HapMap"))
    #expect(try place.succeed("inspect", "d.txt").output.contains("ARGweaver"))
    for (file, word) in [("a.txt", "data.genes"), ("c.txt", "HapMap"), ("d.txt", "ARGweaver")] {
      try place.fail(
        65, [file, word], "features", file, "--features", "pi", "-o", "x.tsv", "-q", "--set", "windows.length=1kb")
    }
    // hapbin's .hap has a line a site.
    try place.write("0 1 1\n1 0 0\n", "h.hap")
    try place.write("1 a 0 10\n1 b 0 20\n", "h.map")
    let hapbin = try place.succeed("inspect", "h.hap").output
    #expect(hapbin.contains("3 haplotypes") && hapbin.contains("hapbin"), "\(hapbin)")
    try place.write("1 a 0 10\n1 b 0 20\n1 c 0 30\n1 d 0 40\n", "h.map")
    try place.fail(65, ["h.hap", "expected 4"], "inspect", "h.hap")
  }

  @Test func blanksAroundSampleNames() throws {
    let place = try Workplace()
    let head =
      "##fileformat=VCFv4.2\n##contig=<ID=1,length=1000>\n##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\">\n"
    let columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta \t b\tc\n"
    try place.write(
      head + columns + "1\t10\t.\tA\tC\t.\t.\t.\tGT\t0|1\t1|1\t0|0\n1\t20\t.\tA\tC\t.\t.\t.\tGT\t0|0\t0|1\t0|0\n",
      "x.vcf")
    try place.write("a\tP\nb\tP\n", "pops.tsv")
    let found = try values(
      place, "x.vcf", "pi",
      ["--populations", "pops.tsv", "--set", "windows.length=1kb", "--set", "windows.subwindows=1"])
    #expect(isNear(found[0][0], 0.001))
    #expect(try place.succeed("inspect", "x.vcf").output.contains("a, b, c"))
  }
}
