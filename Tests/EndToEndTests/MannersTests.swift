import Foundation
import TestSupport
import Testing

/// How the program behaves towards people: help, versions, what is missing, what is wrong.
@Suite struct MannersTests {
  @Test func helpKnowsItsTopics() throws {
    let place = try Workplace()
    try place.fail(64, ["no help on 'rum'", "do you mean 'run'?"], "help", "rum")
    try place.fail(64, ["no help on 'shw'", "'show'"], "help", "recipes", "shw")
    try place.fail(64, ["'inspect' has no commands"], "help", "inspect", "this")
    #expect(try place.succeed("help", "statistics", "scan").output.contains("--statistics"))
    let version = try place.succeed("--version").output.split(separator: "\n")
    #expect(version.count == 2 && version[1].contains("htslib 1.") && version[1].contains("XGBoost"))
  }

  @Test func theDoctorNamesWhatIsMissing() throws {
    let place = try Workplace()
    let fine = try place.succeed("doctor", "study.yaml")
    for words in [
      "ok\tapus\t", "ok\thtslib\t", "contig.vcf.gz\tdata.variants: there", "nothing was made yet", "nothing is missing",
    ] {
      #expect(fine.output.contains(words), "\(words): \(fine.output)")
    }
    try place.write(Workplace.study.replacing("truth.bed", with: "none.bed"), "wrong.yaml")
    let wrong = try place.apus("doctor", "wrong.yaml", "nothing.vcf")
    #expect(wrong.code == 65 && wrong.output.contains("missing\tnone.bed\tdata.known: there is no such file"))
    #expect(wrong.output.contains("missing\tnothing.vcf") && wrong.errors.contains("2 things are missing"))
  }

  @Test func speciesByAnyName() throws {
    let place = try Workplace()
    let table = Workplace.fields(try place.succeed("species").output)
    #expect(table.count > 20 && table.allSatisfy { $0.count == 7 })
    for name in ["HomSap", "homo sapiens", "Human"] {
      let lines = try place.succeed("species", name).output
      #expect(lines.contains("1.29e-8 per base and generation") && lines.contains("doi:10.1016/j.ajhg.2019.09.012"))
    }
    try place.fail(65, ["'HomoSap' is not in the table", "do you mean 'HomSap'?"], "species", "HomoSap")
    let suggested = try place.apus(
      "suggest", "contig.vcf.gz", "--species", "HomSap", "-o", "human.yaml", "-q", "--force", "--threads", "1")
    #expect(suggested.code == 0, "\(suggested.errors)")
    #expect(suggested.errors.contains("note: rates of Homo sapiens"))
    #expect(
      try place.text("human.yaml").contains("log_uniform: [3.20e-9, 5.12e-8]"),
      "a quarter to four times the rate of the table")
  }

  @Test func mistakesAreNamed() throws {
    let place = try Workplace()
    func study(_ from: String, _ to: String) throws {
      try place.write(Workplace.study.replacing(from, with: to), "wrong.yaml")
    }
    try study("  known:", "\tknown:")
    try place.fail(65, ["wrong.yaml:5:1: found a tab, expected spaces"], "run", "wrong.yaml", "-q")
    try study("uniform: [0, 100]", "uniform: [100, 0]")
    try place.fail(
      65, ["wrong.yaml:8:", "model.sweep.fixation_time", "bounds are reversed", "[0.0, 100.0]"], "run", "wrong.yaml",
      "-q")
    try place.fail(
      65, ["study.yaml with --set: unknown key 'training.replicats'"], "run", "study.yaml", "-q", "--set",
      "training.replicats=5")
    try place.fail(
      66, ["study 'tiny': data.variants: none.vcf: no such file"], "run", "study.yaml", "-q", "--set",
      "data.variants=none.vcf")
    try place.fail(
      65, ["no statistic 'tajimaX'", "did you mean 'tajimasD'?", "'apus statistics list' has all"], "features",
      "contig.vcf.gz", "--features", "pi, tajimaX; windows: whole", "-o", "w.tsv", "-q")
    try place.fail(
      65, ["11 equal subwindows", "windows.subwindows: 1"], "features", "contig.vcf.gz", "--features",
      "s-hic",
      "--set", "windows.length=10000", "-o", "w.tsv", "-q")
  }

  @Test func outputsLearnTheirFormatAtOnce() throws {
    let place = try Workplace()
    try place.fail(65, ["'x.txt' names no format; use .npz"], "train", "none.tsv", "-o", "x.txt")
    try place.fail(65, ["use .tsv"], "predict", "none.npz", "none.tsv", "-o", "x.npz")
    try place.fail(
      65, ["use .tsv.gz"], "statistics", "scan", "none.vcf", "--statistics", "ihs", "-o", "x.txt")
    try place.fail(65, ["use .yaml"], "suggest", "none.vcf", "-o", "x.json")
  }

  /// A browser takes a track by its first line, tabix a region of it all the same.
  @Test func tracksHaveATrackLine() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q")
    let lines = try Program.decompressed(place.folder.file("tiny.run/hard.bedgraph.gz")).split(separator: "\n")
    #expect(lines.first?.hasPrefix("track type=bedGraph name=\"tiny: probability of hard\"") == true)
    let page = try place.text("tiny.run/report.html")
    #expect(page.contains("id=\"genome-data\"") && page.contains("A paragraph for a paper"))
    #expect(!page.contains("false_calls_low") && !page.contains("\"_0\"") && !page.contains("testFraction"))
    let hasRegions = try place.text("tiny.run/regions.bed").split(separator: "\n").count > 1
    #expect(page.contains("Why these calls?") == hasRegions)
    #expect(lines.count == 24 && place.exists("tiny.run/hard.bedgraph.gz.tbi"))
  }
}
