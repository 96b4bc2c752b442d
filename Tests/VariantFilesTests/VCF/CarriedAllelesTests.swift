import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// The alleles that the chosen samples carry are the alleles, and the calls that say something are the calls.
@Suite struct CarriedAllelesTests {
  private func read(
    _ vcf: TextVCF, samples: [String]? = nil, options: VariantReadOptions = VariantReadOptions()
  ) throws -> ObservedVariants {
    let folder = try TemporaryFolder()
    let file = try VariantFile(path: vcf.write(folder))
    let result = try file.read(file.region("2"), samples: samples, options: options)
    var byHtslib = options
    byHtslib.parsesEveryRecord = true
    let twin = try file.read(file.region("2"), samples: samples, options: byHtslib)
    #expect(twin.matrix == result.matrix && twin.ledger == result.ledger && twin.notes == result.notes)
    return result
  }

  /// `vcf` with FORMAT fields besides GT.
  private func text(_ format: String, _ headers: [String], _ rows: [String]) -> String {
    let columns = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT", "a", "b"]
    let head =
      ["##fileformat=VCFv4.4", "##contig=<ID=2,length=1000>", "##FILTER=<ID=LowQual,Description=\"x\">"]
      + headers.map { "##FORMAT=<ID=\($0),Description=\"x\">" } + [columns.joined(separator: "\t")]
    let records = rows.map { row in
      let f = row.split(separator: " ").map(String.init)
      return ([f[0], f[1], ".", "A", "C", ".", f[2], ".", format] + f.dropFirst(3)).joined(separator: "\t")
    }
    return (head + records).map { $0 + "\n" }.joined()
  }

  private func read(_ text: String, options: VariantReadOptions = VariantReadOptions()) throws -> ObservedVariants {
    let folder = try TemporaryFolder()
    try text.write(toFile: folder.file("x.vcf"), atomically: false, encoding: .utf8)
    let file = try VariantFile(path: folder.file("x.vcf"))
    return try file.read(file.region("2"), samples: nil, options: options)
  }

  @Test func allelesThatNobodyCarriesDoNotCount() throws {
    var vcf = TextVCF(["a", "b", "c"])
    vcf.add("2 10 A C,<NON_REF> PASS . 0|1 0|0 0|0")
    vcf.add("2 20 A C,* PASS . 0|1 0|0 0|0")
    vcf.add("2 30 A C,G PASS . 0|1 0|0 0|2")
    vcf.add("2 40 A C,G PASS . 0|2 0|0 0|0")
    vcf.add("2 50 A C,G PASS . 1|2 1|1 2|2")
    vcf.add("2 60 A <NON_REF> PASS . 0|0 0|0 0|0")
    vcf.add("2 70 A <*>,C PASS . 0|1 0|0 0|0")
    let all = try read(vcf)
    #expect(all.matrix.positions == [9, 19, 39, 49])
    #expect(alleles(all.matrix, 2) == "010000" && alleles(all.matrix, 3) == "010011")
    #expect(all.ledger[.multiallelic] == 1 && all.ledger[.monomorphic] == 1 && all.ledger[.notSNP] == 1)
    let few = try read(vcf, samples: ["a", "b"])
    #expect(few.matrix.positions == [9, 19, 29, 39, 49] && few.ledger[.multiallelic] == 0)
    let kept = try read(vcf, options: VariantReadOptions(invariant: .keep))
    #expect(kept.matrix.positions == [9, 19, 39, 49, 59])
  }

  @Test func snpsWrittenWithTheBasesAroundThem() throws {
    var vcf = TextVCF(["a", "b"])
    vcf.info = "##INFO=<ID=AA,Number=1,Type=String,Description=\"x\">"
    vcf.add("2 10 AAC AAT PASS AA=AAT 0|1 0|0")
    vcf.add("2 11 A G PASS AA=A 1|0 0|0")
    vcf.add("2 20 ACG ATG,A PASS . 0|1 0|0")
    vcf.add("2 30 AC GT PASS . 0|1 0|0")
    vcf.add("2 40 AC A PASS . 0|1 0|0")
    vcf.add("2 50 CA CT PASS . 0|1 0|0")
    vcf.add("2 51 A T PASS . 0|1 0|0")
    let result = try read(vcf)
    #expect(result.matrix.positions == [10, 11, 20, 50])
    #expect(result.ledger[.severalBases] == 1 && result.ledger[.notSNP] == 1)
    #expect(result.ledger[.duplicatePosition] == 1 && result.ledger.used == 4 && result.ledger.read == 7)
    #expect(result.notes.contains { $0.contains("bcftools norm --atomize") })
    let polarised = try read(vcf, options: VariantReadOptions(polarisation: .infoAA))
    #expect(polarised.matrix.positions == [10, 11] && alleles(polarised.matrix, 1) == "1011")
  }

  /// VCF 4.4: a phase in front of the first allele.
  @Test func leadingPhase() throws {
    let text = text(
      "GT", ["GT,Number=1,Type=String"], ["2 10 PASS |0|1 |1|1", "2 20 PASS /0/1 |0|1", "2 30 PASS /0|1 |0|0"])
    let result = try read(text)
    #expect(
      result.matrix.ploidies == [2, 2] && alleles(result.matrix, 0) == "0111" && alleles(result.matrix, 2) == "0100")
    #expect(!result.matrix.isPhased && result.notes.contains { $0.hasPrefix("2 heterozygous calls have no phase") })
    let haploid = try read(self.text("GT", ["GT,Number=1,Type=String"], ["2 10 PASS |0 |1", "2 20 PASS /1 0"]))
    #expect(haploid.matrix.ploidies == [1, 1] && haploid.matrix.isPhased && alleles(haploid.matrix, 1) == "10")
  }

  @Test func callsWithoutReads() throws {
    let headers = [
      "GT,Number=1,Type=String", "DP,Number=1,Type=Integer", "GQ,Number=1,Type=Integer", "FT,Number=1,Type=String",
    ]
    let rows = [
      "2 10 PASS 0|0:0:0:PASS 0|1:9:50:.", "2 20 LowQual 0|1:7:3:q10 1|1:5:50:PASS", "2 30 PASS 0|1:4:9:. .|.:0:.:.",
    ]
    let text = text("GT:DP:GQ:FT", headers, rows)
    let plain = try read(text)
    #expect(plain.matrix.missing != nil && alleles(plain.matrix, 0) == "0001")
    #expect(plain.notes.contains { $0.hasPrefix("20.0 % of the calls (of 5 looked at) have no reads") })
    #expect(plain.notes.contains { $0.contains("another FT than PASS") && $0.contains("data.genotype_filter") })
    #expect(plain.notes.contains { $0.hasPrefix("1 of 3 records used have another FILTER than PASS") })
    var options = VariantReadOptions()
    options.calls.depth = 0
    let byDepth = try read(text, options: options)
    #expect(alleles(byDepth.matrix, 0) == "..01" && alleles(byDepth.matrix, 2) == "01..")
    #expect(!byDepth.notes.contains { $0.contains("have no reads") })
    options.calls = CallRules(quality: 3)
    #expect(try alleles(read(text, options: options).matrix, 1) != "0111")
    options.calls = CallRules(filters: ["PASS", "."])
    let byFilter = try read(text, options: options)
    #expect(byFilter.ledger[.monomorphic] == 1 && byFilter.matrix.siteCount == 2)
  }

  /// A merge may write 0/0 where a sample has nothing.
  @Test func callsWithoutDepthWhereOthersHaveOne() throws {
    let headers = ["GT,Number=1,Type=String", "DP,Number=1,Type=Integer"]
    let merged = try read(text("GT:DP", headers, ["2 10 PASS 0|0:. 0|1:9", "2 20 PASS 0|1:7 1|1:5"]))
    #expect(merged.notes.contains { $0.hasPrefix("25.0 % of the calls (of 4 looked at) say nothing of their reads") })
    let bare = try read(text("GT:DP", headers, ["2 10 PASS 0|0:. 0|1:.", "2 20 PASS 0|1:7 1|1:5"]))
    #expect(!bare.notes.contains { $0.contains("say nothing of their reads") })
  }

  @Test func phaseSets() throws {
    let headers = ["GT,Number=1,Type=String", "PS,Number=1,Type=Integer"]
    let one = try read(
      text("GT:PS", headers, ["2 10 PASS 0|1:10 0|0:.", "2 20 PASS 0|1:10 0|1:10", "2 30 PASS 0|1:10 1|1:."]))
    #expect(one.matrix.isPhased)
    let several = try read(
      text("GT:PS", headers, ["2 10 PASS 0|1:10 0|0:.", "2 20 PASS 0|1:10 0|0:10", "2 30 PASS 0|1:30 1|1:."]))
    #expect(!several.matrix.isPhased)
    #expect(
      several.notes.contains { $0.hasPrefix("1 sample has several phase sets (PS)") && $0.contains("11 bases") })
  }

  /// Phase sets by name, and those that the header does not declare; quality as a real number.
  @Test func fieldsOfOtherTypes() throws {
    let rows = ["2 10 PASS 0|1:a_1 0|0:.", "2 20 PASS 0|1:a_1 0|0:a_1", "2 30 PASS 0|1:b_3 1|1:."]
    let genotype = "GT,Number=1,Type=String"
    for (key, headers) in [
      ("PS", [genotype, "PS,Number=1,Type=String"]), ("PSL", [genotype, "PSL,Number=.,Type=String"]),
      ("PS", [genotype]),
    ] {
      let several = try read(text("GT:\(key)", headers, rows))
      #expect(!several.matrix.isPhased, "\(key) \(headers)")
      let one = try read(text("GT:\(key)", headers, rows.map { $0.replacing("b_3", with: "a_1") }))
      #expect(one.matrix.isPhased, "\(key) \(headers)")
    }
    let poor = ["2 10 PASS 0|0:0 0|1:9.5", "2 20 PASS 0|1:7 1|1:0.4"]
    for headers in [[genotype, "GQ,Number=1,Type=Float"], [genotype]] {
      let text = text("GT:GQ", headers, headers.count == 2 ? poor : poor.map { $0.replacing(".5", with: "") })
      let plain = try read(text)
      #expect(plain.notes.contains { $0.hasPrefix("25.0 % of the calls") && $0.contains("GQ 0") }, "\(plain.notes)")
      var options = VariantReadOptions()
      options.calls = CallRules(quality: 0)
      #expect(try alleles(read(text, options: options).matrix, 0) == "..01")
    }
  }

  /// Females on Y have no call; whether they are written as `.` or as `./.` says nothing.
  @Test func samplesWithoutAnyCallLeaveTheCallRate() throws {
    var results: [HaplotypeMatrix] = []
    for none in [".", "./.", ".|."] {
      var vcf = TextVCF(["a", "b", "c", "d"])
      for site in 1...6 {
        vcf.add("2 \(site * 10) A C PASS . \(none) \(site % 2) \(none) \(site == 3 ? none : "\(site % 3 / 2)")")
      }
      let result = try read(vcf, options: VariantReadOptions(minimumCallRate: 0.8))
      #expect(result.ledger[.lowCallRate] == 1 && result.matrix.ploidies == [1, 1, 1, 1])
      results.append(result.matrix)
    }
    #expect(results[0].siteCount > 1 && results[0] == results[1] && results[1] == results[2])
  }

  @Test func aSampleThatAloneIsUnphased() throws {
    var vcf = TextVCF((0..<20).map { "s\($0)" })
    for site in 1...5 {
      let calls = (0..<20).map { $0 == 7 && site == 2 ? "0/1" : "0|1" }
      vcf.add("2 \(site * 10) A C PASS . " + calls.joined(separator: " "))
    }
    let result = try read(vcf)
    #expect(!result.matrix.isPhased)
    #expect(result.notes.contains { $0.contains("all of them are of s7; without, -s ^s7, the data are phased") })
  }
}
