import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

@Suite struct OpeningTests {
  let folder = try? TemporaryFolder()

  private func write(_ text: String, _ name: String = "x.vcf") throws -> String {
    let path = try #require(folder).file(name)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  private func message(_ text: String) throws -> String {
    let path = try write(text)
    return try #require(#expect(throws: VariantFilesError.self) { try VariantFile(path: path) }).description
  }

  @Test func missingFilesAndFolders() throws {
    let folder = try #require(folder)
    let missing = #expect(throws: VariantFilesError.self) { try VariantFile(path: folder.file("none.vcf")) }
    #expect(missing?.kind == .missingFile)
    let directory = #expect(throws: VariantFilesError.self) { try VariantFile(path: folder.path) }
    #expect(directory?.kind == .io)
  }

  @Test func headersThatCannotBeRead() throws {
    #expect(try message("").contains("the file is empty"))
    #expect(try message("1\t100\trs\tA\tC\n").contains("x.vcf:1: found '1\t100\trs\tA\tC' where ##fileformat"))
    #expect(try message("##fileformat=VCFv4.2\n").contains("no #CHROM line"))
    #expect(try message("##fileformat=VCFv4.2\n#CHROM POS ID REF ALT\n").contains("tabs, not blanks"))
    let columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT"
    #expect(try message("##fileformat=VCFv4.2\n\(columns)\ta\ta\n").contains("x.vcf:2: sample 'a' has two columns"))
  }

  @Test func regionsAsUsersWriteThem() throws {
    var vcf = TextVCF(["a"])
    vcf.contigLines = ["##contig=<ID=chr2,length=243199373>", "##contig=<ID=HLA:1,length=50>", "##contig=<ID=7>"]
    vcf.add("7 77 A C PASS . 0|1")
    vcf.add("7 123 A C PASS . 0|1")
    let file = try VariantFile(path: write(vcf.text))
    #expect(file.contigs[0] == Contig(name: "chr2", length: 243_199_373))
    #expect(file.contigs[2].length == nil)
    let long = try file.region("2:134,000,000-140,000,000")
    #expect(long == Interval(contig: "chr2", start: 133_999_999, end: 140_000_000))
    #expect(try file.region("chr2").length == 243_199_373)
    #expect(try file.region("2:243199000-300000000").end == 243_199_373)
    #expect(try file.region("chr2:5") == Interval(contig: "chr2", start: 4, end: 5))
    #expect(try file.region("chr2:5-").end == 243_199_373)
    #expect(try file.region("HLA:1") == Interval(contig: "HLA:1", start: 0, end: 50))
    #expect(try file.region("7") == Interval(contig: "7", start: 0, end: 123))
    for wrong in ["2:0-5", "2:9-5", "2:x", "2:", "2:5-x", "2:243199374"] {
      #expect(throws: VariantFilesError.self) { try file.region(wrong) }
    }
    let absent = #expect(throws: VariantFilesError.self) { try file.region("8:1-10") }
    #expect(absent?.description.contains("has no contig '8'; it has chr2, HLA:1, 7") == true)
    let past = #expect(throws: VariantFilesError.self) { try file.region("2:243199374-243199380") }
    #expect(past?.description.contains("243,199,373 bases") == true)
    #expect(try file.contig(named: "2").note?.contains("'chr2'") == true)
    #expect(try file.contig(named: "chr2").note == nil)
  }

  @Test func aHeaderWithoutContigs() throws {
    var vcf = TextVCF(["a", "b"])
    vcf.contigLines = []
    vcf.add("chr1 5 A C PASS . 0|1 0|0")
    vcf.add("chr1 9 A C PASS . 0|1 0|0")
    vcf.add("chr8 7 A C PASS . 0|1 0|0")
    let file = try VariantFile(path: write(vcf.text))
    #expect(file.contigs.map(\.name) == ["chr1", "chr8"])
    #expect(try file.region("1") == Interval(contig: "chr1", start: 0, end: 9))
    let result = try file.read(Interval(contig: "8", start: 0, end: 100), samples: ["b", "a"])
    #expect(result.matrix.positions == [6] && alleles(result.matrix, 0) == "0001")
    #expect(result.notes.contains { $0.contains("contig '8' was taken to mean 'chr8'") })
  }

  @Test func aHeaderThatNamesContigsOtherwise() throws {
    var vcf = TextVCF(["a", "b"])
    vcf.contigLines = ["##contig=<ID=1,length=500>"]
    vcf.add("chr1 5 A C PASS . 0|1 0|0")
    let file = try VariantFile(path: write(vcf.text))
    let result = try file.read(file.region("1"), samples: nil)
    #expect(result.matrix.siteCount == 1 && result.region.contig == "chr1")
    #expect(result.notes.contains { $0.contains("'1' of the header is 'chr1' in the records") })
    vcf.contigLines.append("##contig=<ID=5,length=500>")
    let other = try VariantFile(path: write(vcf.text))
    let empty = try other.read(other.region("5"), samples: nil)
    #expect(empty.matrix.siteCount == 0 && empty.notes.contains { $0.hasSuffix("has no record on contig '5'") })
  }

  @Test func samplesThatAreNotThere() throws {
    var vcf = TextVCF(["NA001", "NA002"])
    vcf.add("2 5 A C PASS . 0|1 0|0")
    let file = try VariantFile(path: write(vcf.text))
    let error = #expect(throws: VariantFilesError.self) {
      try file.read(file.region("2"), samples: ["NA002", "NA0O1"])
    }
    #expect(error?.description.contains("has no sample NA0O1; it has 2 samples (NA001, NA002)") == true)
    #expect(throws: VariantFilesError.self) { try file.read(file.region("2"), samples: ["NA001", "NA001"]) }
    let sitesOnly = "##fileformat=VCFv4.2\n##contig=<ID=2>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
    let bare = try VariantFile(path: write(sitesOnly + "2\t5\t.\tA\tC\t.\t.\t.\n", "bare.vcf"))
    #expect(throws: VariantFilesError.self) { try bare.read(bare.region("2"), samples: nil) }
  }
}
