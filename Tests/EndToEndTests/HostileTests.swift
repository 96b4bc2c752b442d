import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Paths, outputs, settings and signals as they come in real life and otherwise.
@Suite struct HostileTests {
  @Test func pathsWithEverySign() throws {
    let place = try Workplace()
    let folder = "Ben's \"data\" [1],\nof: #2: {x}"
    try FileManager.default.createDirectory(atPath: place.folder.file(folder), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: place.folder.file("contig.vcf.gz"), toPath: place.folder.file(folder + "/contig.vcf.gz"))
    try place.write("ind1\nind2\nind3\n", folder + "/keep.txt")
    try place.succeed(
      "features", folder + "/contig.vcf.gz", "--features", "pi", "--set", "windows.length=55kb", "--set",
      "scan.minimum_sites=1", "-S", folder + "/keep.txt", "-o", folder + "/x.tsv", "-q")
    let study = folder + "/it's a: b #1.yaml"
    try place.succeed("suggest", folder + "/contig.vcf.gz", "-o", study, "--mutation-rate", "2.5e-8", "-q")
    try place.succeed("inspect", study)
    // The whole of a study, with its index and its page, one step after the other.
    for command in ["run", "scan", "report"] {
      try place.succeed(command, study, "-q", "--replicates", "20", "--force")
    }
    let made = folder + "/it's a: b #1.run/"
    for name in ["scan.tsv.gz", "scan.tsv.gz.tbi", "report.html", "regions.tsv"] {
      #expect(place.exists(made + name), "\(name)")
    }
    try place.succeed("predict", made + "model.npz", made + "observed.npz", "-o", folder + "/p q.tsv")
    try place.succeed("doctor", study)
  }

  /// What cannot be written is no success.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"))
  func aFullStandardOutput() throws {
    let place = try Workplace()
    let process = try Program.process(
      ["inspect", "contig.vcf.gz"], in: place.folder.path, printing: place.folder.file("printed"))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
    #expect(try place.text("printed.err").contains("standard output: cannot write"))
  }

  /// SIGTERM is heeded within a second, also in a replicate that takes minutes.
  @Test func aSignalWithinALongReplicate() throws {
    let place = try Workplace()
    try place.write(
      """
      study: long
      recipe: s-hic
      model: {haplotypes: 40, population_size: 1000, mutation_rate: 0.01, recombination_rate: 1e-8}
      windows: {length: 110kb, subwindows: 11}
      training: {replicates: 5, seed: 1}
      """, "long.yaml")
    let process = try Program.process(
      ["features", "long.yaml", "-q"], in: place.folder.path, printing: place.folder.file("printed"))
    try process.startUnblocked()
    usleep(3_000_000)
    #expect(process.isRunning)
    let begin = ContinuousClock.now
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect((ContinuousClock.now - begin) / .seconds(1) < 2)
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    #expect(try place.text("printed.err").contains("stopped as asked"))
  }

  /// Control and bidirectional characters of files never reach a terminal as they are.
  @Test func charactersThatOnlyATerminalObeys() throws {
    let place = try Workplace()
    try place.writeVCF("odd.vcf") { $0.replacingOccurrences(of: "ind3", with: "in\u{1B}[2J\u{202E}d3") }
    let outcome = try place.apus("features", "odd.vcf", "--features", "pi", "-s", "nobody", "-o", "x.tsv")
    #expect(outcome.code == 65 && !outcome.errors.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    #expect(outcome.errors.contains("\\x1B"))
  }

  @Test func aBinaryFileAsAStudy() throws {
    let place = try Workplace()
    try FileManager.default.copyItem(
      atPath: place.folder.file("contig.vcf.gz"), toPath: place.folder.file("binary.yaml"))
    try place.fail(65, ["binary.yaml: found variants", "apus suggest binary.yaml"], "run", "binary.yaml")
  }
}
