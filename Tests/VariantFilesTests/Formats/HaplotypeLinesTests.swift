import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// `.haps` and `.tped`; ms text with unknown alleles, and shorter than it says.
@Suite struct HaplotypeLinesTests {
  private func read(_ text: String, _ name: String, _ others: [String: String] = [:]) throws -> HaplotypeFile {
    let folder = try TemporaryFolder()
    for (name, text) in others.merging([name: text], uniquingKeysWith: { $1 }) {
      try text.write(toFile: folder.file(name), atomically: false, encoding: .utf8)
    }
    return try HaplotypeFile(path: folder.file(name), format: .lines)
  }

  @Test func haps() throws {
    let text = "1 rs1 10 A C 0 1 1 0\n1 rs2 20 G T 1 ? 1 0\n1 rs3 30 AT T 0 1 0 0\n2 rs4 5 A G 0 0 0 1\n"
    #expect(HaplotypeLines.isLine("1 rs1 10 A C 0 1 1 0") && !HaplotypeLines.isLine("1 10 20 0.5 x y z"))
    let file = try read(text, "x.haps", ["x.sample": "ID_1 ID_2 missing\n0 0 0\nf a 0\nf b 0\n"])
    #expect(file.samples == ["a", "b"] && file.contigs.map(\.name) == ["1", "2"])
    let one = try file.read(file.wholeContigs(), samples: nil)
    #expect(one[0].matrix.positions == [9, 19] && one[0].matrix.isPhased && !one[0].matrix.isPolarised)
    #expect(alleles(one[0].matrix, 0) == "0110" && alleles(one[0].matrix, 1) == "1.10")
    #expect(one[0].ledger[.notSNP] == 1 && one[0].ledger.read == 3 && one[1].ledger.used == 1)
    let wrong = #expect(throws: VariantFilesError.self) {
      try read("1 rs1 10 A C 0 1 1 0\n1 rs2 20 A C 0 1 1\n", "x.haps")
    }
    #expect(wrong?.description.contains(":2: found 8 columns, expected 9") == true)
  }

  @Test func tped() throws {
    let file = try read("1 rs1 0 10 A A A C\n1 rs2 0 20 G T 0 0\n1 rs3 0 30 A C G A\n", "x.tped")
    let one = try file.read(file.wholeContigs(), samples: nil)[0]
    #expect(!one.matrix.isPhased && alleles(one.matrix, 0) == "0001" && alleles(one.matrix, 1).hasSuffix(".."))
    #expect(one.ledger[.multiallelic] == 1 && one.matrix.siteCount == 2)
  }

  private func ms(_ header: String, _ replicates: [[String]]) throws -> [MSReplicate] {
    let body = replicates.map { "//\nsegsites: 3\npositions: 0.1 0.2 0.3\n" + $0.joined(separator: "\n") + "\n\n" }
    return try MSText.replicates(text: Array((header + "\n1\n\n" + body.joined()).utf8), path: "x.ms", length: 100)
  }

  @Test func unknownAllelesOfMSText() throws {
    let matrix = try ms("ms 3 1", [["0N1", "101", "N00"]])[0].matrix
    #expect((0..<3).map { alleles(matrix, $0) } == ["01.", ".00", "110"])
    #expect(throws: VariantFilesError.self) { try ms("ms 2 1", [["0X1", "101"]]) }
  }

  @Test func msTextShorterThanItSays() throws {
    let rows = ["001", "101"]
    #expect(try ms("ms 2 2 -t 5", [rows, rows]).count == 2 && ms("ms 2 1 -t 5", [rows, rows]).count == 2)
    let few = #expect(throws: VariantFilesError.self) { try ms("ms 2 3 -t 5", [rows, rows]) }
    #expect(few?.description.contains("says 3 replicates, and there are 2") == true)
    let short = #expect(throws: VariantFilesError.self) { try ms("ms 4 1 -t 5", [rows]) }
    #expect(short?.description.contains("has 2 haplotypes, expected 4") == true)
  }

  @Test func mapsInOtherUnits() throws {
    func problem(_ rate: String) throws -> String? {
      try RecombinationMapFile.read(text: Array("1\t0\t1000000\t\(rate)\n".utf8), path: "x.bed")["1"]?.unitProblem
    }
    for rate in ["1.2", "0.05", "900"] { #expect(try problem(rate) == nil) }
    #expect(try problem("8.25e-8")?.contains("multiply them by 1e8") == true)
    #expect(try problem("0.005")?.contains("in Morgan; multiply them by 100") == true)
    #expect(try problem("1e7") != nil)
  }

  @Test(arguments: [
    ("\"##fileformat=VCFv4.2\"\n", "stands in quotes"), ("\u{FEFF}##fileformat=VCFv4.2\n", "byte-order mark"),
    (
      "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\n##fileformat=VCFv4.2\n",
      "second header"
    ),
    (
      "##fileformat=VCFv4.2\n##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\">\n"
        + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\n1,2\t5\t.\tA\tC\t.\t.\t.\tGT\t0|1\n", "holds ','"
    ),
  ])
  func whatIsWrongIsNamed(_ text: String, _ words: String) throws {
    let folder = try TemporaryFolder()
    try text.write(toFile: folder.file("x.vcf"), atomically: false, encoding: .utf8)
    let error = #expect(throws: VariantFilesError.self) {
      try VariantFile(path: folder.file("x.vcf")).readAll(samples: nil, into: SiteStorage())
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "read")")
  }
}
