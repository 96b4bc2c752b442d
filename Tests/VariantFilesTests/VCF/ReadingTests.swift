import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

@Suite struct ReadingTests {
  let folder = try? TemporaryFolder()

  private func open(_ vcf: TextVCF, _ name: String = "x.vcf") throws -> VariantFile {
    let folder = try #require(folder)
    return try VariantFile(path: vcf.write(folder, name))
  }

  private func readAll(
    _ vcf: TextVCF, samples: [String]? = nil, _ options: VariantReadOptions = VariantReadOptions()
  ) throws -> ObservedVariants {
    let file = try open(vcf)
    let result = try file.read(file.region("2"), samples: samples, options: options)
    let skipped = result.ledger.entries.reduce(0) { $0 + $1.count }
    #expect(result.ledger.read == result.ledger.used + skipped)
    #expect(result.ledger.used == result.matrix.siteCount)
    return result
  }

  @Test func everyReasonOfTheLedger() throws {
    var vcf = TextVCF(["a", "b"])
    vcf.records.append("2\t5\t.\tA\tC\t.\tPASS\tAA=A\tDP\t1\t2")
    vcf.add("2 10 A C,G PASS AA=A 0|1 0|2")
    vcf.add("2 11 A AT PASS AA=A 0|1 0|0")
    vcf.add("2 12 A <DEL> PASS AA=A 0|1 0|0")
    vcf.add("2 13 A * PASS AA=A 0|1 0|0")
    vcf.add("2 14 AC GT PASS AA=A 0|1 0|0")
    vcf.add("2 15 A C q10 AA=A 0|1 0|0")
    vcf.add("2 16 A C PASS AA=A 0|1 0|0")  // outside the mask
    vcf.add("2 20 A C PASS AA=A .|. 0|1")
    vcf.add("2 21 A C PASS AA=A .|. .|.")
    vcf.add("2 22 A C PASS AA=A 1|1 1|1")
    vcf.add("2 23 A . PASS AA=A 0|0 0|0")
    vcf.add("2 24 A C PASS AA=N 0|1 0|0")
    vcf.add("2 25 A C PASS AA=T 0|1 0|0")
    vcf.add("2 26 A C . AA=A 0|1 0|0")
    vcf.add("2 26 A C PASS AA=A 0|1 1|0")
    vcf.add("2 27 A C PASS AA=A 0|1 0|0")
    vcf.add("2 28 A C PASS AA=C 0|1 0|0")
    vcf.add("2 28 A G PASS AA=G 0|0 0|1")
    vcf.add("2 28 A T PASS AA=A 0|0 0|1")
    let mask = Mask(accessible: [
      Interval(contig: "chr2", start: 0, end: 15), Interval(contig: "chr2", start: 16, end: 900),
    ])
    let options = VariantReadOptions(polarisation: .infoAA, mask: mask, minimumCallRate: 0.6, filters: ["PASS", "."])
    let result = try readAll(vcf, options)
    #expect(
      nonZero(result.ledger) == [
        "no GT field": 1, "multiallelic": 4, "indel or symbolic": 3, "several bases (MNP)": 1,
        "FILTER not as asked for": 1,
        "inaccessible": 1, "low call rate": 2, "monomorphic in the sample": 2, "ancestral state unknown": 1,
        "ancestral state is neither allele": 1, "duplicate position": 1,
      ])
    #expect(result.matrix.positions == [25, 26])
    #expect(result.ledger.read == 20)
    #expect(result.ledger.summary.hasPrefix("read 20: used 2; no GT field 1; multiallelic 4;"))
    #expect(result.matrix.isPolarised && result.matrix.isPhased)
    var merged = result.ledger
    merged.merge(result.ledger)
    #expect(merged.read == 40 && merged.used == 4 && merged[.multiallelic] == 8)
  }

  @Test func ancestralAllelesInTheHeadersOfTheField() throws {
    var vcf = TextVCF(["a", "b"])
    vcf.add("2 10 A C PASS AA=A 0|1 0|0")
    vcf.add("2 11 A C PASS AA=c||| 0|1 0|0")
    vcf.add("2 12 A C PASS AA=C|x|y 0|1 .|0")
    for (index, unknown) in ["?", "-", ".", "N", "n", "AC", "|||"].enumerated() {
      vcf.add("2 \(20 + index) A C PASS AA=\(unknown) 0|1 0|0")
    }
    vcf.add("2 40 A C PASS . 0|1 0|0")
    vcf.add("2 41 A C PASS AA=g 0|1 0|0")
    let result = try readAll(vcf, VariantReadOptions(polarisation: .infoAA))
    #expect((0..<3).map { alleles(result.matrix, $0) } == ["0100", "1011", "10.1"])
    let missing = try #require(result.matrix.missing)
    #expect(zip(result.matrix.words, missing).allSatisfy { $0 & $1 == 0 && ($0 | $1) >> 4 == 0 })
    #expect(nonZero(result.ledger) == ["ancestral state unknown": 8, "ancestral state is neither allele": 1])
    #expect(result.notes.contains { $0.hasPrefix("1 of 3 sites have an ancestral state of low confidence") })
    let unpolarised = try readAll(vcf)
    #expect(!unpolarised.matrix.isPolarised && unpolarised.matrix.siteCount == 12)
    #expect(alleles(unpolarised.matrix, 1) == "0100")
  }

  @Test(arguments: ["2", "chr2", "ANCESTOR_for_chromosome:GRCh37:2:1:60:1"])
  func ancestralAllelesOfAFasta(name: String) throws {
    let folder = try #require(folder)
    var vcf = TextVCF(["a"])
    for position in [1, 2, 3, 4, 5, 6, 60, 61] { vcf.add("2 \(position) A C PASS . 0|1") }
    let fasta = folder.file("anc.fa")
    let first = "ACaGN." + String(repeating: "-", count: 24)
    let second = String(repeating: "T", count: 29) + "c"
    try ">other\nAAAA\n>\(name) x\n\(first)\n\(second)\n".write(toFile: fasta, atomically: false, encoding: .utf8)
    let result = try readAll(vcf, VariantReadOptions(polarisation: .fasta(fasta)))
    #expect(result.matrix.positions == [0, 1, 2, 59])
    #expect((0..<4).map { alleles(result.matrix, $0) } == ["01", "10", "01", "10"])
    #expect(nonZero(result.ledger) == ["ancestral state unknown": 3, "ancestral state is neither allele": 1])
    #expect(result.notes.contains { $0.hasPrefix("2 of 4 sites") })
    #expect(FileManager.default.fileExists(atPath: fasta + ".fai"))
    #expect(!FileManager.default.fileExists(atPath: fasta + ".fai.partial"))
    let absent = folder.file("none.fa")
    try ">1\nACGT\n".write(toFile: absent, atomically: false, encoding: .utf8)
    let error = #expect(throws: VariantFilesError.self) {
      try readAll(vcf, VariantReadOptions(polarisation: .fasta(absent)))
    }
    #expect(error?.description.contains("no sequence for contig '2'; it has 1") == true)
  }

  @Test func genotypesOfEveryShape() throws {
    var vcf = TextVCF(["male", "female", "tetra"])
    vcf.add("2 10 A C PASS . . 0|1 0|0|1|1")
    vcf.add("2 11 A C PASS . 0 .|1 .|.|.|.")
    vcf.add("2 12 A C PASS . 0 0/0 1|1|1|1")
    vcf.add("2 13 A C PASS . ./. . 1|0|.|0")
    let result = try readAll(vcf)
    #expect(result.matrix.ploidies == [1, 2, 4] && result.matrix.isPhased)
    #expect((0..<4).map { alleles(result.matrix, $0) } == [".010011", "0.1....", "0001111", "...10.0"])
    let swapped = try readAll(vcf, samples: ["tetra", "male"])
    #expect(swapped.matrix.ploidies == [4, 1])
    #expect((0..<3).map { alleles(swapped.matrix, $0) } == ["0011.", "11110", "10.0."])
    #expect(swapped.samples == ["tetra", "male"])
    #expect(nonZero(swapped.ledger) == ["monomorphic in the sample": 1])
  }

  @Test(arguments: [("0/1", false), ("1/1", true), ("0|1", true), ("./1", false), ("0|1/1", false), ("./.", true)])
  func onlyHeterozygousCallsNeedAPhase(call: String, isPhased: Bool) throws {
    var vcf = TextVCF(["a", "b"])
    vcf.add("2 10 A C PASS . \(call) 0|1")
    vcf.add("2 11 A C PASS . \(call == "0|1/1" ? "1/1/1" : "0|0") 0|1")
    let other = call == "0|1/1" ? "0/1/2" : "1/2"
    vcf.add("2 12 A C,G PASS . \(other) 0/1")  // not used: its phase does not matter
    let result = try readAll(vcf)
    #expect(result.matrix.isPhased == isPhased)
    #expect(result.notes.contains { $0.contains("no phase") } == !isPhased)
  }

  @Test func aSampleCalledLateGetsItsPloidyForEarlierSitesToo() throws {
    var vcf = TextVCF((0..<70).map { "s\($0)" } + ["late", "never"])
    let others = (0..<70).map { $0 % 3 == 0 ? "0|1" : "0|0" }.joined(separator: " ")
    vcf.add("2 10 A C PASS . \(others) . .")
    vcf.add("2 11 A C PASS . \(others) . .")
    vcf.add("2 12 A C PASS . \(others) 1|1|0 .")
    let result = try readAll(vcf)
    #expect(result.matrix.ploidies.suffix(2) == [3, 2])
    #expect(alleles(result.matrix, 0).suffix(5) == "....." && alleles(result.matrix, 2).suffix(5) == "110..")
    #expect(alleles(result.matrix, 0).prefix(140) == alleles(result.matrix, 2).prefix(140))
    #expect(result.notes.contains("no call in 2:1-1000 for never, who do not count in call rates"))
  }

  @Test(arguments: ["C", "C,G"])
  func anAlleleThatTheRecordDoesNotHaveIsAnError(alternatives: String) throws {
    var strange = TextVCF(["a"])
    strange.add("2 10 A \(alternatives) PASS . 0|3")
    let error = #expect(throws: VariantFilesError.self) { try readAll(strange) }
    #expect(error?.kind == .badData)
    let count = alternatives.count / 2 + 2
    #expect(error?.description.contains(":7: sample 'a' has allele 3 at 2:10, which has \(count) alleles") == true)
  }

  @Test func lettersForSeveralBasesAreNoSNPs() throws {
    var vcf = TextVCF(["a"])
    for (index, pair) in ["A R", "B C", "N C", "a n", ". C", "A *", "A .", "y C"].enumerated() {
      vcf.add("2 \(10 + index) \(pair) PASS . 0|1")
    }
    for (index, pair) in ["a c", "G T", "0 1"].enumerated() { vcf.add("2 \(50 + index) \(pair) PASS . 0|1") }
    let result = try readAll(vcf)
    #expect(result.matrix.positions == [49, 50, 51])
    #expect(
      nonZero(result.ledger) == ["indel or symbolic": 7, "monomorphic in the sample": 1])
  }

  @Test func aContigOfAnAssemblyFileMayStandInBetween() throws {
    var vcf = TextVCF(["a"])
    vcf.add("2 10 A C PASS . 0|1")
    vcf.add("<2> 5 A C PASS . 0|1")
    vcf.add("2 11 A C PASS . 0|1")
    #expect(try readAll(vcf).matrix.positions == [9, 10])
    vcf.contigLines = []
    #expect(try open(vcf).contigs.map(\.name) == ["2", "<2>"])
    vcf.add("2 8 A C PASS . 0|1")
    let error = #expect(throws: VariantFilesError.self) { try readAll(vcf) }
    #expect(error?.description.contains("position 2:8 comes after 11") == true)
  }

  @Test func theRegionHasItsFirstAndLastBase() throws {
    var vcf = TextVCF(["a"])
    for position in [99, 100, 150, 200, 201] { vcf.add("2 \(position) A C PASS . 0|1") }
    vcf.records.insert("2\t98\t.\tAAAAA\tA\t.\tPASS\t.\tGT\t0|1", at: 0)
    let file = try open(vcf)
    let result = try file.read(file.region("2:100-200"), samples: nil)
    #expect(result.matrix.positions == [99, 149, 199])
    #expect(result.ledger.read == 3)
    let empty = try file.read(file.region("2:300-400"), samples: nil)
    #expect(empty.matrix.siteCount == 0 && empty.matrix.ploidies == [2] && empty.ledger.read == 0)
  }

  @Test func unsortedAndBrokenLines() throws {
    var vcf = TextVCF(["a"])
    vcf.add("2 20 A C PASS . 0|1")
    vcf.add("2 10 A C PASS . 0|1")
    #expect(throws: VariantFilesError.self) { try readAll(vcf) }
    vcf.contigLines.append("##contig=<ID=3>")
    vcf.records = []
    vcf.add("2 20 A C PASS . 0|1")
    vcf.add("3 10 A C PASS . 0|1")
    vcf.add("2 30 A C PASS . 0|1")
    let again = #expect(throws: VariantFilesError.self) { try readAll(vcf) }
    #expect(again?.description.contains(":10: contig '2' comes a second time") == true)
    vcf.records = ["2\t10\t.\tA\tC\t.\tPASS\t.\tGT"]
    let short = #expect(throws: VariantFilesError.self) { try readAll(vcf) }
    #expect(short?.description.contains(":8: ") == true)
    vcf.records = ["2 10 . A C . PASS . GT 0|1"]
    #expect(throws: VariantFilesError.self) { try readAll(vcf) }
  }
}
