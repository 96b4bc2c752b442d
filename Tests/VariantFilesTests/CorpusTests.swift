import Foundation
import Groundwork
import TestSupport
import Testing
import VariantFiles

/// Every input of Fuzzing/Corpus, whole, cut and bent: a value or a typed error, nothing else.
@Suite struct CorpusTests {
  typealias Reader = @Sendable ([UInt8]) throws(VariantFilesError) -> Void

  static let readers: [(name: String, read: Reader)] = [
    ("ms", { bytes throws(VariantFilesError) in _ = try MSText.replicates(text: bytes, path: "x", length: 1000) }),
    ("trees", { bytes throws(VariantFilesError) in _ = try TreeSequenceFile(bytes: bytes, path: "x").read() }),
    ("bed", { bytes throws(VariantFilesError) in _ = try BEDFile.read(text: bytes, path: "x") }),
    (
      "map",
      { bytes throws(VariantFilesError) in
        let format: RecombinationMapFile.Format = [.table, .plink, .bed][Int(bytes.first ?? 0) % 3]
        _ = try RecombinationMapFile.read(text: Array(bytes.dropFirst()), path: "x", format: format)
      }
    ), ("bmap", { bytes throws(VariantFilesError) in _ = try EffectiveSizeMapFile.read(text: bytes, path: "x") }),
    ("popmap", { bytes throws(VariantFilesError) in _ = try PopulationMapFile.read(text: bytes, path: "x") }),
    (
      "hap",
      { bytes throws(VariantFilesError) in
        let parts = parts(bytes)
        _ = try HaplotypeMapFile.read(
          text: parts[0], path: "x", map: parts.count > 1 ? parts[1] : [], mapPath: "x.map")
      }
    ), ("haps", { bytes throws(VariantFilesError) in _ = try HaplotypeLines.read(text: bytes, path: "x") }),
    ("vcf", { bytes throws(VariantFilesError) in try readVariants(bytes, "vcf") }),
    ("bcf", { bytes throws(VariantFilesError) in try readVariants(bytes, "bcf") }),
    ("mask", { bytes throws(VariantFilesError) in _ = try FASTAMask.read(text: bytes, path: "x") }),
  ]

  /// Reads all of a VCF or BCF as studies do, and looks after the quality of calls.
  private static func readVariants(_ bytes: [UInt8], _ ending: String) throws(VariantFilesError) {
    let path = NSTemporaryDirectory() + "/apus-corpus-\(ProcessInfo.processInfo.processIdentifier).\(ending)"
    do { try AtomicFile.write(bytes, to: path) } catch { throw .file(error) }
    let file = try VariantFile(path: path)
    _ = try file.readAll(samples: nil, into: SiteStorage())
    var options = VariantReadOptions(minimumCallRate: 0.9, multiallelic: .split, invariant: .keep)
    options.calls = CallRules(depth: 1, filters: ["PASS", "."])
    _ = try file.readAll(samples: nil, options: options, into: SiteStorage())
  }

  /// What lines "=" separate.
  static func parts(_ bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var rest = bytes[...]
    while let mark = rest.firstRange(of: Array("\n=\n".utf8)) {
      parts.append(Array(rest[..<mark.lowerBound]))
      rest = rest[mark.upperBound...]
    }
    return parts + [Array(rest)]
  }

  /// The inputs of `reader`, by name.
  static func inputs(_ reader: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = SharedData.checkout("Fuzzing/Corpus/\(reader)")
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
      ($0, try AtomicFile.read(folder + "/" + $0))
    }
  }

  @Test(arguments: readers.indices) func nothingCrashes(index: Int) throws {
    let (name, read) = Self.readers[index]
    let inputs = try Self.inputs(name)
    #expect(!inputs.isEmpty)
    var random = RandomStream(seed: 1, replicate: UInt64(index), purpose: .parameters)
    var values = 0
    var errors = 0
    func attempt(_ bytes: [UInt8]) {
      do {
        try read(bytes)
        values += 1
      } catch {
        errors += 1
        #expect(!error.description.isEmpty)
      }
    }
    for (_, bytes) in inputs {
      attempt(bytes)
      for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 50)) {
        attempt(Array(bytes.prefix(count)))
      }
      for _ in 0..<300 where !bytes.isEmpty {
        var bent = bytes
        for _ in 0..<(1 + random.next() % 3) {
          bent[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        attempt(bent)
      }
    }
    #expect(values > 0 && errors > 0, "\(name): \(values) values, \(errors) errors")
  }

  @Test func plink() throws {
    let folder = try TemporaryFolder()
    for (name, bytes) in try Self.inputs("plink") {
      let parts = Self.parts(bytes)
      for (ending, part) in zip(["bed", "bim", "fam"], parts) {
        try AtomicFile.write(part, to: folder.file("x." + ending))
      }
      do throws(VariantFilesError) {
        let file = try PlinkFile(path: folder.file("x"))
        for contig in file.contigs { _ = try file.read(contig: contig, haploidBySex: true) }
      } catch { #expect(name != "two" && name != "individuals", "\(error)") }
    }
  }
}
