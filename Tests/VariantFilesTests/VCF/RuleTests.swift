import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// Several ALT alleles, outgroups, filters, regions and blocks.
@Suite struct RuleTests {
  let folder = try? TemporaryFolder()

  private func open(_ vcf: TextVCF, _ name: String = "x.vcf") throws -> VariantFile {
    try VariantFile(path: vcf.write(try #require(folder), name))
  }

  private func readAll(_ vcf: TextVCF, _ options: VariantReadOptions) throws -> ObservedVariants {
    let file = try open(vcf)
    let result = try file.read(file.region("2"), samples: nil, options: options)
    #expect(result.ledger.read == result.ledger.used + result.ledger.entries.reduce(0) { $0 + $1.count })
    #expect(result.ledger.used + result.ledger.extraSites == result.matrix.siteCount)
    return result
  }

  @Test func splitRecords() throws {
    var vcf = TextVCF(["a", "b"])
    vcf.add("2 10 A C,G PASS . 0|1 2|.")
    vcf.add("2 11 A C,GT,* PASS . 1|2 0|3")
    vcf.add("2 12 A AT,AC PASS . 0|1 2|0")
    vcf.add("2 13 A C,G PASS . 2|2 2|2")
    vcf.add("2 14 A C PASS . 0|1 0|0")
    vcf.add("2 14 A G PASS . 0|0 0|1")
    vcf.add("2 14 A C PASS . 0|1 1|0")
    vcf.add("2 15 AT C,G PASS . 0|1 2|0")
    vcf.add("2 16 A C,G PASS . 0|1 0|0")
    let result = try readAll(vcf, VariantReadOptions(multiallelic: .split))
    #expect(result.matrix.positions == [9, 9, 10, 13, 13, 15])
    #expect((0..<6).map { alleles(result.matrix, $0) } == ["010.", "001.", "1000", "0100", "0001", "0100"])
    #expect(
      nonZero(result.ledger)
        == ["indel or symbolic": 2, "monomorphic in the sample": 1, "duplicate position": 1])
    #expect(result.ledger.extraSites == 1 && result.ledger.summary.contains("used 5 (and 1 more sites of split"))
    let skipped = try readAll(vcf, VariantReadOptions())
    // Of the last record nobody carries G.
    #expect(skipped.matrix.positions == [15] && skipped.ledger[.multiallelic] == 7)
  }

  @Test func splitRecordsArePolarised() throws {
    var vcf = TextVCF(["a", "b"])
    for ancestral in ["A", "C", "g", "T", "N"] {
      vcf.add("2 \(vcf.records.count + 10) A C,G PASS AA=\(ancestral) 0|1 2|0")
    }
    let result = try readAll(vcf, VariantReadOptions(polarisation: .infoAA, multiallelic: .split))
    // Where an ALT is ancestral its own site is turned around; the other ALT is derived all the same.
    let expected = ["0100", "0010", "1011", "0010", "0100", "1101"]
    #expect((0..<6).map { alleles(result.matrix, $0) } == expected)
    #expect(nonZero(result.ledger) == ["ancestral state unknown": 1, "ancestral state is neither allele": 1])
  }

  @Test func filtersByName() throws {
    var vcf = TextVCF(["a"])
    for (index, filter) in ["PASS", ".", "q10", "q10;s50", "s50"].enumerated() {
      vcf.add("2 \(index + 1) A C \(filter) . 0|1")
    }
    func used(_ filters: String...) throws -> [Double] {
      try readAll(vcf, VariantReadOptions(filters: filters)).matrix.positions
    }
    #expect(try used() == [0, 1, 2, 3, 4])
    #expect(try used("PASS") == [0])
    #expect(try used("PASS", ".") == [0, 1])
    #expect(try used("s50") == [3, 4])
    #expect(try used("q10", ".") == [1, 2, 3])
  }

  @Test func anOutgroupPolarises() throws {
    var vcf = TextVCF(["a", "out1", "b", "out2"])
    vcf.add("2 10 A C PASS . 0|1 0|0 0|0 0/0")  // REF
    vcf.add("2 11 A C PASS . 0|1 1|1 0|0 1|1")  // ALT
    vcf.add("2 12 A C PASS . 0|1 1|1 0|0 0|1")  // three of four
    vcf.add("2 13 A C PASS . 0|1 1|1 0|0 0|0")  // a tie
    vcf.add("2 14 A C PASS . 0|1 .|. 0|0 .|.")  // no call
    vcf.add("2 15 A C PASS . 0|1 .|. 0|0 1|.")  // one call
    vcf.add("2 16 A C PASS . 0|0 1|1 0|0 0|1")  // the ingroup has one allele
    vcf.add("2 17 A C,G PASS . 0|1 2|2 0|0 2|2")  // a third base
    vcf.add("2 18 A C,G PASS . 1|2 0|0 1|1 0|0")  // a third base, which is REF
    vcf.add("2 19 A C,G PASS . 0|1 2|2 0|2 2|2")  // three alleles in the ingroup
    func polarisation(_ agreement: Double) -> Polarisation {
      .outgroup(samples: ["out2", "out1"], agreement: agreement)
    }
    let all = try readAll(vcf, VariantReadOptions(polarisation: polarisation(1)))
    #expect(all.samples == ["a", "b"] && all.matrix.isPolarised && all.matrix.isPhased)
    #expect(all.matrix.positions == [9, 10, 14])
    #expect((0..<3).map { alleles(all.matrix, $0) } == ["0100", "1011", "1011"])
    #expect(
      nonZero(all.ledger) == [
        "ancestral state unknown": 3, "monomorphic in the sample": 1, "ancestral state is neither allele": 2,
        "multiallelic": 1,
      ])
    let counts = try #require(all.polarisation)
    #expect(counts.polarised == 3 && counts.unpolarisable == 3 && counts.inconsistent == 2)
    #expect(counts.transitions == 0 && counts.transversions == 5)
    let majority = try readAll(vcf, VariantReadOptions(polarisation: polarisation(0.75)))
    #expect(majority.matrix.positions == [9, 10, 11, 14])
    let file = try open(vcf)
    let some = try file.read(
      file.region("2"), samples: ["b", "a", "out1"], options: VariantReadOptions(polarisation: polarisation(1)))
    #expect(some.samples == ["b", "a"] && alleles(some.matrix, 1) == "1110")
    #expect(throws: VariantFilesError.self) {
      try readAll(vcf, VariantReadOptions(polarisation: .outgroup(samples: ["no"], agreement: 1)))
    }
  }

  /// Mutations on the outgroup's branch under Kimura's model: the estimate is the share of sites that they turned around.
  @Test(arguments: [(1.0, 0.05), (4.0, 0.05), (4.0, 0.15), (10.0, 0.1)])
  func theMisorientationRate(kappa: Double, change: Double) throws {
    var state: UInt64 = 77
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    let transition: [Character: Character] = ["A": "G", "G": "A", "C": "T", "T": "C"]
    func mutated(_ base: Character) -> Character {
      if uniform() < kappa / (kappa + 2) { return transition[base] ?? "N" }
      let others = "ACGT".filter { $0 != base && $0 != transition[base] }
      return Array(others)[uniform() < 0.5 ? 0 : 1]
    }
    var counts = PolarisationCounts()
    var turned = 0
    for _ in 0..<60_000 {
      let ancestral = Array("ACGT")[Int(uniform() * 4)]
      let derived = mutated(ancestral)
      let outgroup = uniform() < change ? mutated(ancestral) : ancestral
      if outgroup == ancestral || outgroup == derived {
        counts.polarised += 1
        if outgroup == derived { turned += 1 }
      } else {
        counts.inconsistent += 1
      }
      counts.countSubstitution(ancestral.asciiValue ?? 0, derived.asciiValue ?? 0)
    }
    let truth = Double(turned) / Double(counts.polarised)
    let rate = try #require(counts.misorientationRate)
    #expect(abs(rate - truth) < 0.1 * truth, "estimated \(rate), true \(truth)")
  }

  @Test func misorientationWithoutSites() {
    var counts = PolarisationCounts()
    #expect(counts.misorientationRate == nil)
    counts.polarised = 10
    counts.transitions = 10
    #expect(counts.misorientationRate == nil)
    counts.transversions = 5
    #expect(counts.misorientationRate == 0)
  }

  /// Two contigs, the second without a length, positions at every seventh base, some of them twice.
  private func twoContigs() -> TextVCF {
    var vcf = TextVCF(["a", "b"])
    vcf.contigLines = ["##contig=<ID=1,length=1000>", "##contig=<ID=2>"]
    for contig in ["1", "2"] {
      for site in 0..<100 {
        let call = ["0|1 0|0", "0|0 1|0", ".|. 0|1", "0|1 .|1"][site % 4]
        vcf.add("\(contig) \(7 * site + 3) A \(site % 11 == 0 ? "C,G" : "C") PASS . \(call)")
        if site % 10 == 3 { vcf.add("\(contig) \(7 * site + 3) A \(site % 20 == 3 ? "G" : "C") PASS . \(call)") }
      }
    }
    return vcf
  }

  @Test func severalRegionsInOneReading() throws {
    let plain = try open(twoContigs())
    #expect(try plain.wholeContigs().map(\.end) == [1000, 696])
    let regions = try ["2", "1:100-200", "1:300-310", "2:50-", "1:999-1000"].map { try plain.region($0) }
    let together = try plain.read(regions, samples: nil)
    for (index, region) in regions.enumerated() {
      let alone = try plain.read(region, samples: nil)
      #expect(plainSites(together[index].matrix) == plainSites(alone.matrix), "\(region)")
      #expect(together[index].ledger == alone.ledger && together[index].extent == alone.extent)
    }
    #expect(together[4].ledger.read == 0 && together[0].extent == 2..<696)
    let clipped = try plain.clippedRegion("1:900-2,000")
    #expect(clipped.interval.end == 1000 && clipped.note?.contains("clipped to the 1,000 bases") == true)
    #expect(try plain.clippedRegion("1:900-1000").note == nil)
  }

  /// Regions of a file with an index are those of the file without.
  @Test func regionsByIndex() throws {
    let folder = try #require(folder)
    var matrix = HaplotypeMatrix(haplotypeCount: 40, ploidies: [UInt8](repeating: 2, count: 20))
    for site in 0..<6000 {
      matrix.append(
        position: Double(site * site / 60 + site), alleles: [UInt64(site + 1) &* 0x9E37_79B9 & 0xFF_FFFF_FFFF])
    }
    for name in ["x.vcf", "x.vcf.gz", "x.bcf"] {
      try VariantWriter.write(
        matrix, contig: "2", length: 700_000, sampleNames: (0..<20).map { "s\($0)" }, command: "test",
        to: folder.file(name))
    }
    let files = try ["x.vcf", "x.vcf.gz", "x.bcf"].map { try VariantFile(path: folder.file($0)) }
    var byHtslib = VariantReadOptions()
    byHtslib.parsesEveryRecord = true
    var read = 0
    for text in ["2", "2:1-1", "2:5000-5100", "2:16384-16385", "2:300001-400000", "2:605000-606000", "2:690000-700000"]
    {
      let expected = try files[0].read(files[0].region(text), samples: nil, options: byHtslib)
      for file in files {
        let result = try file.read(file.region(text), samples: nil)
        #expect(plainSites(result.matrix) == plainSites(expected.matrix) && result.ledger == expected.ledger, "\(text)")
      }
      read += expected.ledger.read
    }
    #expect(read > 6500)
    #expect(
      try files[1].read(files[1].region("2"), samples: nil, options: VariantReadOptions(threads: 3)).matrix.words
        == matrix.words)
  }

  @Test(arguments: [1, 2, 7, 1000])
  func blocksAddUpToOneReading(mostSites: Int) throws {
    let file = try open(twoContigs())
    for text in ["1", "2:50-500"] {
      let region = try file.region(text)
      let whole = try file.read(region, samples: ["b", "a"])
      var blocks = try file.blocks(of: region, samples: ["b", "a"], mostSites: mostSites)
      var sites: [PlainSite] = []
      var ledger = VariantLedger()
      var count = 0
      while let block = try blocks.next() {
        sites += plainSites(block.matrix)
        ledger.merge(block.ledger)
        #expect(block.matrix.siteCount <= mostSites + 1 && block.matrix.ploidies == [2, 2])
        count += 1
      }
      #expect(sites == plainSites(whole.matrix) && ledger == whole.ledger)
      #expect(count >= whole.matrix.siteCount / (mostSites + 1))
    }
  }

  @Test func compressedTwice() throws {
    let folder = try #require(folder)
    let matrix = HaplotypeMatrix(haplotypeCount: 2, positions: [4], words: [1], ploidies: [2])
    for name in ["x.bcf", "x.vcf.gz"] {
      try VariantWriter.write(
        matrix, contig: "2", length: 10, sampleNames: ["a"], command: "test", to: folder.file(name))
      #expect(try shell("gzip -c '\(folder.path)/\(name)' > '\(folder.path)/twice-\(name)'"))
      let error = #expect(throws: VariantFilesError.self) { try VariantFile(path: folder.file("twice-" + name)) }
      #expect(
        error?.description.contains("is compressed twice; unpack it once") == true, "\(error?.description ?? "")")
    }
  }
}
