import Foundation
import TestSupport
import Testing

/// A study suggested from data, and what is written of the regions that it calls.
@Suite struct SuggestTests {
  @Test func aSuggestedStudyRunsUnedited() throws {
    let place = try Workplace()
    let outcome = try place.succeed(
      "suggest", "contig.vcf.gz", "--mutation-rate", "2.5e-8", "-o", "suggested.yaml", "-q")
    for words in ["10 samples, 20 haplotypes, phased", "recombination rate", "suggested.yaml written"] {
      #expect(outcome.output.contains(words), "\(outcome.output)")
    }
    let study = try place.text("suggested.yaml")
    #expect(study.contains("variants: 'contig.vcf.gz'") && study.contains("# theta_W is"))
    let run = try place.succeed(
      "run", "suggested.yaml", "-q", "--replicates", "20", "--set", "scan.minimum_sites=5")
    #expect(run.output.contains("accuracy on"))
  }

  /// With a map each replicate has that of a window of the data.
  @Test func aMapIsTakenWindowByWindow() throws {
    let place = try Workplace()
    try place.write("1\t0\t500000\t1\n1\t500000\t100000000\t3\n", "rates.bed")
    try place.succeed(
      "suggest", "contig.vcf.gz", "--mutation-rate", "2.5e-8", "--map", "rates.bed", "-o", "mapped.yaml", "-q")
    let study = try place.text("mapped.yaml")
    #expect(study.contains("  recombination_map: 'rates.bed'") && study.contains("recombination_scale"))
    #expect(!study.contains("recombination_rate:"))
    let plan = try place.succeed("run", "mapped.yaml", "--dry-run", "-q")
    #expect(plan.output.contains("each replicate has the map"), "\(plan.output)")
  }

  @Test func badInputIsNamed() throws {
    let place = try Workplace()
    try place.fail(66, ["absent.vcf"], "suggest", "absent.vcf", "-o", "a.yaml")
    try place.fail(74, ["no folder 'nowhere'"], "suggest", "contig.vcf.gz", "-o", "nowhere/a.yaml")
    try place.fail(64, ["--mutation-rate"], "suggest", "contig.vcf.gz", "--mutation-rate", "2", "-o", "a.yaml")
    try place.write("pos\trate\n1\t1\n", "bad.map")
    try place.write("1\t0\t165000\t1.0e-8\n", "perbase.bed")
    for scale in ["", "scale"] {
      let settings = scale.isEmpty ? [] : ["--set", "likeness.recombination_scale={log_uniform: [0.5, 2]}"]
      let outcome = try Program.run(
        ["run", "study.yaml", "--dry-run", "--set", "data.recombination_map=perbase.bed"] + settings,
        in: place.folder.path)
      #expect(outcome.code == 65 && outcome.errors.contains("multiply them by 1e8"), "\(outcome.errors)")
    }
    try place.fail(
      65, ["perbase.bed", "multiply them by 1e8"], "suggest", "contig.vcf.gz", "--map", "perbase.bed", "-o", "a.yaml",
      "-q")
    try place.fail(65, ["bad.map"], "suggest", "contig.vcf.gz", "--map", "bad.map", "-o", "a.yaml")
    #expect(!place.files().contains("a.yaml"))
  }

  /// What cannot show a sweep is refused before anything is simulated, and forced on request.
  @Test func dataThatCannotShowASweepAreRefused() throws {
    let place = try Workplace()
    try place.write(Workplace.study.replacingOccurrences(of: ", force: true", with: ""), "study.yaml")
    let header = try #require(
      try Program.decompressed(place.folder.file("contig.vcf.gz")).split(separator: "\n").first {
        $0.hasPrefix("#CHROM")
      })
    let first = try #require(header.split(separator: "\t").dropFirst(9).first.map(String.init))
    let words = ["one individual (haplotypes: 2) cannot show a sweep", "--force"]
    try place.fail(65, words, "suggest", "contig.vcf.gz", "-s", first, "-o", "one.yaml", "-q")
    try place.fail(65, words, "run", "study.yaml", "-q", "-s", first)
    #expect(!place.exists("one.yaml") && !place.exists("tiny.run/training.npz"))
    let forced = try place.succeed("run", "study.yaml", "-q", "-s", first, "--force", "--set", "scan.minimum_sites=0")
    #expect(forced.errors.contains("note: one individual"))
    // A mutation rate that the diversity cannot have been made with.
    try place.fail(
      65, ["no size can be estimated", "--mutation-rate"], "suggest", "contig.vcf.gz", "--mutation-rate", "5e-5", "-o",
      "small.yaml", "-q")
    #expect(!place.exists("small.yaml"))
  }

  @Test func regionsNameTheirGenes() throws {
    let place = try Workplace()
    try place.write("1\tx\tgene\t1\t165000\t.\t+\t.\tID=gene:G1;Name=SWEPT\n", "genes.gff3")
    try place.succeed(
      "run", "study.yaml", "-q", "--set", "data.genes=genes.gff3", "--set", "scan.call_threshold=0")
    let rows = Workplace.fields(try place.text("tiny.run/regions.tsv"))
    #expect(
      rows[0] == [
        "#chrom", "start", "end", "class", "windows", "peak_start", "peak_end", "probability", "sites",
        "accessible_bases", "p_at_rarity", "q", "p_in_window", "genes",
      ])
    let bed = Workplace.fields(try place.text("tiny.run/regions.bed")).dropFirst()
    #expect(rows.count == bed.count + 1 && rows.count > 1)
    for (row, region) in zip(rows.dropFirst(), bed) {
      #expect(row.prefix(4) == region.prefix(4) && row[13] == "SWEPT")
      #expect(try #require(Int(row[9])) == (try #require(Int(row[2]))) - (try #require(Int(row[1]))))
    }
    // A swept stretch may have no site at all; all of them together have some.
    #expect(rows.dropFirst().reduce(0) { $0 + (Int($1[8]) ?? 0) } > 0)
    #expect(try place.text("tiny.run/report.html").contains("SWEPT"))
    let summary = try #require(
      try JSONSerialization.jsonObject(with: try place.bytes("tiny.run/summary.json")) as? [String: Any])
    #expect(summary["windowsClassified"] as? Int == 23 && summary["samples"] as? Int == 10)
    let table = try #require(
      try JSONSerialization.jsonObject(with: try place.bytes("tiny.run/apus_mqc.json")) as? [String: Any])
    #expect(table["plot_type"] as? String == "generalstats")
    try place.write("7\tx\tgene\t1\t165000\t.\t+\t.\tID=gene:G1\n", "other.gff3")
    try place.fail(65, ["other.gff3: no gene lies on 1"], "run", "study.yaml", "--set", "data.genes=other.gff3")
  }
}

/// Several populations in one run.
@Suite struct PopulationsTests {
  /// The line of a dry run that says how large the population is.
  private func sizes(_ output: String) -> String? {
    output.split(separator: "\n").map(String.init).first { $0.contains("N, diploid individuals") }
  }

  @Test func eachByItselfAndCompared() throws {
    let place = try Workplace()
    let header = try #require(
      try Program.decompressed(place.folder.file("contig.vcf.gz")).split(separator: "\n").first {
        $0.hasPrefix("#CHROM")
      })
    let samples = header.split(separator: "\t").dropFirst(9).map(String.init)
    let lines = samples.enumerated().map { "\($1)\t\($0 < samples.count / 2 ? "A" : "B")" }
    try place.write(lines.joined(separator: "\n") + "\n", "popmap.tsv")
    let settings = ["--set", "data.populations=popmap.tsv", "--set", "data.compare=[A, B]", "--force"]
    let run = try Program.run(["run", "study.yaml", "-q"] + settings, in: place.folder.path)
    try #require(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("population A") && run.output.contains("called in 2 populations"))
    for file in ["A/scan.tsv.gz", "B/scan.tsv.gz", "A/report.html", "B/report.html", "report.html"] {
      #expect(place.files().contains("tiny.run/" + file))
    }
    let page = try place.text("tiny.run/report.html")
    #expect(page.contains("The populations side by side") && page.contains("href=\"A/report.html\""))
    #expect(page.contains("B beside the others (log-odds)"))
    let rows = Workplace.fields(try place.text("tiny.run/comparison.tsv"))
    #expect(
      rows[0].prefix(9) == ["#chrom", "start", "end", "called_in", "stands_out_in", "A", "p_A", "contrast_A", "rank_A"])
    let contrasts = Workplace.fields(try Program.decompressed(place.folder.file("tiny.run/contrast.tsv.gz")))
    #expect(
      contrasts[0].prefix(6) == ["#chrom", "start", "end", "p_A", "contrast_A", "rank_A"] && contrasts.count == 24)
    let plan = try place.succeed(
      "run", "study.yaml", "-q", "--dry-run", "--set", "data.populations=popmap.tsv", "--set", "data.compare=[A, B]")
    #expect(plan.output.contains("population A") && plan.output.contains("population B"))
    // Without a target each population of the map is studied by itself, with sizes and rates of its own.
    let suggested = try place.succeed(
      "suggest", "contig.vcf.gz", "--populations", "popmap.tsv", "--mutation-rate", "2.5e-8", "-o", "two.yaml", "-q")
    #expect(suggested.output.contains("population A") && suggested.output.contains("population B"))
    let study = try place.text("two.yaml")
    #expect(study.contains("  compare: ['A', 'B']") && study.contains("population_models:"))
    let both = try place.succeed("run", "two.yaml", "-q", "--dry-run", "--set", "scan.minimum_sites=5")
    #expect(both.output.contains("population A") && both.output.contains("Nothing was written"))
    let alone = try place.succeed(
      "run", "two.yaml", "-q", "--dry-run", "--set", "scan.minimum_sites=5", "--set", "data.compare=null", "--set",
      "data.target=B")
    let widths = [alone, both].map { $0.output.components(separatedBy: "N, diploid individuals").count }
    let own = try #require(sizes(alone.output))
    #expect(widths == [2, 3] && both.output.contains(own))
    try place.fail(
      65, ["population_models: 'C' is not among data.compare"], "run", "two.yaml", "--set",
      "population_models={C: {population_size: 1000}}")
    try place.fail(65, ["data.compare names two or more"], "run", "study.yaml", "--set", "data.compare=[A, B]")
  }
}
