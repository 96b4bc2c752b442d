import Foundation
import TestSupport
import Testing

/// Every recipe that `apus suggest` writes runs unedited, from a VCF to the report.
@Suite struct RecipeTests {
  /// The recipes of one population.
  @Test(arguments: [
    "diplos-hic", "sfselect", "pavlidis", "evolboosting", "hierarchical-boosting", "evonet", "model-choice",
    "parameters",
    "recombination",
  ])
  func ofOnePopulation(_ recipe: String) throws {
    let place = try Workplace()
    let written = try place.succeed(
      "suggest", "contig.vcf.gz", "--recipe", recipe, "--mutation-rate", "2.5e-8", "-o", "r.yaml", "-q")
    #expect(written.output.contains("r.yaml"))
    #expect(try place.text("r.yaml").contains("recipe: \(recipe)"))
    let outcome = try place.apus(
      "run", "r.yaml", "-q", "--replicates", "12", "--force", "--set", "training.robustness=0", "--set",
      "scan.minimum_sites=2")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let isOfGenome = ["model-choice", "parameters"].contains(recipe)
    #expect(isOfGenome || outcome.output.contains("held-out simulations"), "\(outcome.output)")
    #expect(place.exists("r.run/report.html"))
  }

  /// Data without phase, or without ancestral alleles, get other features that are there.
  @Test(arguments: [
    "s-hic", "diplos-hic", "sfselect", "pavlidis", "evolboosting", "hierarchical-boosting", "evonet", "model-choice",
    "parameters", "recombination",
  ])
  func ofPoorerData(_ recipe: String) throws {
    let place = try Workplace()
    try place.write(
      try Program.decompressed(place.folder.file("contig.vcf.gz")).replacingOccurrences(of: "|", with: "/"), "u.vcf")
    let options = ["--recipe", recipe, "--mutation-rate", "2.5e-8", "-q"]
    for (name, own) in [
      ("both", ["u.vcf"]), ("unphased", ["u.vcf", "--ancestral", "none"]),
      ("folded", ["contig.vcf.gz", "--ancestral", "none"]),
    ] {
      let outcome = try Program.run(["suggest"] + own + options + ["-o", name + ".yaml"], in: place.folder.path)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
  }

  /// A spectrum tells histories by one command; what needs places is refused.
  @Test func ofSpectra() throws {
    let place = try Workplace()
    let cells = (0..<25).map { $0 == 0 || $0 == 24 ? "0" : "\(400 / ($0 % 5 + $0 / 5))" }
    try place.write("5 5 unfolded \"A\" \"B\"\n\(cells.joined(separator: " "))\n", "joint.fs")
    try place.fail(
      65, ["a spectrum tells histories"], "suggest", "joint.fs", "--set", "data.length=2Mb", "-o", "x.yaml", "-q")
    try place.succeed(
      "suggest", "joint.fs", "--recipe", "joint-sfs", "--set", "data.length=2Mb", "--mutation-rate", "1.25e-8", "-o",
      "j.yaml", "-q")
    let study = try place.text("j.yaml")
    #expect(study.contains("features: \"jsfs2Bins8; windows: whole\"") && study.contains("target: ['A', 'B']"))
    try place.succeed("run", "j.yaml", "-q", "--set", "training.replicates=40", "--set", "training.rounds=1")
    #expect(place.exists("j.run/posterior.tsv"))
  }

  @Test(arguments: ["filet", "xp-sfselect"])
  func ofTwoPopulations(_ recipe: String) throws {
    let place = try Workplace()
    try place.write(popmap(place), "popmap.tsv")
    try place.fail(
      65, ["compares two populations", "--populations"], "suggest", "contig.vcf.gz", "--recipe", recipe, "-o", "x.yaml")
    try place.succeed(
      "suggest", "contig.vcf.gz", "--recipe", recipe, "--populations", "popmap.tsv", "--target", "A,B",
      "--mutation-rate",
      "2.5e-8", "-o", "r.yaml", "-q")
    #expect(try place.text("r.yaml").contains("target: ['A', 'B']") && place.exists("r.apart.demes.yaml"))
    let outcome = try place.apus(
      "run", "r.yaml", "-q", "--replicates", "12", "--force", "--set", "training.robustness=0", "--set",
      "scan.minimum_sites=2")
    #expect(outcome.code == 0, "\(outcome.errors)")
    if recipe == "filet" {
      #expect(outcome.errors.contains("obeyed 0 < migrant_lineages") && !outcome.output.contains("sweep"))
    }
  }

  /// Half of the samples in each population.
  private func popmap(_ place: Workplace) throws -> String {
    let header = try #require(
      try Program.decompressed(place.folder.file("contig.vcf.gz")).split(separator: "\n").first {
        $0.hasPrefix("#CHROM")
      })
    let samples = header.split(separator: "\t").dropFirst(9).map(String.init)
    return samples.enumerated().map { "\($1)\t\($0 < samples.count / 2 ? "A" : "B")\n" }.joined()
  }

  @Test func labelledRegionsAreLearnedFrom() throws {
    let place = try Workplace()
    let bed = (0..<11).map { "1\t\($0 * 15000)\t\(($0 + 1) * 15000)\t\($0 % 2 == 0 ? "one" : "other")\n" }
    try place.write(bed.joined(), "labels.bed")
    try place.fail(65, ["data.labels"], "suggest", "contig.vcf.gz", "--recipe", "popcons", "-o", "x.yaml", "-q")
    try place.succeed(
      "suggest", "contig.vcf.gz", "--recipe", "popcons", "--set", "data.labels=labels.bed", "--mutation-rate", "2.5e-8",
      "-o", "r.yaml", "-q")
    let run = try place.succeed(
      "run", "r.yaml", "-q", "--set", "windows.length=1kb", "--set", "scan.minimum_sites=0", "--force")
    #expect(run.output.contains("nothing was simulated") && run.output.contains("held-out windows of the data"))
    #expect(try place.text("r.run/report.html").contains("labels.bed were learned from"))
  }

  /// Windows of a table without a study: names of populations in the columns, and a shorter window at the end.
  @Test func windowsOfPopulations() throws {
    let place = try Workplace()
    try place.write(popmap(place), "popmap.tsv")
    try place.succeed(
      "features", "contig.vcf.gz", "--features", "pi,dxy", "--window", "50kb", "--step", "25kb", "--populations",
      "popmap.tsv", "-o", "w.tsv", "-q")
    let rows = Workplace.fields(try place.text("w.tsv"))
    #expect(rows[0].suffix(3) == ["pi_A", "pi_B", "dxy_A-B"], "\(rows[0])")
    // 165 kb: five whole windows, and one of the last 40 kb.
    #expect(rows.dropFirst().map { $0[1] } == ["0", "25000", "50000", "75000", "100000", "125000"])
    #expect(rows.last?[2] == "165000")
    // A step may be any length.
    try place.succeed(
      "features", "contig.vcf.gz", "--features", "pi", "--window", "50kb", "--step", "20kb", "-o", "w.tsv", "-q")
    let others = Workplace.fields(try place.text("w.tsv")).dropFirst()
    #expect(others.map { $0[1] }.prefix(4) == ["0", "20000", "40000", "60000"])
  }

  @Test func aStudyOfOneClassIsSimulated() throws {
    let place = try Workplace()
    let text = Workplace.simulated + "\nclasses: {only: {sweep: soft}}\n"
    try place.write(text, "one.yaml")
    try place.succeed("simulate", "one.yaml", "-q", "-o", "one.ms", "--count", "2")
    try place.fail(65, ["found one, 'only'", "expected two"], "run", "one.yaml", "-q")
  }
}
