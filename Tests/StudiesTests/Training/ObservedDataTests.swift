import Foundation
import Haplotypes
import Studies
import StudyFiles
import TestSupport
import Testing
import Training
import VariantFiles

/// What a study reads: files, contigs, samples, populations, outgroups.
@Suite struct ObservedDataTests {
  let folder = try? TemporaryFolder()

  /// Records "contig pos alt calls..." of `samples`; contigs without lengths unless `lengths` gives them.
  private func write(
    _ name: String, _ samples: [String], _ records: [String], contigs: [String] = ["1", "2"], info: Bool = false
  ) throws {
    let head =
      ["##fileformat=VCFv4.2"] + contigs.map { "##contig=<ID=\($0),length=1000>" }
      + (info ? ["##INFO=<ID=AA,Number=1,Type=String,Description=\"x\">"] : []) + [
        "##FILTER=<ID=q10,Description=\"x\">", "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\">",
        (["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"] + samples).joined(separator: "\t"),
      ]
    let lines = records.map { record in
      let fields = record.split(separator: " ").map(String.init)
      return
        ([fields[0], fields[1], ".", "A", fields[2], ".", fields[1].hasSuffix("9") ? "q10" : "PASS", ".", "GT"]
        + fields.dropFirst(3)).joined(separator: "\t")
    }
    try (head + lines).map { $0 + "\n" }.joined()
      .write(toFile: try #require(folder).file(name), atomically: false, encoding: .utf8)
  }

  private func read(_ data: String) throws -> ObservedData {
    let text = "data: {\(data)}\nwindows: {length: 11kb}"
    let study = try StudyFile.parse(text, path: try #require(folder).file("x.yaml"))
    return try ObservedData(try #require(study.data))
  }

  private func message(_ data: String) throws -> String {
    "\(try #require(#expect(throws: StudyError.self) { try read(data) }))"
  }

  private func bits(_ data: ObservedData, _ contig: Int) throws -> [[Int]] {
    let matrix = try data.contigs[contig].sites.matrix()
    return (0..<matrix.siteCount).map { site in
      (0..<matrix.haplotypeCount).map { matrix.allele(site: site, haplotype: $0) ? 1 : 0 }
    }
  }

  @Test func severalFiles() throws {
    try write("one.vcf", ["a", "b"], ["1 10 C 0|1 0|0", "1 20 C 0|0 0|1"])
    try write("two.vcf", ["b", "a"], ["2 10 C 0|1 1|1", "2 30 C 0|0 0|1"])
    try write("late.vcf", ["a", "b"], ["chr1 500 C 0|1 0|1"], contigs: ["chr1"])
    let data = try read("variants: [one.vcf, two.vcf]")
    #expect(data.contigs.map(\.region.contig) == ["1", "2"] && data.samples == ["a", "b"])
    #expect(try bits(data, 0) == [[0, 1, 0, 0], [0, 0, 0, 1]] && bits(data, 1) == [[1, 1, 0, 1], [0, 1, 0, 0]])
    #expect(data.notes.contains { $0.contains("two.vcf has its samples in another order") })
    #expect(data.ledger.read == 4 && data.ledger.used == 4)
    let joined = try read("variants: [late.vcf, one.vcf]")
    #expect(try joined.contigs.count == 1 && joined.contigs[0].sites.matrix().positions == [9, 19, 499])
    #expect(joined.contigs[0].ledger.used == 3 && joined.contigs[0].extent == 9..<500)
    #expect(joined.notes.contains { $0.contains("contig 'chr1' is joined from") })
    #expect(
      try read("variants: [one.vcf, late.vcf], region: '1:15-600'").contigs[0].sites.matrix().positions == [19, 499])
    try write("over.vcf", ["a", "b"], ["1 15 C 0|1 0|1"])
    let overlap = try message("variants: [one.vcf, over.vcf]")
    #expect(overlap.contains("one.vcf") && overlap.contains("over.vcf") && overlap.contains("(10-20 and 15-15)"))
    try write("other.vcf", ["a", "c"], ["2 10 C 0|1 1|1"])
    #expect(try message("variants: [one.vcf, other.vcf]").contains("other.vcf: has no sample b, which"))
    #expect(try read("variants: [one.vcf, other.vcf], samples: a").haplotypeCount == 2)
    #expect(try message("variants: [one.vcf, one.vcf]").contains("listed twice"))
    #expect(try message("variants: [one.vcf, none.vcf]").contains("none.vcf"))
  }

  @Test func severalRegions() throws {
    let sites = (1...99).map { "1 \($0 * 10) C 0|1 0|0" } + (1...99).map { "2 \($0 * 10) C 0|1 0|0" }
    try write("x.vcf", ["a", "b"], sites)
    let data = try read("variants: x.vcf, region: ['2:100-200', 'chr1:1-50', '2:150-300', '1:500-2000']")
    #expect(data.contigs.map(\.region.description) == ["1:1-50", "2:100-300", "1:500-1000"])
    #expect(data.contigs.map(\.sites.siteCount) == [5, 21, 50])
    #expect(data.notes.contains { $0.contains("overlap and are read as one") })
    #expect(data.notes.contains { $0.contains("clipped to the 1,000 bases of contig '1'") })
    // A list may be of more contigs than the data; one that names none of theirs is an error, and so is one that cannot be read.
    let some = try read("variants: x.vcf, region: ['2', '3', '7:1-100']")
    #expect(some.contigs.map(\.region.contig) == ["2"] && some.absentRegions == ["3", "7:1-100"])
    #expect(some.notes.contains { $0.contains("2 of 3 regions are left out") && $0.contains("3, 7:1-100") })
    #expect(try message("variants: x.vcf, region: ['3', '4']").contains("has no contig '3'"))
    #expect(try message("variants: x.vcf, region: ['2', '1:9-3']").contains("cannot be read"))
  }

  @Test func populationsInOnePass() throws {
    try write("x.vcf", ["a", "b", "c", "d", "e"], ["1 10 C 0|1 0|0 1|1 0|0 0|1", "1 20 C 1|0 1|1 0|0 0|0 1|0"])
    try "a\tX\nb\tY\nc\tX\nd\tZ\ne\tY\n".write(
      toFile: try #require(folder).file("p.tsv"), atomically: false, encoding: .utf8)
    let data = try read("variants: x.vcf, populations: p.tsv, target: [Y, X]")
    #expect(data.samples == ["b", "e", "a", "c"])
    #expect(data.populations.map(\.name) == ["Y", "X"])
    #expect(data.populations.map(\.samples) == [0..<2, 2..<4] && data.populations.map(\.haplotypes) == [0..<4, 4..<8])
    #expect(try bits(data, 0)[0] == [0, 0, 0, 1, 0, 1, 1, 1])
    #expect(try read("variants: x.vcf, populations: p.tsv").populations.map(\.name) == ["X", "Y", "Z"])
    #expect(try read("variants: x.vcf").populations.isEmpty)
    let haploid = try read("variants: x.vcf, populations: p.tsv, target: [Y, X], haploid: [e]")
    #expect(haploid.populations.map(\.haplotypes) == [0..<3, 3..<7])
    let outgroup = try read("variants: x.vcf, populations: p.tsv, outgroup: Z")
    #expect(outgroup.populations.map(\.name) == ["X", "Y"] && outgroup.samples == ["a", "c", "b", "e"])
    #expect(outgroup.isPolarised && outgroup.polarisation?.polarised == 2)
  }

  @Test func outgroupSamples() throws {
    try write("x.vcf", ["a", "o", "b"], ["1 10 C 0|1 1|1 0|0", "1 20 C 0|1 0|1 0|0", "1 30 C,G 0|1 2|2 0|0"])
    let data = try read("variants: x.vcf, outgroup: o")
    #expect(try data.samples == ["a", "b"] && bits(data, 0) == [[1, 0, 1, 1]] && data.isPolarised)
    let counts = try #require(data.polarisation)
    #expect(counts.polarised == 1 && counts.unpolarisable == 1 && counts.inconsistent == 1)
    #expect(data.notes.contains { $0.hasPrefix("1 site polarised, 1 without") && $0.hasSuffix("mispolarised") })
    #expect(data.ledger[.ancestralMismatch] == 1 && data.misorientationRate != nil)
    #expect(try read("variants: x.vcf, outgroup: [o], outgroup_agreement: 0.6").polarisation?.unpolarisable == 1)
    #expect(try message("variants: x.vcf, outgroup: z").contains("'z' is neither a sample"))
    #expect(try message("variants: x.vcf, outgroup: o, ancestral: INFO/AA").contains("ancestral or outgroup"))
    #expect(try message("variants: x.vcf, outgroup: o, outgroup_agreement: 0.5").contains("above 0.5"))
    #expect(try message("variants: x.vcf, outgroup: [a, o, b]").contains("all samples are outgroup"))
  }

  @Test func choicesOfSamplesAndRecords() throws {
    try write("x.vcf", ["a", "b", "c"], ["1 10 C 0|1 0|0 1|1", "1 19 C 1|0 0|1 0|0", "1 20 C,G 1|0 0|2 0|0"])
    try "b\nc\n".write(toFile: try #require(folder).file("s.txt"), atomically: false, encoding: .utf8)
    #expect(try read("variants: x.vcf, samples: ^b").samples == ["a", "c"])
    #expect(try read("variants: x.vcf, samples: 'c,a'").samples == ["c", "a"])
    #expect(try read("variants: x.vcf, samples_file: s.txt").samples == ["b", "c"])
    #expect(try read("variants: x.vcf, samples_file: ^s.txt").samples == ["a"])
    #expect(try message("variants: x.vcf, samples: a, samples_file: s.txt").contains("not both"))
    #expect(try message("variants: x.vcf, samples: ^z").contains("no sample z"))
    func positions(_ more: String) throws -> [Double] {
      try read("variants: x.vcf, " + more).contigs[0].sites.matrix().positions
    }
    #expect(try positions("filter: q10") == [18])
    #expect(try positions("filter: [PASS, .]") == [9])
    #expect(try positions("filter: 'PASS,q10'") == [9, 18])
    #expect(try positions("pass_only: true") == [9])
    #expect(try positions("multiallelic: split") == [9, 18, 19, 19])
    #expect(try message("variants: x.vcf, pass_only: true, filter: PASS").contains("not both"))
    #expect(try message("variants: x.vcf, multiallelic: join").contains("multiallelic"))
  }

  @Test func contigsWithOtherPloidies() throws {
    let records =
      (1...9).map { "1 \($0 * 10) C 0|1 0|0" } + (1...3).map { "2 \($0 * 10) C 1 0|1" }
    try write("x.vcf", ["male", "female"], records)
    let data = try read("variants: x.vcf")
    #expect(data.contigs.map(\.region.contig) == ["1"] && data.haplotypeCount == 4)
    #expect(data.leftOut.map(\.region.contig) == ["2"] && data.leftOut[0].sites.ploidies == [1, 2])
    #expect(data.notes.contains { $0.contains("4 haplotypes on 1, other numbers on 2 (3)") }, "\(data.notes)")
    #expect(try read("variants: x.vcf, region: '2'").haplotypeCount == 3)
  }

  @Test func relativesAreNamed() throws {
    var random: UInt64 = 5
    func coin(_ share: Double) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(random >> 11) * 0x1p-53 < share ? 1 : 0
    }
    // Two founders, their child, two who are nobody's kin; a site every 10 kb.
    let records = (1...1500).map { site in
      let founders = (0..<4).map { _ in [coin(0.4), coin(0.4)] }
      let child = [founders[0][coin(0.5)], founders[1][coin(0.5)]]
      return "1 \(site * 10_001) C " + (founders + [child]).map { "\($0[0])|\($0[1])" }.joined(separator: " ")
    }
    try write("x.vcf", ["f", "m", "x", "y", "child"], records, contigs: [])
    let notes = try read("variants: x.vcf").notes
    let note = try #require(notes.first { $0.contains("relatives of the first degree") }, "\(notes)")
    #expect(note.contains("f - child (0.2") && note.contains("m - child (0.2") && !note.contains("x -"))
    #expect(!notes.contains { $0.contains("second degree") || $0.contains("individual twice") })
  }
}
