import Foundation
import Groundwork
import Haplotypes
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// Samples that are not what the file says, and stretches that nothing is known of.
@Suite struct SampleChecksTests {
  /// Twelve diploid individuals, of which the last `haploid` are homozygous but at every 40th site.
  private func matrix(haploid: Int) -> HaplotypeMatrix {
    var stream = RandomStream(seed: 4, replicate: 0, purpose: .split)
    var matrix = HaplotypeMatrix(haplotypeCount: 24, ploidies: [UInt8](repeating: 2, count: 12))
    for site in 0..<400 {
      var alleles: UInt64 = 0
      for individual in 0..<12 {
        let first: UInt64 = stream.uniform() < 0.4 ? 1 : 0
        var second: UInt64 = stream.uniform() < 0.4 ? 1 : 0
        if individual >= 12 - haploid && site % 40 != 0 { second = first }
        alleles |= (first | second << 1) << UInt64(2 * individual)
      }
      matrix.append(position: Double(site * 20 + (site >= 200 ? 90_000 : 0)), alleles: [alleles])
    }
    return matrix
  }

  private func data(_ matrix: HaplotypeMatrix, _ overrides: String...) throws -> ObservedData {
    let folder = try TemporaryFolder()
    try MadeUp.write(matrix, length: 110_000, folder)
    let study = try StudyFile.parse(
      "data: {variants: x.vcf}\nwindows: {length: 11kb}", path: folder.file("x.yaml"), overrides: overrides)
    return try ObservedData(try #require(study.data))
  }

  @Test func samplesWithOneHaplotypeAreNoticed() throws {
    let noticed = try data(matrix(haploid: 3))
    #expect(noticed.notes.contains { $0.contains("3 of 12 diploid samples have hardly a heterozygous call") })
    #expect(noticed.notes.contains { $0.contains("(s9, s10, s11)") } && noticed.haplotypeCount == 24)
    let taken = try data(matrix(haploid: 3), "data.haploid=auto")
    #expect(taken.haplotypeCount == 21 && taken.contigs[0].sites.ploidies.suffix(4) == [2, 1, 1, 1])
    #expect(taken.notes.contains { $0.contains("3 samples are taken as haploid on 1") })
    let named = try data(matrix(haploid: 3), "data.haploid=[s0, s10]")
    #expect(named.haplotypeCount == 22 && named.notes.contains { $0.contains("2 of 12 diploid samples") })
    #expect(!(try data(matrix(haploid: 0)).notes.contains { $0.contains("heterozygous") }))
    #expect(throws: StudyError.self) { try data(matrix(haploid: 0), "data.haploid=s12") }
  }

  @Test func oneIndividualTwiceIsNoticed() throws {
    var stream = RandomStream(seed: 5, replicate: 0, purpose: .split)
    var matrix = HaplotypeMatrix(haplotypeCount: 10, ploidies: [2, 2, 2, 2, 2])
    for site in 0..<1200 {
      var bits: UInt64 = 0
      for haplotype in UInt64(0)..<8 where stream.uniform() < 0.5 { bits |= 1 << haplotype }
      // The last is the second with its haplotypes exchanged.
      let first = bits >> 3 & 1
      let second = bits >> 2 & 1
      matrix.append(position: Double(site * 50), alleles: [bits | first << 8 | second << 9])
    }
    let notes = try data(matrix).notes
    #expect(notes.contains { $0.contains("99.9 % of the sites: s1 = s4;") }, "\(notes)")
  }

  /// Two clones of a haploid organism, over contigs none of which has the sites to tell.
  @Test func clonesAreNoticedOverAllContigs() throws {
    var stream = RandomStream(seed: 6, replicate: 0, purpose: .split)
    var lines = ["##fileformat=VCFv4.2"]
    lines += (1...4).map { "##contig=<ID=\($0),length=400000>" }
    lines.append("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"G\">")
    lines.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc\td\te")
    for contig in 1...4 {
      for site in 0..<400 {
        var calls = (0..<4).map { _ in stream.uniform() < 0.4 ? "1" : "0" }
        if Set(calls).count == 1 { calls[0] = calls[0] == "0" ? "1" : "0" }
        // The last is the second but for one site.
        calls.append(contig == 2 && site == 7 ? (calls[1] == "0" ? "1" : "0") : calls[1])
        lines.append("\(contig)\t\(1000 * site + 1)\t.\tA\tC\t.\t.\t.\tGT\t" + calls.joined(separator: "\t"))
      }
    }
    let folder = try TemporaryFolder()
    try (lines.joined(separator: "\n") + "\n").write(toFile: folder.file("x.vcf"), atomically: true, encoding: .utf8)
    let study = try StudyFile.parse("data: {variants: x.vcf}", path: folder.file("x.yaml"))
    let notes = try ObservedData(try #require(study.data)).notes
    #expect(notes.contains { $0.contains("99.9 % of the sites: b = e; one clone") }, "\(notes)")
  }

  /// One sample with a few calls without phase is named; many are not.
  @Test func samplesThatSpoilThePhaseAreNamed() throws {
    let folder = try TemporaryFolder()
    try MadeUp.write(matrix(haploid: 0), length: 110_000, folder)
    let text = try String(contentsOfFile: folder.file("x.vcf"), encoding: .utf8)
    func notes(_ spoiled: Range<Int>) throws -> [String] {
      let lines = text.split(separator: "\n").enumerated().map { number, line -> String in
        guard !line.hasPrefix("#"), number % 10 == 0 else { return String(line) }
        var fields = line.split(separator: "\t").map(String.init)
        for sample in spoiled { fields[9 + sample] = fields[9 + sample].replacingOccurrences(of: "|", with: "/") }
        return fields.joined(separator: "\t")
      }
      try (lines.joined(separator: "\n") + "\n").write(toFile: folder.file("y.vcf"), atomically: true, encoding: .utf8)
      let study = try StudyFile.parse("data: {variants: y.vcf}", path: folder.file("x.yaml"))
      return try ObservedData(try #require(study.data)).notes
    }
    let one = try notes(3..<4)
    #expect(one.contains { $0.contains("all of them are of s3") && $0.contains("-s ^s3") }, "\(one)")
    let many = try notes(0..<12)
    #expect(many.contains { $0.hasSuffix("have no phase: the data are used as unphased") }, "\(many)")
  }

  @Test func gapsAreNoticed() throws {
    let notes = try data(matrix(haploid: 0)).notes
    #expect(
      notes.contains { $0.contains("stretches without a variant: 1,") && $0.contains("1:3981-94000") }, "\(notes)")
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent")) func malesOfAMosquito() throws {
    let path = try #require(SharedData.path("data/ag1000g_X_8-12mb/gambiae_burkina64.X_8-12Mb.vcf.gz"))
    let study = try MadeUp.study("data: {variants: \(path), region: 'X:8000001-8500000', haploid: auto}")
    let data = try ObservedData(try #require(study.data))
    #expect(data.haplotypeCount == 128 - 25)
  }
}
