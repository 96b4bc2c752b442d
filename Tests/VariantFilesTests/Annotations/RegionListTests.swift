import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

@Suite struct RegionListTests {
  @Test(arguments: [
    ("2", ["2"]), ("2,3", ["2", "3"]), ("2:1,000-2,000", ["2:1,000-2,000"]),
    ("2:1,000-2,000,3:5-6,X:7", ["2:1,000-2,000", "3:5-6", "X:7"]), ("^2:1-2,3:4-5", ["^2:1-2", "3:4-5"]),
    ("2:1,000-2,000,3", ["2:1,000-2,000", "3"]), ("2,3,4:1-9", ["2", "3", "4:1-9"]), ("2:1-9,X", ["2:1-9", "X"]),
    ("2:134,000,000-140,000,000,3", ["2:134,000,000-140,000,000", "3"]),
  ])
  func commas(_ text: String, _ regions: [String]) { #expect(RegionList.split(text) == regions) }

  @Test func stretches() throws {
    let found = try RegionList.intervals(["2", "2:1,001-2,000", "chr3:5", "4:5-", "HLA:A"])
    #expect(
      found[1...2] == [Interval(contig: "2", start: 1000, end: 2000), Interval(contig: "chr3", start: 4, end: 5)])
    #expect(found[0].contig == "2" && found[0].start == 0 && found[0].end > 1 << 33)
    #expect(found[3].start == 4 && found[3].end == found[0].end && found[4].contig == "HLA:A")
    #expect(found.map(RegionList.text) == ["2", "2:1001-2000", "chr3:5-5", "4:5-", "HLA:A"])
    #expect(throws: VariantFilesError.self) { try RegionList.intervals(["2:9-5"]) }
    #expect(throws: VariantFilesError.self) { try RegionList.intervals(["2:9-x"]) }
  }

  /// BED counts from 0, other files from 1.
  @Test func files() throws {
    let folder = try TemporaryFolder()
    func read(_ text: String, _ name: String) throws -> [Interval] {
      try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
      return try RegionList.read(folder.file(name))
    }
    #expect(try read("2\t10\t20\n", "a.bed") == [Interval(contig: "2", start: 10, end: 20)])
    #expect(
      try read("#CHROM\tPOS\n2\t10\t20\textra\n3\t7\n4\n", "a.tsv").prefix(2) == [
        Interval(contig: "2", start: 9, end: 20), Interval(contig: "3", start: 6, end: 7),
      ])
    #expect(try read("4\n", "b.tsv")[0].start == 0)
    for text in ["", "2\t20\t10\n", "2\tx\n", "2\t0\t5\n"] {
      #expect(throws: VariantFilesError.self, "\(text)") { try read(text, "wrong.tsv") }
    }
  }
}
