import Foundation
import TestSupport
import Testing

/// Whether a scan can be believed, as the program says it.
@Suite struct CheckTests {
  /// A contig of 15 windows, one of them a sweep.
  private func genome(_ settings: String...) throws -> Workplace {
    let place = try Workplace()
    let layout = Array(repeating: "neutral", count: 7) + ["hard"] + Array(repeating: "neutral", count: 7)
    try place.write(Self.bottleneck, "bottleneck.demes.yaml")
    let made = try Program.run(
      ["simulate", "planted.yaml", "-q", "-o", "contig.vcf.gz", "--layout", layout.joined(separator: ",")]
        + settings.flatMap { ["--set", $0] }, in: place.folder.path)
    try #require(made.code == 0, "\(made.errors)")
    // What is refused is the point here.
    try place.write(Workplace.study.replacingOccurrences(of: ", force: true", with: ""), "study.yaml")
    return place
  }

  private static let bottleneck = """
    time_units: generations
    demes:
      - name: A
        epochs:
          - {end_time: 1500, start_size: 10000}
          - {end_time: 1300, start_size: 200}
          - {end_time: 0, start_size: 10000}
    """

  private func facts(_ place: Workplace, _ what: String) throws -> [[String]] {
    Workplace.fields(try place.text("tiny.run/check.tsv")).filter { $0[0] == what }
  }

  @Test func dataOfTheModelFit() throws {
    let place = try genome()
    let outcome = try place.succeed("run", "study.yaml", "-q", "--replicates", "60")
    #expect(outcome.output.contains("check: the data fit the simulations"))
    #expect(try facts(place, "verdict")[0][2] == "fits")
    #expect(try facts(place, "likely_off").isEmpty)
    #expect(try facts(place, "summary").count == 7)
    #expect(try facts(place, "feature").count == 121)
    let before = try place.bytes("tiny.run/check.tsv")
    let again = try place.succeed("check", "study.yaml", "-q", "--replicates", "60", "--threads", "2")
    #expect(again.output.hasPrefix("check: the data fit the simulations"))
    #expect(try place.bytes("tiny.run/check.tsv") == before)
    let page = try place.text("tiny.run/report.html")
    for words in ["Can the scan be believed?", "first two principal axes", "Tajima", "Spreads"] {
      #expect(page.contains(words))
    }
  }

  @Test func aWrongMutationRateIsNamedAndRefused() throws {
    let place = try genome()
    let wrong = ["--set", "model.mutation_rate={uniform: [1.0e-7, 1.5e-7]}", "--replicates", "60"]
    let outcome = try Program.run(["run", "study.yaml", "-q"] + wrong, in: place.folder.path)
    #expect(outcome.code == 65)
    for words in ["the scan is refused", "times fewer segregating sites", "mutation_rate", "scan.force"] {
      #expect(outcome.errorLines.first?.contains(words) == true, "\(outcome.errors)")
    }
    let named = try facts(place, "likely_off")[0]
    let factor = try #require(Double(named[2]))
    #expect(named[1] == "mutation_rate" && abs(factor - 0.2) < 0.07, "\(named)")
    #expect(place.exists("tiny.run/report.html") && !place.exists("tiny.run/regions.bed"))
    #expect(!place.exists("tiny.run/scan.tsv.gz") && !place.exists("tiny.run/hard.bedgraph.gz"))
    #expect(try place.text("tiny.run/report.html").contains("The scan is refused"))
    #expect(try place.text("tiny.run/report.html").contains("No answer is given"))
    let checked = try Program.run(["check", "study.yaml", "-q"] + wrong, in: place.folder.path)
    #expect(checked.code == 65 && checked.output.contains("most likely off: mutation_rate"))
    let forced = try Program.run(["scan", "study.yaml", "-q", "--force"] + wrong, in: place.folder.path)
    #expect(forced.code == 0 && place.exists("tiny.run/regions.bed"), "\(forced.errors)")
    let ofScans = ["regions.tsv", "summary.json", "apus_mqc.json", "ledger.tsv", "observed.npz", "trust.tsv"]
    for name in ofScans { #expect(place.exists("tiny.run/\(name)"), "\(name)") }
    // What was forced does not outlive the next refusal.
    let again = try Program.run(["scan", "study.yaml", "-q"] + wrong, in: place.folder.path)
    for name in ofScans { #expect(!place.exists("tiny.run/\(name)"), "\(name)") }
    #expect(again.code == 65 && !place.exists("tiny.run/regions.bed") && !place.exists("tiny.run/scan.tsv.gz.tbi"))
  }

  @Test func aBottleneckLeftOutIsNamedAndRefused() throws {
    let place = try genome("model.demography=bottleneck.demes.yaml")
    let outcome = try Program.run(["run", "study.yaml", "-q", "--replicates", "60"], in: place.folder.path)
    #expect(outcome.code == 65 && outcome.output.contains("most likely off: demography"), "\(outcome.output)")
    #expect(outcome.errorLines.first?.contains("a bottleneck") == true, "\(outcome.errors)")
    let right = try place.apus(
      "run", "study.yaml", "-q", "--replicates", "60", "--set", "model.demography=bottleneck.demes.yaml")
    #expect(right.code == 0 && right.output.contains("check: the data fit the simulations"), "\(right.output)")
  }

  /// Where windows are called, background selection is held against them, the same each time.
  @Test func backgroundSelectionIsHeldAgainstCalls() throws {
    let place = try Workplace()
    let settings = ["--set", "scan.call_threshold=0", "--replicates", "200"]
    let outcome = try Program.run(["run", "study.yaml", "-q"] + settings, in: place.folder.path)
    try #require(outcome.code == 0, "\(outcome.errors)")
    let words = "Background selection as an alternative, at its most: of 20 simulated windows without a sweep"
    let page = try place.text("tiny.run/report.html")
    #expect(outcome.output.contains(words) && page.contains(words))
    let row = try #require(try facts(place, "windows").first { $0[1] == "called_under_background_selection" })
    let share = try #require(Double(row[2]))
    #expect(share >= 0 && share <= 1 && (share * 20).rounded() == share * 20)
    let again = try Program.run(["check", "study.yaml", "-q"] + settings, in: place.folder.path)
    #expect(again.output.contains(words))
    #expect(try facts(place, "windows").contains(row))
  }

  /// A model that was trained on one rate does worse under another; what was tried is not tried again.
  @Test func robustnessUnderAlteredModels() throws {
    let place = try Workplace()
    let settings = ["--set", "training.robustness=15"]
    let outcome = try Program.run(["run", "study.yaml", "-q"] + settings, in: place.folder.path)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let rows = Workplace.fields(try place.text("tiny.run/robustness.tsv"))
    #expect(rows[0][0] == "alteration" && rows[0].last == "key")
    #expect(rows.dropFirst().map { $0[0] } == Self.alterations)
    #expect(rows.dropFirst().allSatisfy { $0.count == 9 && (Double($0[1]) ?? -1) >= 0 })
    #expect(Set(rows.dropFirst().map { $0[4] }).count > 4, "alterations make other replicates")
    let before = try place.inode("tiny.run/robustness.tsv")
    let page = try place.text("tiny.run/report.html")
    #expect(page.contains("recombination rate x 2.0"))
    _ = try Program.run(["run", "study.yaml", "-q"] + settings, in: place.folder.path)
    #expect(try place.inode("tiny.run/robustness.tsv") == before)
    #expect(try place.text("tiny.run/report.html") == page)
  }

  private static let alterations = [
    "as trained", "population sizes x 0.5", "mutation rate x 0.5", "recombination rate x 0.5", "population sizes x 2.0",
    "mutation rate x 2.0", "recombination rate x 2.0", "background selection, B of 0.5 in the middle to 0.9",
    "switch error at 2 % of heterozygous sites",
    "2 % of sites mispolarised",
  ]
}
