import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

@Suite struct WritingTests {
  let folder = try? TemporaryFolder()
  static let names = ["dip", "hap", "tri", "dip2"]

  /// Individuals of ploidy 2, 1, 3, 2, one missing call in five sites, two sites on the same base.
  static func matrix(isPhased: Bool = true, isPolarised: Bool = true) -> HaplotypeMatrix {
    var matrix = HaplotypeMatrix(
      haplotypeCount: 8, ploidies: [2, 1, 3, 2], isPhased: isPhased, isPolarised: isPolarised)
    for site in 0..<500 {
      let bits = UInt64(site * 37 % 254 + 1)
      let missing: UInt64 = site % 5 == 4 ? 1 << UInt64(site % 8) : 0
      let position = site == 10 ? 9 * 17.25 : Double(site) * 17.25
      matrix.append(position: position, alleles: [bits & ~missing], missing: [missing])
    }
    return matrix
  }

  @Test(arguments: ["x.vcf", "x.vcf.gz", "x.bcf"])
  func writtenFilesReadBack(name: String) throws {
    let folder = try #require(folder)
    let path = folder.file(name)
    let matrix = Self.matrix()
    let written = try VariantWriter.write(
      matrix, contig: "chr5", length: 10_000, sampleNames: Self.names, command: "apus simulate\n--seed 1", to: path)
    #expect(written.records == 500 && written.moved == 1)
    let file = try VariantFile(path: path)
    #expect(file.contigs == [Contig(name: "chr5", length: 10_000)] && file.samples == Self.names)
    #expect(file.hasAncestralAllele)
    let options = VariantReadOptions(polarisation: .infoAA)
    let all = try file.read(file.region("5"), samples: nil, options: options)
    #expect(all.matrix.ploidies == matrix.ploidies && all.matrix.isPhased && all.matrix.isPolarised)
    #expect(all.ledger.read == 500 && all.ledger.used + all.ledger[.monomorphic] == 500)
    let polymorphic = (0..<500).filter { site in
      let calls = (0..<8).filter { !matrix.isMissing(site: site, haplotype: $0) }
      let ones = calls.count { matrix.allele(site: site, haplotype: $0) }
      return ones > 0 && ones < calls.count
    }
    #expect(all.matrix.siteCount == polymorphic.count)
    #expect(polymorphic.enumerated().allSatisfy { alleles(all.matrix, $0) == alleles(matrix, $1) })
    #expect(all.matrix.positions[9] == 155 && all.matrix.positions[10] == 156)
    #expect(name == "x.vcf" || !all.notes.contains { $0.contains("no usable index") })
    let none = try file.read(file.region("chr5:9,000-9,500"), samples: nil, options: options)
    #expect(none.matrix.siteCount == 0 && !none.notes.contains { $0.contains("no record on contig") })
    // By index, by streaming and by cutting: the same.
    let part = try file.read(file.region("chr5:1,001-4,000"), samples: ["dip2", "hap"], options: options)
    let bare = folder.file("bare-" + name)
    try FileManager.default.copyItem(atPath: path, toPath: bare)
    let stream = try VariantFile(path: bare)
    let streamed = try stream.read(stream.region("chr5:1,001-4,000"), samples: ["dip2", "hap"], options: options)
    #expect(streamed.matrix == part.matrix && streamed.ledger == part.ledger && part.matrix.siteCount > 100)
    #expect(streamed.notes.contains { $0.contains("no usable index") })
    #expect(part.matrix.positions.allSatisfy { (1000..<4000).contains($0) })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasSuffix(".partial") })
  }

  @Test func unphasedAndFolded() throws {
    let path = try #require(folder).file("u.vcf")
    try VariantWriter.write(
      Self.matrix(isPhased: false, isPolarised: false), contig: "1", length: 9_000, sampleNames: Self.names,
      command: "c", to: path)
    let file = try VariantFile(path: path)
    #expect(!file.hasAncestralAllele)
    #expect(!(try file.read(file.region("1"), samples: nil).matrix.isPhased))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("##apusCommand=c\n") && !text.contains("|"))
    #expect(throws: VariantFilesError.self) {
      try file.read(file.region("1"), samples: nil, options: VariantReadOptions(polarisation: .infoAA))
    }
  }

  @Test func crowdedSites() throws {
    let folder = try #require(folder)
    var matrix = HaplotypeMatrix(haplotypeCount: 2)
    for position in [7.9, 9.2, 9.5, 9.99] { matrix.append(position: position, alleles: [1]) }
    let result = try VariantWriter.write(
      matrix, contig: "1", length: 10, sampleNames: ["a", "b"], command: "c", to: folder.file("c.vcf"))
    #expect(result.moved == 3)
    let file = try VariantFile(path: folder.file("c.vcf"))
    #expect(try file.read(file.region("1"), samples: nil).matrix.positions == [6, 7, 8, 9])
    #expect(throws: VariantFilesError.self) {
      try VariantWriter.write(
        matrix, contig: "1", length: 3, sampleNames: ["a", "b"], command: "c", to: folder.file("d.vcf"))
    }
    #expect(throws: VariantFilesError.self) {
      try VariantWriter.write(
        matrix, contig: "1", length: 30, sampleNames: ["a", "b"], command: "c", to: folder.file("d.txt"))
    }
    let empty = HaplotypeMatrix(haplotypeCount: 2)
    for name in ["e.vcf", "e.vcf.gz", "e.bcf"] {
      try VariantWriter.write(
        empty, contig: "1", length: 30, sampleNames: ["a", "b"], command: "c", to: folder.file(name))
      let file = try VariantFile(path: folder.file(name))
      #expect(try file.read(file.region("1"), samples: nil).matrix.siteCount == 0)
    }
  }

  @Test func anIndexOlderThanTheFileIsNotTrusted() throws {
    let folder = try #require(folder)
    let path = folder.file("o.vcf.gz")
    try VariantWriter.write(
      Self.matrix(), contig: "1", length: 10_000, sampleNames: Self.names, command: "c", to: path)
    #expect(try shell("touch -d '2001-01-01' '\(path).tbi'"))
    let file = try VariantFile(path: path)
    let result = try file.read(file.region("1:1-500"), samples: nil)
    #expect(result.notes.contains { $0.contains("is older than the file") } && result.matrix.siteCount > 20)
  }

  /// The indices that the writer makes (.tbi, .csi of text with positions past 2^29, .csi of BCF) are used, and regions read by
  /// them are those of the file without any.
  @Test(arguments: [("i.vcf.gz", ".tbi", 1), ("j.vcf.gz", ".csi", 1000), ("k.bcf", ".csi", 1), ("l.bcf", ".csi", 1000)])
  func indicesAreReadByRegion(name: String, index: String, spacing: Int) throws {
    let folder = try #require(folder)
    let length = 1_000_000 * spacing
    var matrix = HaplotypeMatrix(haplotypeCount: 40, ploidies: [UInt8](repeating: 2, count: 20))
    for site in 0..<5000 {
      matrix.append(
        position: Double(spacing * (200 * site + site % 7)), alleles: [UInt64(site + 1) &* 0x9E37_79B9 & 0xFF_FFFF_FFFF]
      )
    }
    let path = folder.file(name)
    try VariantWriter.write(
      matrix, contig: "2", length: length, sampleNames: (0..<20).map { "s\($0)" }, command: "c", to: path)
    #expect(FileManager.default.fileExists(atPath: path + index))
    let file = try VariantFile(path: path)
    var regions: [Range<Int>] = []
    for start in [0, 1, 16_383, 16_384, 131_071, 400_000, 999_000, 999_900].map({ $0 * spacing }) {
      for width in [1, 200 * spacing, 40_000 * spacing] where start + width <= length {
        regions.append(start..<start + width)
      }
    }
    // From a site to a site, and without them.
    for (first, last) in [(0, 3), (81, 82), (655, 700), (4990, 4999)] {
      let (start, end) = (Int(matrix.positions[first]), Int(matrix.positions[last]))
      regions += [start..<end + 1, start + 1..<end]
    }
    for region in regions {
      let result = try file.read(
        Interval(contig: "2", start: region.lowerBound, end: region.upperBound), samples: nil)
      let sites = matrix.sites(from: Double(region.lowerBound), to: Double(region.upperBound))
      #expect(result.matrix.positions == Array(matrix.positions[sites]) && result.ledger.read == sites.count)
      #expect(result.matrix.words == Array(matrix.words[sites]))
      #expect(!result.notes.contains { $0.contains("no usable index") })
    }
  }
}
