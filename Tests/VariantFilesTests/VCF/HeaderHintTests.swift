import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// The header is a hint: the records decide which contigs there are and where they end.
@Suite struct HeaderHintTests {
  /// Contigs 1 (named), chr2 (not named); records behind the end of 1; POS 0.
  private func odd() -> TextVCF {
    var vcf = TextVCF(["a", "b"])
    vcf.contigLines = ["##contig=<ID=1,length=1000>", "##contig=<ID=chr1,length=1000>", "##contig=<ID=9,length=50>"]
    vcf.add("1 0 A C PASS . 0|1 0|0")
    for site in 1...30 { vcf.add("1 \(site * 50) A C PASS . 0|1 \(site % 2)|0") }
    for site in 1...20 { vcf.add("chr2 \(site * 7) A C PASS . 0|\(site % 2) 1|0") }
    return vcf
  }

  private func readAll(_ path: String) throws -> WholeFile {
    try VariantFile(path: path).readAll(samples: nil, into: SiteStorage())
  }

  @Test func everyRecordIsReadOrCounted() throws {
    let folder = try TemporaryFolder()
    let plain = try odd().write(folder)
    let packed = folder.file("x.vcf.gz")
    try writeIndexed(odd().text, to: packed)
    for path in [plain, packed] {
      let whole = try readAll(path)
      #expect(
        whole.contigs.map(\.region) == [
          Interval(contig: "1", start: 0, end: 1500), Interval(contig: "chr2", start: 0, end: 140),
        ])
      #expect(whole.contigs.map(\.ledger.read) == [31, 20] && whole.contigs.map(\.ledger.used) == [30, 20])
      #expect(whole.contigs[0].ledger[.unplaced] == 1)
      #expect(whole.emptyContigs == 1)
      // htslib adds to the header what an index names.
      #expect(path != plain || whole.notes.contains { $0.contains("header does not name: 1 (chr2)") })
      #expect(
        whole.contigs[0].notes.contains { $0.contains("10 records of contig '1' lie beyond its end in the header") })
      let file = try VariantFile(path: path)
      #expect(try file.region("1").end == 1500 && file.region("2").end == 140)
      #expect(try file.region("chr1:1,001-2,000").end == 1500)
      #expect(try file.read(file.region("1"), samples: nil).matrix.siteCount == 30)
      #expect(try file.read(file.region("2"), samples: nil).matrix.siteCount == 20)
      #expect(try file.read(file.region("1:1001-1500"), samples: nil).matrix.siteCount == 10)
      #expect(try file.wholeContigs().map(\.contig) == ["1", "chr2", "9"])
    }
  }

  /// Whole files and contig by contig, with an index and without: the same rows, as many as there are lines.
  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func bothWaysOfReadingAgree(_ seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var vcf = TextVCF(["a", "b", "c"])
    let names = ["1", "chr2", "3", "MT", "scaffold_4:5", "X"]
    // The header names some of them, others, and gives lengths that need not be right.
    vcf.contigLines = ["##contig=<ID=unseen,length=7>"]
    for name in names where random(3) > 0 { vcf.contigLines.append("##contig=<ID=\(name),length=\(1 + random(4000))>") }
    var lines: [String: Int] = [:]
    for name in names where random(4) > 0 {
      var position = random(2)
      for _ in 0..<random(60) {
        vcf.add("\(name) \(position) \(random(5) == 0 ? "AT" : "A") C PASS . 0|\(random(2)) \(random(2))|0 .|1")
        lines[name, default: 0] += 1
        position += random(90)
      }
    }
    let folder = try TemporaryFolder()
    let plain = try vcf.write(folder)
    try writeIndexed(vcf.text, to: folder.file("x.vcf.gz"))
    try writeIndexed(vcf.text, to: folder.file("y.vcf.gz"), isCSI: true)
    let expected = try readAll(plain)
    #expect(Dictionary(uniqueKeysWithValues: expected.contigs.map { ($0.region.contig, $0.ledger.read) }) == lines)
    for path in ["x.vcf.gz", "y.vcf.gz"].map(folder.file) {
      let found = try readAll(path)
      #expect(found.contigs.map(\.ledger) == expected.contigs.map(\.ledger))
      #expect(found.contigs.map(\.region) == expected.contigs.map(\.region))
    }
    for path in [plain, folder.file("x.vcf.gz"), folder.file("y.vcf.gz")] {
      let file = try VariantFile(path: path)
      for contig in expected.contigs {
        let region = try file.region(contig.region.contig)
        #expect(region == contig.region)
        let alone = try file.read(region, samples: nil)
        #expect(alone.ledger.used == contig.ledger.used && alone.extent == contig.extent)
        #expect(try alone.matrix.words == contig.sites.matrix().words)
      }
    }
  }

  @Test func contigNumbersThatLeaveGaps() throws {
    let folder = try TemporaryFolder()
    var vcf = odd()
    vcf.contigLines = ["##contig=<ID=1,length=2000,IDX=0>", "##contig=<ID=chr2,length=500,IDX=7>"]
    let path = try vcf.write(folder)
    #expect(try VariantFile(path: path).contigs.map(\.name) == ["1", "chr2"])
    #expect(try readAll(path).contigs.map(\.ledger.used) == [30, 20])
  }

  /// The files that developers have: as many records as lines, whole and contig by contig.
  @Test(
    .enabled(if: SharedData.isPresent, "the shared data are absent"),
    arguments: [
      "radseq_missing/wcs_1200.vcf.gz", "ploidy_odd/ploidy_test.vcf.gz", "ploidy_odd/haploidX_1kg.vcf.gz",
      "selscan_examples/p1.vcf.gz", "pixy_missing_truth", "bug_cases/plain.vcf.gz",
      "bug_cases/c24b_second_contig_not_in_header.vcf.gz", "bug_cases/c01_contig_short_header.vcf.gz",
    ])
  func asManyRecordsAsLines(_ name: String) throws {
    guard let path = SharedData.path("data/" + name), name.hasSuffix(".gz") else { return }
    let lines = try gunzip(path).split(separator: "\n").filter { !$0.hasPrefix("#") }
    let whole = try readAll(path)
    #expect(whole.contigs.reduce(0) { $0 + $1.ledger.read } == lines.count)
    let file = try VariantFile(path: path)
    let parts = try file.read(file.wholeContigs(), samples: nil)
    #expect(parts.reduce(0) { $0 + $1.ledger.read } == lines.count)
    #expect(parts.reduce(0) { $0 + $1.ledger.used } == whole.contigs.reduce(0) { $0 + $1.ledger.used })
  }

  /// Contigs by the hundred thousand take time in proportion: ten times as many less than thirty times as long.
  @Test func assembliesInManyPieces() throws {
    let folder = try TemporaryFolder()
    func vcf(_ count: Int) throws -> String {
      var vcf = TextVCF(["a", "b"])
      vcf.contigLines = (0..<count).map { "##contig=<ID=scaffold\($0),length=1000>" }
      for contig in 0..<count { vcf.add("scaffold\(contig) 5 A C PASS . 0|1 0|0") }
      return try vcf.write(folder, "\(count).vcf")
    }
    let whole = try readAll(vcf(100_000))
    #expect(whole.contigs.count == 100_000 && whole.emptyContigs == 0)
  }
}
