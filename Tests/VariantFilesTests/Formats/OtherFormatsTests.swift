import Foundation
import Groundwork
import Haplotypes
import TestSupport
import Testing
import VariantFiles

@Suite struct HaplotypeMapTests {
  func read(_ hap: String, _ map: String) throws -> [ReadHaplotypes] {
    try HaplotypeMapFile.read(text: Array(hap.utf8), path: "x.hap", map: Array(map.utf8), mapPath: "x.map")
  }

  @Test func contigsAndLedger() throws {
    let map = "1 a 0.1 100\n1 b 0.2 200\n1\tc\t0.2\t200\n2 d 0 50.5\n2 e 0 60\n"
    let read = try read("0 1 0 1 1\n01100\r\n1 1 1 1 0\n", map)
    #expect(read.map(\.contig) == ["1", "2"])
    try #require(read[0].matrix.positions == [99, 199] && read[1].matrix.positions == [49.5, 59])
    #expect(alleles(read[0].matrix, 0) == "001" && alleles(read[0].matrix, 1) == "011")
    #expect(alleles(read[1].matrix, 0) == "101" && alleles(read[1].matrix, 1) == "100")
    // Of the two at 200 the first is the same in all, so that the second is the first site there.
    #expect(read[0].ledger[.monomorphic] == 1 && read[0].ledger.read == 3 && read[0].ledger.used == 2)
    #expect(read[0].samples == ["haplotype1", "haplotype2", "haplotype3"])
  }

  @Test(arguments: [
    ("0 1\n0 1 1\n", "1 a 0 1\n1 b 0 2\n", "x.hap:2: the haplotype has 3 sites, expected 2 as x.map has lines"),
    ("0 2\n", "1 a 0 1\n1 b 0 2\n", "x.hap:1: found '2' as character 3"),
    ("0 1\n", "1 a 0 1\n1 b 0\n", "x.map:2: found 3 columns"), ("0 1\n", "1 a 0 5\n1 b 0 2\n", "x.map:2: base pair 2"),
    ("0 1 1\n", "1 a 0 1\n2 b 0 2\n1 c 0 3\n", "x.map:3: chromosome '1' appears again"),
    ("0\n", "1 a 0 nan\n", "x.map:1: found the base pair 'nan'"), ("", "1 a 0 1\n", "x.hap: the file has no haplotype"),
    ("0\n", "", "x.map: the map has no site"),
  ]) func refused(hap: String, map: String, message: String) {
    let error = #expect(throws: VariantFilesError.self) { try read(hap, map) }
    #expect(error.map { $0.description.hasPrefix(message) } == true, "\(error?.description ?? "")")
  }

  @Test func filesBesideEachOther() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write("0 1\n1 0\n", to: folder.file("x.hap"))
    try AtomicFile.write("1 a 0 1\n1 b 0 2\n", to: folder.file("x.map"))
    #expect(try HaplotypeMapFile.read(folder.file("x.hap"))[0].matrix.siteCount == 2)
    #expect(try shell("gzip '\(folder.file("x.hap"))' '\(folder.file("x.map"))'"))
    #expect(try HaplotypeMapFile.read(folder.file("x.hap.gz"))[0].matrix.siteCount == 2)
  }
}

@Suite struct FASTAMaskTests {
  func read(_ text: String, _ convention: FASTAMask.Convention? = nil) throws -> FASTAMask {
    try FASTAMask.read(text: Array(text.utf8), path: "m.fa", convention: convention)
  }

  @Test func everyConvention() throws {
    let strict = try read(">1 strict\nNNPP\nPLHP\n>2\nPQZ0P\n")
    #expect(strict.convention == .passed)
    #expect(
      strict.accessible == [
        Interval(contig: "1", start: 2, end: 5), Interval(contig: "1", start: 7, end: 8),
        Interval(contig: "2", start: 0, end: 1), Interval(contig: "2", start: 4, end: 5),
      ])
    #expect(strict.sequences == [Interval(contig: "1", start: 0, end: 8), Interval(contig: "2", start: 0, end: 5)])
    let digits = try read(">1\r\n0011\r\n2N00")
    #expect(digits.convention == .zero && digits.notes.count == 2)
    #expect(digits.accessible == [Interval(contig: "1", start: 0, end: 2), Interval(contig: "1", start: 6, end: 8)])
    let reference = try read(">1\nACgtNN\n\nRACG\n")
    #expect(reference.convention == .upperCase)
    #expect(
      reference.accessible == [Interval(contig: "1", start: 0, end: 2), Interval(contig: "1", start: 7, end: 10)])
    #expect(try read(">1\n0PN\n", .zero).accessible == [Interval(contig: "1", start: 0, end: 1)])
  }

  @Test(arguments: [
    ("ACGT\n", "m.fa:1: found letters before"), (">1\nAC>T\n", "m.fa:2: found '>'"),
    (">1\nA\n>1 x\nA\n", "m.fa:3: the sequence '1'"), (">\nA\n", "m.fa:1: the sequence ''"),
    (">1\nACP\n", "m.fa: the letters are of two kinds"), (">1\nNNN\n", "m.fa: no letter says"), ("", "m.fa: no letter"),
  ]) func refused(text: String, message: String) {
    let error = #expect(throws: VariantFilesError.self) { try read(text) }
    #expect(error.map { $0.description.hasPrefix(message) } == true, "\(error?.description ?? "")")
  }

  @Test func compressedMasksAndIntervals() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write(">1\nNNPP\n", to: folder.file("m.fa"))
    try AtomicFile.write("1\t2\t4\n", to: folder.file("m.bed"))
    #expect(try shell("cd '\(folder.path)' && gzip -k m.fa && gzip -k m.bed && cp m.bed.gz m.bgz"))
    #expect(try FASTAMask.read(folder.file("m.fa.gz")).accessible == BEDFile.read(folder.file("m.bed")))
    #expect(try BEDFile.read(folder.file("m.bed.gz")) == BEDFile.read(folder.file("m.bgz")))
    let error = #expect(throws: VariantFilesError.self) { try BEDFile.read(folder.file("m.fa")) }
    #expect(error?.description.contains("m.fa:1: the file is FASTA, expected BED") == true)
  }
}
