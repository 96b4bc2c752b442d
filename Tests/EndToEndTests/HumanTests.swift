import Foundation
import TestSupport
import Testing

/// The lactase region of the 1000 Genomes Project at a small size: that it runs and counts; and the page in a browser.
@Suite struct HumanTests {
  static let variants = SharedData.path("data/lct_ceu_2mb/ceu99.chr2_135.5-137.6Mb.vcf.gz")
  static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent"), .timeLimit(.minutes(30)))
  func lactase() throws {
    let place = try Workplace()
    let variants = try #require(Self.variants)
    for name in ["study.yaml", "lct.bed"] {
      let from = SharedData.checkout("Examples/lct/" + name)
      try FileManager.default.copyItem(atPath: from, toPath: place.folder.file("lct-" + name))
    }
    try place.succeed(
      "run", "lct-study.yaml", "-q", "--replicates", "100", "--output-folder", "lct", "--set",
      "data.variants=" + variants, "--set", "data.known=lct-lct.bed", "--set", "learner.extra_trees.trees=100")
    let ledger = Workplace.fields(try place.text("lct/ledger.tsv")).filter { $0[0] == "records" }
    #expect(ledger[0] == ["records", "2", "read", "54665"])
    #expect(ledger.dropFirst().compactMap { Int($0[3]) }.reduce(0, +) == 54_665)
    let windows = Workplace.fields(try Program.decompressed(place.folder.file("lct/scan.tsv.gz")))
    #expect(windows.count == 31 && windows.dropFirst().allSatisfy { $0[0] == "2" && $0[8] != "NA" })
  }

  @Test(.enabled(if: browser != nil, "no chromium is installed"), .timeLimit(.minutes(30)))
  func theReportInABrowser() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.browser))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + place.folder.file("profile"), "--dump-dom",
      "file://" + place.folder.file("tiny.run/report.html"),
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let page = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    for title in [
      "Answer", "Does the training resemble the data?", "Accuracy on held-out simulations", "Genome scan",
      "Data ledger", "Provenance and citations",
    ] { #expect(page.contains(">\(title)<"), "\(title)") }
  }
}
