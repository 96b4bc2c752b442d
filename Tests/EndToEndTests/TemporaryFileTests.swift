import Foundation
import TestSupport
import Testing

/// The program with sites in a temporary file.
@Suite struct TemporaryFileTests {
  /// How the program ended that ran in a shell after `preparation`.
  private func run(
    _ place: Workplace, after preparation: String, _ arguments: String
  ) throws -> (code: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let program = try #require(Program.path, "the program is not built")
    process.arguments = ["-c", "\(preparation) '\(program)' \(arguments) 2> err.txt > out.txt"]
    process.currentDirectoryURL = URL(fileURLWithPath: place.folder.path)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try place.text("err.txt"))
  }

  private static let windows =
    "--features 'pi, H12' --set 'windows={length: 55kb, subwindows: 11}' --set scan.minimum_sites=1 -q"

  @Test func sameBytesAndNothingLeft() throws {
    let place = try Workplace()
    try FileManager.default.createDirectory(atPath: place.folder.file("tmp"), withIntermediateDirectories: false)
    for (name, more) in [("a", "--threads 1"), ("b", "--threads 2")] {
      let outcome = try run(place, after: "", "features contig.vcf.gz -o \(name)1.npz \(more) " + Self.windows)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let small = try run(
        place, after: "export TMPDIR=tmp APUS_SITES_IN_MEMORY=2000;",
        "features contig.vcf.gz -o \(name)2.npz \(more) " + Self.windows)
      #expect(small.code == 0 && small.errors == outcome.errors, "\(small.errors)")
      #expect(try place.bytes(name + "1.npz") == place.bytes(name + "2.npz"))
    }
    let piped = try run(
      place, after: "export TMPDIR=tmp APUS_SITES_IN_MEMORY=2000; gzip -dc contig.vcf.gz |",
      "features - -o c.npz " + Self.windows)
    #expect(piped.code == 0, "\(piped.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.file("tmp")).isEmpty)
  }

  @Test func aFullDisk() throws {
    let place = try Workplace()
    // A limit of 512 bytes to a file, whose signal nobody heeds, ends writing as a full disk does.
    let full = try run(
      place, after: "trap '' XFSZ; export APUS_SITES_IN_MEMORY=2000; ulimit -f 1;",
      "features contig.vcf.gz -o x.npz " + Self.windows)
    #expect(full.code == 74 && full.errors.contains("cannot write") && full.errors.contains("set TMPDIR to a folder"))
    let none = try run(
      place, after: "export TMPDIR=nowhere APUS_SITES_IN_MEMORY=2000;",
      "features contig.vcf.gz -o x.npz " + Self.windows)
    #expect(none.code == 74 && none.errors.contains("set TMPDIR to a folder"), "\(none.errors)")
    #expect(!place.exists("x.npz"))
  }
}
