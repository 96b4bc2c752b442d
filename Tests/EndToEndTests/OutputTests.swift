import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Where outputs go, and what stands beside them.
@Suite struct OutputTests {
  private static let records = ["simulate", "planted.yaml", "-q", "--layout", "neutral,hard"]

  /// A pipe and standard output are written to as they are; nothing is renamed over them, and nothing lies beside them.
  @Test func streams() throws {
    let place = try Workplace()
    try place.succeed("simulate", "planted.yaml", "-q", "--layout", "neutral,hard", "-o", "whole.vcf")
    for output in ["/dev/stdout", "-"] {
      let outcome = try Program.run(Self.records + ["-O", "v", "-o", output], in: place.folder.path)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output == (try place.text("whole.vcf")), "records and nothing else")
    }
    #expect(!place.exists("-"))
    let pipe = place.folder.file("pipe.vcf")
    try #require(mkfifo(pipe, 0o600) == 0)
    let reader = try Program.process([pipe], in: place.folder.path, printing: place.folder.file("read"), as: "/bin/cat")
    try reader.run()
    let outcome = try Program.run(Self.records + ["-o", "pipe.vcf"], in: place.folder.path)
    reader.waitUntilExit()
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try place.text("read.out") == place.text("whole.vcf"))
    var status = stat()
    #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO, "a pipe stays a pipe")
    #expect(!place.exists("pipe.vcf.log"))
  }

  /// A study that may have been changed by hand is not overwritten.
  @Test func suggestedStudiesStay() throws {
    let place = try Workplace()
    try place.write("mine", "mine.yaml")
    try place.fail(
      65, ["mine.yaml: is there already", "--force"], "suggest", "contig.vcf.gz", "--mutation-rate", "2.5e-8", "-o",
      "mine.yaml", "-q")
    #expect(try place.text("mine.yaml") == "mine")
    try place.succeed("suggest", "contig.vcf.gz", "--mutation-rate", "2.5e-8", "-o", "mine.yaml", "-q", "--force")
    #expect(try place.text("mine.yaml").contains("recipe: s-hic"))
  }

  /// A log tells of commands that were wrong, and of those that a signal ended.
  @Test func logsTellOfTheEnd() throws {
    let place = try Workplace()
    let process = try Program.process(
      ["run", "study.yaml", "--replicates", "20000", "--threads", "1"], in: place.folder.path,
      printing: place.folder.file("printed"))
    try process.startUnblocked()
    let log = "tiny.run/apus.log"
    var waited = 0
    while !place.exists("tiny.run/study.json"), waited < 600 {
      usleep(50_000)
      waited += 1
    }
    usleep(500_000)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let entry = try place.text(log)
    #expect(entry.contains("exit code 130"), "\(entry)")
  }

  /// What a comparison of populations left does not stay beside the scan of one, nor a scan beside a comparison.
  @Test func nothingOfAnotherScanStays() throws {
    let place = try Workplace()
    let names = (0..<10).map { "i\($0)" }
    let header = try Program.decompressed(place.folder.file("contig.vcf.gz")).split(separator: "\n")
      .first { $0.hasPrefix("#CHROM") }
    let samples = header?.split(separator: "\t").dropFirst(9).map(String.init) ?? names
    try place.write(
      samples.enumerated().map { "\($1)\t\($0 < 5 ? "A" : "B")\n" }.joined(), "popmap.tsv")
    let compared = ["--set", "data.populations=popmap.tsv", "--set", "data.compare=[A, B]", "-q"]
    try place.succeed("run", "study.yaml", "-q")
    #expect(place.exists("tiny.run/scan.tsv.gz"))
    let both = try Program.run(["run", "study.yaml"] + compared, in: place.folder.path)
    try #require(both.code == 0, "\(both.errors)")
    #expect(place.exists("tiny.run/comparison.tsv") && place.exists("tiny.run/A/scan.tsv.gz"))
    #expect(!place.exists("tiny.run/scan.tsv.gz") && !place.exists("tiny.run/scan.tsv.gz.tbi"))
    try place.succeed("run", "study.yaml", "-q")
    #expect(place.exists("tiny.run/scan.tsv.gz"))
    #expect(!place.exists("tiny.run/comparison.tsv") && !place.exists("tiny.run/contrast.tsv.gz"))
  }
}
