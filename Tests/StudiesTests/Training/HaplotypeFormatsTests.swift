import Foundation
import Groundwork
import Haplotypes
import Studies
import StudyFiles
import TestSupport
import Testing
import Training
import VariantFiles

/// Studies on formats other than VCF: the same haplotypes give the same data and features, and what a format does not say is not
/// made up.
@Suite struct HaplotypeFormatsTests {
  let folder = try? TemporaryFolder()

  /// Four diploid individuals with 110 sites on 2,200 bases, two of them without two alleles among the first three.
  private static let matrix: HaplotypeMatrix = {
    var stream = RandomStream(seed: 7, replicate: 0, purpose: .mask)
    var matrix = HaplotypeMatrix(haplotypeCount: 8, ploidies: [2, 2, 2, 2])
    for site in 0..<110 {
      matrix.append(
        position: Double(20 * site + 3), alleles: [site == 50 ? 0xC0 : UInt64(stream.index(below: 254) + 1)])
    }
    return matrix
  }()

  private func file(_ name: String) throws -> String { try #require(folder).file(name) }

  private func row(_ haplotype: Int) -> String {
    (0..<Self.matrix.siteCount).map { Self.matrix.allele(site: $0, haplotype: haplotype) ? "1" : "0" }.joined()
  }

  /// The matrix as VCF (REF is ancestral), `.hap` and `.map`, and ms text.
  private func write() throws {
    let matrix = Self.matrix
    try VariantWriter.write(
      matrix, contig: "1", length: 2200, sampleNames: ["a", "b", "c", "d"], command: "test", to: file("x.vcf"))
    let rows = (0..<8).map(row)
    try AtomicFile.write(rows.map { $0 + "\n" }.joined(), to: file("x.hap"))
    try AtomicFile.write(matrix.positions.map { "1 . 0 \(Int($0) + 1)\n" }.joined(), to: file("x.map"))
    let positions = matrix.positions.map { "\($0 / 2200)" }.joined(separator: " ")
    try AtomicFile.write(
      "//\nsegsites: 110\npositions: \(positions)\n" + rows.map { $0 + "\n" }.joined(), to: file("text"))
    let calls = (0..<matrix.siteCount).flatMap { site -> [UInt8] in
      // 00: two A1; 10: one; 11: none.
      let codes: [UInt8] = (0..<4).map { individual in
        let count = [0, 1].count { matrix.allele(site: site, haplotype: 2 * individual + $0) }
        return [3, 2, 0][count]
      }
      return [codes.enumerated().reduce(0) { $0 | $1.element << UInt8(2 * $1.offset) }]
    }
    try AtomicFile.write([0x6C, 0x1B, 1] + calls, to: file("x.bed"))
    try AtomicFile.write(matrix.positions.map { "1 . 0 \(Int($0) + 1) C A\n" }.joined(), to: file("x.bim"))
    try AtomicFile.write("f a 0 0 1 0\nf b 0 0 2 0\nf c 0 0 1 0\nf d 0 0 2 0\n", to: file("x.fam"))
  }

  private func read(_ data: String) throws -> ObservedData {
    let text = "data: {\(data)}\nwindows: {length: 1100}"
    return try ObservedData(try #require(try StudyFile.parse(text, path: file("x.yaml")).data))
  }

  private func message(_ data: String) throws -> String {
    "\(try #require(#expect(throws: StudyError.self) { try read(data) }))"
  }

  private func features(_ name: String, _ settings: String...) throws -> [Double] {
    try FileFeatures(
      file(name), settings: ["windows.length=1100", "scan.minimum_sites=1", "data.ancestral=auto"] + settings,
      threads: 1
    ) { _, _, _ in
    }.table.values
  }

  @Test func sameHaplotypesSameFeatures() throws {
    try write()
    let phased = "features='pi, fayWuH, H12'"
    let vcf = try read("variants: x.vcf")
    let hap = try read("variants: x.hap")
    let ms = try read("variants: text, length: 2200")
    let (one, two) = (try vcf.contigs[0].sites.matrix(), try hap.contigs[0].sites.matrix())
    #expect(one == Self.matrix && two.words == Self.matrix.words)
    #expect(two.positions == Self.matrix.positions && hap.isPolarised && hap.isPhased)
    #expect(try ms.contigs[0].sites.matrix().words == Self.matrix.words)
    #expect(ms.contigs[0].region.description == "replicate1:1-2200")
    let expected = try features("x.vcf", phased)
    #expect(expected.count == 12 * 33 && Set(expected).count > 33)
    // Those two end at their last site; the last of twelve windows of 1,100 bases ends hardly behind it.
    #expect(try features("x.hap", phased) == expected)
    let unphased = "features=pi"
    let all = try features("x.vcf", unphased)
    #expect(try all.count == 132 && features("x.bed", unphased) == all)
    let bed = try read("variants: x.bed")
    #expect(!bed.isPhased && !bed.isPolarised && bed.samples == ["a", "b", "c", "d"])
    #expect(bed.notes.contains { $0.contains("no ancestral alleles in") && $0.contains("x.bed: folded") })
  }

  @Test func samplesRegionsMaskAndLedger() throws {
    try write()
    try AtomicFile.write("a\tP\nc\tQ\nb\tP\n", to: file("map.tsv"))
    try AtomicFile.write(
      ">1\n" + String(repeating: "P", count: 1500) + String(repeating: "N", count: 700) + "\n", to: file("m.fa"))
    for name in ["x.vcf", "x.bed"] {
      let data = try read(
        "variants: \(name), populations: map.tsv, accessible: m.fa, region: '1:101-2000', ancestral: none")
      let ledger = data.contigs[0].ledger
      #expect(
        data.samples == ["a", "b", "c"] && data.haplotypeCount == 6 && data.populations.map(\.name) == ["P", "Q"])
      let matrix = Self.matrix
      let inside = (0..<110).filter { matrix.positions[$0] >= 100 && matrix.positions[$0] < 1500 }
      let used = inside.filter { ![0, 0x3F].contains(matrix.words[$0] & 0x3F) }
      #expect(try data.contigs[0].sites.matrix().positions == used.map { matrix.positions[$0] }, "\(name)")
      #expect(ledger[.monomorphic] == inside.count - used.count && ledger[.monomorphic] > 0, "\(name)")
      #expect(ledger[.inaccessible] == 25 && ledger[.outsideRegion] == (name == "x.vcf" ? 0 : 15), "\(name)")
      #expect(ledger.read == ledger.used + ledger.entries.reduce(0) { $0 + $1.count })
      #expect(data.notes.contains { $0.contains("P is accessible") })
    }
    #expect(try message("variants: x.vcf, inaccessible: m.fa").contains("m.fa:1: the file is FASTA, expected BED"))
    #expect(try read("variants: x.hap, samples: 'haplotype8,haplotype1'").haplotypeCount == 2)
    #expect(try message("variants: x.bed, samples: e").contains("has no sample e"))
    #expect(try message("variants: x.bed, region: 2").contains("has no contig '2'; it has 1"))
  }

  /// Sites of four individuals, by position, alleles and genotypes: at 200 two sites, of which the first varies in the last individual
  /// alone; at 400 an indel; at 900 and 950 nobody differs.
  private static let rows: [(position: Int, alleles: String, haplotypes: String)] = [
    (50, "AC", "01000000"), (100, "AC", "11111111"), (200, "AC", "00000011"), (200, "AC", "01100000"),
    (300, "AC", "00110100"), (300, "AC", "01000000"), (400, "A CC", "01000000"), (500, "AC", "00??????"),
    (550, "AC", "1???????"),
    (600, "AC", "01010101"), (700, "AC", "00000000"), (800, "AC", "10000001"), (900, "AC", "11111111"),
    (950, "AC", "00000000"),
  ]

  /// Every rule on calls, masks and places says the same of the same records, whatever the format.
  @Test(arguments: [
    "", ", samples: 'a,b,c'", ", region: '1:101-810'", ", samples: 'a,b,c', region: '1:101-810'",
    ", minimum_call_rate: 0.1", ", samples: 'a,b,c', region: '1:101-810', accessible: m.bed",
  ])
  func oneLedger(options: String) throws {
    var (vcf, haps) = ("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc\td\n", "")
    for row in Self.rows {
      let alleles: [Substring] =
        row.alleles.count == 2 ? [row.alleles.prefix(1), row.alleles.suffix(1)] : row.alleles.split(separator: " ")
      let calls: [String] = row.haplotypes.map { $0 == "?" ? "." : String($0) }
      let genotypes: [String] = (0..<4).map { individual in "\(calls[2 * individual])|\(calls[2 * individual + 1])" }
      let fields: [String] = ["1", "\(row.position)", ".", String(alleles[0]), String(alleles[1]), ".", ".", ".", "GT"]
      vcf += (fields + genotypes).joined(separator: "\t") + "\n"
      let letters: [String] = row.haplotypes.map { String($0) }
      haps += (["1", ".", "\(row.position)", fields[3], fields[4]] + letters).joined(separator: " ") + "\n"
    }
    try AtomicFile.write(vcf, to: file("y.vcf"))
    try AtomicFile.write(haps, to: file("y.haps"))
    try AtomicFile.write("ID_1 ID_2 missing\n0 0 0\na a 0\nb b 0\nc c 0\nd d 0\n", to: file("y.sample"))
    try AtomicFile.write("1\t0\t450\n1\t650\t690\n", to: file("m.bed"))
    let expected = try read("variants: y.vcf, ancestral: none" + options).contigs[0]
    let found = try read("variants: y.haps, ancestral: none" + options).contigs[0]
    #expect(found.samples == expected.samples)
    let (vcfSites, hapsSites) = (try expected.sites.matrix(), try found.sites.matrix())
    #expect(hapsSites == vcfSites && vcfSites.siteCount > 0)
    #expect(found.region == expected.region && found.extent == expected.extent)
    for reason in VariantLedger.Reason.allCases where reason != .outsideRegion {
      #expect(found.ledger[reason] == expected.ledger[reason], "\(reason.text)")
    }
    #expect(found.ledger.read - found.ledger[.outsideRegion] == expected.ledger.read)
    #expect(found.ledger.read == Self.rows.count)
  }

  @Test func whatAFormatHasNot() throws {
    try write()
    for (data, words) in [
      ("variants: x.bed, ancestral: INFO/AA", "x.bed: PLINK does not give which alleles are ancestral"),
      ("variants: x.hap, ancestral: a.fa", ".hap does not give the letters"),
      ("variants: x.hap, outgroup: haplotype3", ".hap does not give the letters"),
      ("variants: x.hap, multiallelic: split", ".hap does not give the letters"),
      ("variants: x.hap, filter: PASS", ".hap does not give FILTER"), ("variants: text", "data.length"),
      ("variants: x.vcf, length: 5kb", "which is for ms text and spectra only"), ("variants: y.hap", "y.hap"),
    ] {
      #expect(try message(data).contains(words), "\(data)")
    }
    #expect(try read("variants: x.hap, ancestral: none").isPolarised == false)
    #expect(try read("variants: x.hap, pass_only: true").isPolarised)
  }

  @Test func treesAndMalesOnX() throws {
    let golden = SharedData.checkout("Tests/VariantFilesTests/Golden")
    let trees = try read("variants: '\(golden)/two_populations.trees', region: chr2")
    let file = try TreeSequenceFile(path: golden + "/two_populations.trees")
    #expect(try trees.contigs[0].sites.matrix() == file.read().matrix && trees.samples == file.samples)
    #expect(trees.contigs[0].region == Interval(contig: "chr2", start: 0, end: Int(file.sequenceLength)))
    #expect(trees.notes.contains { $0.contains("names no contig") })
    let diploid = try read("variants: '\(golden)/plink.bed'")
    #expect(diploid.contigs.map(\.region.contig) == ["1", "X"] && diploid.leftOut.isEmpty)
    let haploid = try read("variants: '\(golden)/plink.bed', haploid: auto")
    #expect(haploid.contigs.count == 1 && haploid.leftOut.count == 1)
    let x = try #require((haploid.contigs + haploid.leftOut).first { $0.region.contig == "X" })
    #expect(x.sites.ploidies.count { $0 == 1 } == 19)
  }
}
