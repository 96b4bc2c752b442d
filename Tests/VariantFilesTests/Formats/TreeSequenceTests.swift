import Foundation
import Groundwork
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// Tree sequences against what tskit says of them (Golden/make-trees.py).
@Suite struct TreeSequenceTests {
  static let names = ["two_populations", "continuous", "isolated", "inner_samples", "deleted"]

  static func path(_ name: String) throws -> String {
    try #require(Bundle.module.path(forResource: name, ofType: nil, inDirectory: "Golden"))
  }

  @Test(arguments: names) func genotypesAreThoseOfTskit(name: String) throws {
    let lines = try String(contentsOfFile: Self.path(name + ".txt"), encoding: .utf8).split(separator: "\n")
    let read = try TreeSequenceFile(path: Self.path(name + ".trees")).read()
    let samples = zip(read.samples, read.matrix.ploidies).map { "\($0):\($1)" }.joined(separator: " ")
    #expect(samples == lines[0])
    #expect(read.populations.joined(separator: " ") == lines[1])
    let ledger = read.ledger
    #expect(
      lines[2]
        == "read=\(ledger.read) used=\(ledger.used) notSNP=\(ledger[.notSNP]) multiallelic=\(ledger[.multiallelic]) "
        + "noCall=\(ledger[.lowCallRate]) monomorphic=\(ledger[.monomorphic])")
    let matrix = read.matrix
    #expect(matrix.isPhased && matrix.isPolarised && matrix.siteCount == ledger.used)
    let rows = (0..<matrix.siteCount).map { site in
      let calls = (0..<matrix.haplotypeCount).map { haplotype in
        matrix.isMissing(site: site, haplotype: haplotype)
          ? "?" : matrix.allele(site: site, haplotype: haplotype) ? "1" : "0"
      }
      return "\(matrix.positions[site]) " + calls.joined()
    }
    #expect(rows == lines.dropFirst(3).map(String.init))
  }

  @Test func anythingCutIsRefused() throws {
    let bytes = try AtomicFile.read(Self.path("isolated.trees"))
    for count in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: VariantFilesError.self) { try TreeSequenceFile(bytes: Array(bytes.prefix(count)), path: "cut") }
    }
  }

  @Test func anythingBentIsReadOrRefused() throws {
    let bytes = try AtomicFile.read(Self.path("isolated.trees"))
    var random = RandomStream(seed: 1, replicate: 0, purpose: .parameters)
    var refused = 0
    for _ in 0..<3000 {
      var bent = bytes
      for _ in 0..<3 { bent[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
      do { _ = try TreeSequenceFile(bytes: bent, path: "bent").read() } catch { refused += 1 }
    }
    // Bytes of metadata, times and names may be anything; offsets, counts and nodes may not.
    #expect(refused > 500 && refused < 3000, "\(refused)")
  }

  /// Intervals that were deleted are no bases without variation.
  @Test func deletedIntervalsAreNotKnown() throws {
    let read = try TreeSequenceFile(path: Self.path("deleted.trees")).read()
    #expect(read.knownBases == [0..<200, 450..<700, 800..<1000])
    #expect(try TreeSequenceFile(path: Self.path("two_populations.trees")).read().knownBases == nil)
    let file = try HaplotypeFile(path: Self.path("deleted.trees"), format: .treeSequence)
    let part = try file.read(
      [Interval(contig: "1", start: 100, end: 500)], samples: nil, options: VariantReadOptions(), into: SiteStorage())
    #expect(part[0].knownBases == [100..<200, 450..<500])
  }

  @Test func refusalsSayWhy() throws {
    let bytes = try AtomicFile.read(Self.path("isolated.trees"))
    func error(_ change: (inout [UInt8]) -> Void) -> String {
      var bent = bytes
      change(&bent)
      do {
        _ = try TreeSequenceFile(bytes: bent, path: "x.trees")
        return "was read"
      } catch { return error.description }
    }
    #expect(error { $0[0] = 0 }.hasPrefix("x.trees: the file does not begin as kastore does; "))
    #expect(error { ($0[8], $0[9]) = (0, 1) }.contains("it was written big-endian, expected kastore 1.x"))
    #expect(error { $0[8] = 2 }.contains("its version is 2.0, expected kastore 1.x"))
    #expect(error { $0.append(0) }.contains("the header says \(bytes.count) bytes, the file has \(bytes.count + 1)"))
    #expect(error { $0[64] = 10 }.contains("byte 64: found the type 10"))
    #expect(error { $0[64 + 31] = 0x7F }.contains("byte 88: "))
    let folder = try TemporaryFolder()
    #expect(throws: VariantFilesError.self) { try TreeSequenceFile(path: folder.file("absent.trees")) }
    #expect(try TreeSequenceFile.isTreeSequence(Self.path("isolated.trees")))
    #expect(try !TreeSequenceFile.isTreeSequence(Self.path("isolated.txt")))
  }
}
