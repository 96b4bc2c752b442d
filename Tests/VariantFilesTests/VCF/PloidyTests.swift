import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// Samples whose calls do not all have the same number of alleles: the largest that a tenth of them has decides, the others are
/// missing, whatever the order of the records.
@Suite struct PloidyTests {
  let folder = try? TemporaryFolder()

  private func write(_ vcf: TextVCF) throws -> VariantFile {
    try VariantFile(path: vcf.write(#require(folder)))
  }

  private func read(_ file: VariantFile, byHtslib: Bool, _ samples: [String]? = nil) throws -> ObservedVariants {
    var options = VariantReadOptions()
    options.parsesEveryRecord = byHtslib
    return try file.read(file.region("2"), samples: samples, options: options)
  }

  private func sites(_ result: ObservedVariants) -> [String] {
    (0..<result.matrix.siteCount).map { alleles(result.matrix, $0) }
  }

  @Test(arguments: [false, true])
  func haploidCallsAmongDiploidOnesAreMissing(byHtslib: Bool) throws {
    for oddOne in 0..<3 {
      var vcf = TextVCF(["a", "b"])
      for site in 0..<3 { vcf.add("2 \(10 + site) A C PASS . \(site == oddOne ? "1" : "0|1") 0|1") }
      let result = try read(write(vcf), byHtslib: byHtslib)
      #expect(result.matrix.ploidies == [2, 2])
      #expect(sites(result) == (0..<3).map { $0 == oddOne ? "..01" : "0101" })
      #expect(
        result.notes.contains {
          $0.hasPrefix("1 of 6 calls in 2:1-1000 have another number of") && $0.contains("missing (a)")
        })
    }
  }

  /// A male with a pseudoautosomal beginning, and a sample that a caller writes as haploid more often than not.
  @Test func theLargestPloidyThatATenthOfTheCallsHas() throws {
    var vcf = TextVCF(["male", "odd"])
    vcf.add("2 10 A C PASS . 0|1 0")
    for site in 1..<12 { vcf.add("2 \(10 + site) A C PASS . \(site % 2) \(site < 3 ? "0|1" : "1")") }
    let file = try write(vcf)
    let result = try read(file, byHtslib: false)
    #expect(result.matrix.ploidies == [1, 2])
    // At 10 nobody has a call of his ploidy, from 13 on only the male has.
    #expect(sites(result) == ["101", "001"] && result.matrix.positions == [10, 11])
    #expect(nonZero(result.ledger) == ["low call rate": 1, "monomorphic in the sample": 9])
    #expect(result.notes.contains { $0.hasPrefix("11 of 24 calls in") && $0.contains("(male, odd)") })
    #expect(try file.read(file.region("2:10-10"), samples: ["male"]).matrix.ploidies == [2])
  }

  /// By chance, beside a plain reading of the same lines: text and htslib, whole and in blocks, all samples and some.
  @Test(arguments: 0..<12)
  func mixedByChance(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let names = (0..<[2, 3, 33][seed % 3]).map { "s\($0)" }
    let usual = names.map { _ in 1 + random(3) }
    let calls = (0..<40).map { _ in
      usual.map { ploidy -> [String] in
        (0..<(random(9) == 0 ? 1 + random(3) : ploidy)).map { _ in ["0", "1", "1", "0", "."][random(5)] }
      }
    }
    var vcf = TextVCF(names)
    for (index, record) in calls.enumerated() {
      vcf.add("2 \(10 + index) A C PASS . " + record.map { $0.joined(separator: "|") }.joined(separator: " "))
    }
    let file = try write(vcf)
    for chosen in [Array(names.indices), [names.count - 1, 0]] {
      let ploidies = chosen.map { sample -> Int in
        let called = calls.map { $0[sample] }.filter { $0.contains { $0 != "." } }.map(\.count)
        return (1...3).last { ploidy in 10 * called.count { $0 == ploidy } >= called.count } ?? 0
      }
      var expected: [String] = []
      for record in calls {
        let text = zip(chosen, ploidies).map { sample, ploidy in
          let own = record[sample]
          return own.count == ploidy ? own.joined() : String(repeating: ".", count: ploidy)
        }.joined()
        if text.contains("0") && text.contains("1") { expected.append(text) }
      }
      for byHtslib in [false, true] {
        let result = try read(file, byHtslib: byHtslib, chosen.map { names[$0] })
        #expect(result.matrix.ploidies == ploidies.map { UInt8($0) })
        #expect(sites(result) == expected, "seed \(seed)")
      }
      var blocks = try file.blocks(of: file.region("2"), samples: chosen.map { names[$0] }, mostSites: 1000)
      let block = try #require(try blocks.next())
      #expect(sites(block) == expected)
    }
  }

  @Test func blocksGivenOutCannotBeTakenBack() throws {
    var vcf = TextVCF(["a", "b"])
    for site in 0..<40 { vcf.add("2 \(10 + site) A C PASS . \(site < 3 ? "0|1" : "1") 0|1") }
    let file = try write(vcf)
    var blocks = try file.blocks(of: file.region("2"), samples: nil, mostSites: 2)
    #expect(try blocks.next()?.matrix.ploidies == [2, 2])
    let error = #expect(throws: VariantFilesError.self) { while try blocks.next() != nil {} }
    #expect(
      error?.description.contains(":10: sample 'a' has 1 allele(s) at 2:13, the ploidy of the region, but 2") == true)
    vcf.samples = ["b", "a"]
    vcf.records = []
    for site in 0..<9 { vcf.add("2 \(10 + site) A C PASS . 0|1 \(site == 6 ? "1" : "0|1")") }
    let second = try write(vcf)
    var others = try second.blocks(of: second.region("2"), samples: nil, mostSites: 2)
    var found: [String] = []
    while let block = try others.next() { found += sites(block) }
    #expect(found == (0..<9).map { $0 == 6 ? "01.." : "0101" })
  }

  /// A vote of the outgroup has no sample of the ingroup in it: its ploidies are settled by themselves.
  @Test func anOutgroupOfMixedPloidy() throws {
    var vcf = TextVCF(["a", "out"])
    for (index, calls) in ["0|1 0", "0|1 1|1", "0|1 0|0"].enumerated() {
      vcf.add("2 \(10 + index) A C PASS . \(calls)")
    }
    let file = try write(vcf)
    let options = VariantReadOptions(polarisation: .outgroup(samples: ["out"], agreement: 1))
    let result = try file.read(file.region("2"), samples: nil, options: options)
    #expect(sites(result) == ["10", "01"] && result.matrix.positions == [10, 11])
    #expect(nonZero(result.ledger) == ["ancestral state unknown": 1])
  }
}
