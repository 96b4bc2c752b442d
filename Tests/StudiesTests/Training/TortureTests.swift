import Foundation
import Studies
import TestSupport
import Testing

/// Every file of other programs' test suites, damaged ones among them: what `apus inspect` makes of it is written down in
/// Documentation/Torture.md, and changes there are seen.
@Suite struct TortureTests {
  /// What became of a file.
  enum Outcome: Hashable {
    /// Records read and used, on all contigs.
    case loaded(read: Int, used: Int)
    case noSamples
    case noRecords
    case refused(line: Int?)

    var text: String {
      switch self {
      case .loaded(let read, let used): return "loaded: \(read) records, \(used) sites"
      case .noSamples: return "loaded: no samples, nothing to use"
      case .noRecords: return "loaded: no records, nothing to use"
      case .refused(let line): return line.map { "refused: line \($0)" } ?? "refused: the file as a whole"
      }
    }
  }

  static func outcome(_ path: String) -> Outcome {
    do {
      let lines = try FileInspection.describe(path)
      if lines.contains(where: { $0.contains("has no samples") }) { return .noSamples }
      var (read, used) = (0, 0)
      for line in lines.map({ $0.replacingOccurrences(of: ",", with: "") }) where line.hasPrefix("    read ") {
        let numbers = line.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        read += numbers[0]
        used += numbers[1]
      }
      return read == 0 ? .noRecords : .loaded(read: read, used: used)
    } catch {
      let rest = error.description.dropFirst(path.count)
      return .refused(line: rest.hasPrefix(":") ? Int(rest.dropFirst().prefix { $0.isNumber }) : nil)
    }
  }

  /// The variant files below `folder`, sorted.
  static func files(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
      [".vcf", ".vcf.gz", ".bcf"].contains { name.hasSuffix($0) }
    }.sorted()
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent")) func whatBecomesOfEveryFile() throws {
    let folder = try #require(SharedData.path("data/vcf_torture"))
    let temporary = try TemporaryFolder()
    var document = TortureTable.beginning
    for archive in ["hts-specs", "cyvcf2", "pyvcf", "scikit-allel", "vcftools", "haptools"] {
      let unpacked = temporary.file(archive)
      try FileManager.default.createDirectory(atPath: unpacked, withIntermediateDirectories: true)
      try unpackArchive(folder + "/\(archive).tar.xz", into: unpacked)
      let outcomes = try Self.files(unpacked).map { (name: $0, outcome: Self.outcome(unpacked + "/" + $0)) }
      document += TortureTable.section(archive, outcomes)
    }
    let path = SharedData.checkout("Documentation/Torture.md")
    if ProcessInfo.processInfo.environment["APUS_WRITE_TORTURE"] != nil {
      try document.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let committed = try String(contentsOfFile: path, encoding: .utf8)
    let changed = Set(document.split(separator: "\n")).subtracting(committed.split(separator: "\n")).sorted()
    #expect(document == committed, "rows that are not in the table: \(changed.joined(separator: "\n"))")
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent")) func compressionChangesNothing() throws {
    let folder = try #require(SharedData.path("data/vcf_torture"))
    let temporary = try TemporaryFolder()
    for archive in ["hts-specs", "vcftools"] { try unpackArchive(folder + "/\(archive).tar.xz", into: temporary.path) }
    let plain = try Self.files(temporary.path).filter { $0.hasSuffix(".vcf") && !$0.contains("/4.2/") }
    let before = plain.map { Self.outcome(temporary.file($0)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-r", temporary.path]
    try process.run()
    process.waitUntilExit()
    for (name, outcome) in zip(plain, before) {
      let packed = Self.outcome(temporary.file(name + ".gz"))
      #expect(packed == outcome, "\(name)")
    }
  }
}
