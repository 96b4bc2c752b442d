import Foundation
import Groundwork
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// PLINK data sets against what bed-reader wrote (Golden/make-plink.py).
@Suite struct PlinkTests {
  /// For each variant of `contig`: its position, and the number of A1 alleles of each individual, nil without a call.
  static func golden(_ contig: String) throws -> [(position: Int, counts: [Int?])] {
    try String(contentsOfFile: TreeSequenceTests.path("plink.txt"), encoding: .utf8).split(separator: "\n").compactMap {
      let fields = $0.split(separator: " ")
      return fields[0] == contig ? (Int(fields[1]) ?? 0, fields[2].map { $0.wholeNumberValue }) : nil
    }
  }

  /// The number of set alleles of each individual at `site`; nil where a call is missing.
  static func counts(_ matrix: HaplotypeMatrix, _ site: Int) -> [Int?] {
    var first = 0
    return matrix.ploidies.map { ploidy in
      let own = first..<first + Int(ploidy)
      first += Int(ploidy)
      if own.contains(where: { matrix.isMissing(site: site, haplotype: $0) }) { return nil }
      return own.count { matrix.allele(site: site, haplotype: $0) }
    }
  }

  @Test(arguments: ["plink.bed", "plink-individuals.bim"]) func genotypesAreThoseOfBedReader(name: String) throws {
    let file = try PlinkFile(path: TreeSequenceTests.path(name))
    #expect(file.isIndividualMajor == (name != "plink.bed") && file.contigs == ["1", "X"])
    #expect(file.individuals.count == 37 && file.variantCount == 24 && file.individuals[0].sex == 1)
    let golden = try Self.golden("1")
    let read = try file.read(contig: "chr1")
    // Left out: no call (3), one allele (5), a position again (7), not one base (9).
    let kept = golden.indices.filter { ![3, 5, 7, 9].contains($0) }
    try #require(read.matrix.positions == kept.map { Double(golden[$0].position - 1) })
    for (site, variant) in kept.enumerated() { #expect(Self.counts(read.matrix, site) == golden[variant].counts) }
    #expect(read.ledger.read == 14 && read.ledger.used == 10)
    for reason in [VariantLedger.Reason.lowCallRate, .monomorphic, .duplicatePosition, .notSNP] {
      #expect(read.ledger[reason] == 1, "\(reason)")
    }
    #expect(!read.matrix.isPhased && !read.matrix.isPolarised)
    #expect(throws: VariantFilesError.self) { try file.read(contig: "2") }
  }

  @Test func malesOnX() throws {
    let file = try PlinkFile(path: TreeSequenceTests.path("plink.fam"))
    let golden = try Self.golden("X")
    let diploid = try file.read(contig: "X")
    #expect(diploid.notes.contains { $0.hasPrefix("19 individuals have one copy of chromosome X") })
    try #require(diploid.matrix.siteCount == golden.count)
    for site in golden.indices { #expect(Self.counts(diploid.matrix, site) == golden[site].counts) }
    let haploid = try file.read(contig: "X", haploidBySex: true)
    #expect(haploid.matrix.ploidies == (0..<37).map { $0 % 2 == 0 ? 1 : 2 })
    for site in golden.indices {
      let expected = golden[site].counts.enumerated().map { individual, count in
        individual % 2 == 1 ? count : count == 1 ? nil : count.map { $0 / 2 }
      }
      #expect(Self.counts(haploid.matrix, site) == expected)
    }
  }

  @Test func refusalsSayWhy() throws {
    let folder = try TemporaryFolder()
    let parts = try ["bed", "bim", "fam"].map { try AtomicFile.read(TreeSequenceTests.path("plink." + $0)) }
    func error(_ change: (inout [[UInt8]]) -> Void) throws -> String {
      var parts = parts
      change(&parts)
      for (ending, bytes) in zip(["bed", "bim", "fam"], parts) {
        try AtomicFile.write(bytes, to: folder.file("x." + ending))
      }
      do {
        _ = try PlinkFile(path: folder.file("x"))
        return "was read"
      } catch { return error.description }
    }
    func line(_ text: String) -> [UInt8] { Array(text.utf8) }
    #expect(try error { _ in } == "was read")
    #expect(
      try error { $0[0].removeLast() }.contains("x.bed: the file has 242 bytes, expected 243 for 24 variants of 37"))
    #expect(try error { $0[0][0] = 0 }.contains("x.bed: the file does not begin with 6C 1B and 00 or 01"))
    #expect(try error { $0[0] = [0x6C] }.contains("x.bed: the file has 1 bytes"))
    #expect(try error { $0[1] += line("1 v 0 5 A G\n") }.contains("x.bim:25: chromosome '1' appears again"))
    #expect(try error { $0[1] += line("X v 0 5 A G\n") }.contains("x.bim:25: position 5 lies before 500"))
    #expect(try error { $0[1] += line("X v 0 x A G\n") }.contains("x.bim:25: found the base pair 'x'"))
    #expect(try error { $0[1] += line("X v 0\n") }.contains("x.bim:25: found 3 columns"))
    #expect(try error { $0[2] += line("f i\n") }.contains("x.fam:38: found 2 columns"))
    #expect(try error { $0[2] = [] }.contains("x.fam: the file names no individual"))
  }
}
