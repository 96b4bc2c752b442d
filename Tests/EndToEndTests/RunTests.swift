import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A study from file to report.
@Suite struct RunTests {
  static let classes = ["neutral", "hard", "linked-hard", "soft", "linked-soft"]

  @Test func aStudyFromFileToReport() throws {
    let place = try Workplace()
    let truth = Workplace.fields(try place.text("truth.bed"))
    #expect(truth == [["1", "80000", "85000", "hard_sweep"]])
    let outcome = try place.succeed("run", "study.yaml", "--threads", "2")
    for words in ["accuracy on 20 held-out simulations", "called regions:", "report: tiny.run/report.html"] {
      #expect(outcome.output.contains(words))
    }
    #expect(outcome.errors.split(whereSeparator: \.isNewline).allSatisfy { $0.hasSuffix("...") }, "\(outcome.errors)")
    let tracks = Self.classes.flatMap { ["\($0).bedgraph.gz", "\($0).bedgraph.gz.tbi"] }
    let expected =
      tracks + [
        "apus_mqc.json", "check.tsv", "evaluation.tsv", "learning_curve.tsv", "ledger.tsv", "model.npz", "null.npz",
        "observed.npz", "regions.bed",
        "regions.tsv", "report.html", "scan.tsv.gz", "scan.tsv.gz.tbi", "study.json", "summary.json", "training.npz",
        "trust.tsv",
      ]
    let files = place.files().filter { $0.hasPrefix("tiny.run/") }
    #expect(files == expected.map { "tiny.run/" + $0 }.sorted())
    try checkScan(place)
    try checkReport(place)
  }

  /// 165 kb hold 23 windows of 55 kb at steps of 5 kb; the middle subwindows lie side by side.
  private func checkScan(_ place: Workplace) throws {
    let rows = Workplace.fields(try Program.decompressed(place.folder.file("tiny.run/scan.tsv.gz")))
    let header =
      ["#chrom", "start", "end", "window_start", "window_end", "sites", "accessible", "call"]
      + Self.classes.map { "p_" + $0 } + ["atypical_features", "p_at_rarity", "q", "p_in_window"]
    #expect(rows[0] == header)
    #expect(rows.count == 24)
    for (index, row) in rows.dropFirst().enumerated() {
      #expect(
        row.prefix(5) == [
          "1", "\(25_000 + 5000 * index)", "\(30_000 + 5000 * index)", "\(5000 * index)", "\(55_000 + 5000 * index)",
        ])
      #expect(row[6] == "1.0000")
      let probabilities = row[8..<13].compactMap(Double.init)
      #expect(abs(probabilities.reduce(0, +) - 1) < 1e-5)
      let best = Self.classes[try #require(probabilities.firstIndex(of: probabilities.max() ?? 0))]
      // The study's threshold is a half; false calls may withhold further ones.
      let isSought = ["hard", "soft"].contains(best)
      let most = probabilities.max() ?? 0
      if !isSought { #expect(row[7] == best) }
      if isSought && most < 0.5 { #expect(row[7] == "not called: " + best) }
      if isSought && most >= 0.5 { #expect([best, "not called: " + best].contains(row[7])) }
    }
    let ledger = Workplace.fields(try place.text("tiny.run/ledger.tsv"))
    #expect(ledger[0] == ["item", "contig", "what", "count"])
    #expect(ledger.contains(["windows", "all", "classified", "23"]))
    let track = Workplace.fields(try Program.decompressed(place.folder.file("tiny.run/hard.bedgraph.gz")))
    #expect(track.dropFirst().map { $0[3] } == rows.dropFirst().map { $0[9] })
  }

  private func checkReport(_ place: Workplace) throws {
    let page = try place.text("tiny.run/report.html")
    #expect(XMLParser(data: Data(page.utf8)).parse(), "the report is well-formed")
    #expect(page.contains("Content-Security-Policy") && page.contains("default-src &#39;none&#39;"))
    // The page's own script is named by its hash; links may lead elsewhere, but nothing is loaded.
    #expect(page.contains("script-src &#39;sha256-") && !page.contains(" src=") && !page.contains("@import"))
    #expect(page.components(separatedBy: "<script>").count == 2, "one script that runs")
    #expect(page.contains("hard_sweep") && page.contains("20 haplotypes"))
  }

  @Test func threadsDoNotChangeAByte() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q", "--threads", "1", "--output-folder", "one")
    try place.succeed("run", "study.yaml", "-q", "--threads", "2", "--output-folder", "two")
    try place.succeed("run", "study.yaml", "-q", "--threads", "2", "--seed", "4", "--output-folder", "other")
    for name in ["training.npz", "model.npz", "scan.tsv.gz", "observed.npz", "report.html"] {
      #expect(try place.bytes("one/" + name) == place.bytes("two/" + name), "\(name)")
      #expect(try place.bytes("one/" + name) != place.bytes("other/" + name), "\(name)")
    }
  }

  @Test func separateCommandsGiveTheSameBytes() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q")
    try place.succeed("simulate", "study.yaml", "-q", "-o", "sims.npz")
    try place.succeed("features", "study.yaml", "-q", "--simulations", "sims.npz", "--output-folder", "steps")
    try place.succeed("train", "study.yaml", "-q", "--output-folder", "steps")
    try place.succeed("evaluate", "study.yaml", "-q", "--output-folder", "steps")
    try place.succeed("scan", "study.yaml", "-q", "--output-folder", "steps")
    try place.succeed("report", "study.yaml", "-q", "--output-folder", "steps")
    let names = place.files().filter { $0.hasPrefix("tiny.run/") }.map { String($0.dropFirst(9)) }
    #expect(names.count == 27)
    for name in names { #expect(try place.bytes("tiny.run/" + name) == place.bytes("steps/" + name), "\(name)") }
    try place.succeed("features", "study.yaml", "-q", "--output-folder", "direct")
    #expect(try place.bytes("direct/training.npz") == place.bytes("tiny.run/training.npz"))
    try place.fail(
      65, ["sims.npz: made by another study", "simulate again"], "features", "study.yaml", "-q", "--simulations",
      "sims.npz", "--seed", "9", "--output-folder", "none")
    #expect(!place.exists("none"))
  }

  /// The rows that a model was not trained on stay the same whatever the study's seed is now.
  @Test func evaluationNeverUsesTrainingRows() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q")
    let before = try place.bytes("tiny.run/evaluation.tsv")
    try place.succeed("evaluate", "study.yaml", "-q", "--seed", "77")
    #expect(try place.bytes("tiny.run/evaluation.tsv") == before)
    try place.succeed(
      "evaluate", "study.yaml", "-q", "--set", "training.test_fraction=0.5", "--model", "tiny.run/model.npz")
    #expect(try place.bytes("tiny.run/evaluation.tsv") == before)
  }

  @Test func noOutputTellsWhereTheDataLay() throws {
    let place = try Workplace()
    try place.writeVCF("plain.vcf") { $0 }
    try place.write(String(try place.text("plain.vcf").dropLast()), "plain.vcf")
    let outcome = try place.succeed(
      "run", "study.yaml", "-q", "--set", "data.variants=" + place.folder.file("plain.vcf"), "--output-folder", "out")
    #expect(outcome.errors.contains("plain.vcf: the last line has no line end"))
    for name in place.files() where name.hasPrefix("out/") {
      #expect(try place.bytes(name).range(of: Data(place.folder.path.utf8)) == nil, "\(name)")
    }
    let page = try place.text("out/report.html")
    #expect(page.contains("plain.vcf: the last line has no line end"))
    // The study stands there key by key, not as JSON.
    #expect(page.contains(">training.replicates<") && !page.contains("_0") && !page.contains("{&quot;"))
    #expect(
      page.contains("expected to be false (95 % interval") || page.contains("No region was called"),
      "the answer in sentences")
  }

  @Test func aStudyWithoutData() throws {
    let place = try Workplace()
    let outcome = try place.succeed("run", "planted.yaml", "-q")
    #expect(outcome.output.contains("accuracy on 20 held-out simulations"))
    #expect(place.exists("planted.run/report.html") && !place.exists("planted.run/scan.tsv.gz"))
    try place.fail(65, ["study 'planted' has no data to scan"], "scan", "planted.yaml", "-q")
  }
}
