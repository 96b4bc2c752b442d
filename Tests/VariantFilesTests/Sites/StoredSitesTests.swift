import Foundation
import Groundwork
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// Sites in a storage, in memory or in its file, against the same sites in memory whole.
@Suite struct StoredSitesTests {
  /// Seven individuals on two contigs: one without a call before the middle, then haploid; duplicates and split records.
  private func write(_ folder: TemporaryFolder) throws -> String {
    var stream = RandomStream(seed: 11, replicate: 0, purpose: .mask)
    var vcf = TextVCF(["a", "b", "c", "late", "d", "e", "f"])
    vcf.contigs = ["1", "2"]
    vcf.contigLines = ["##contig=<ID=1,length=9000>", "##contig=<ID=2,length=9000>"]
    for contig in ["1", "2"] {
      for site in 0..<400 {
        let calls = (0..<7).map { individual -> String in
          if individual == 3 { return contig == "1" && site < 200 ? "." : "\(stream.index(below: 2))" }
          if contig == "2" && stream.uniform() < 0.1 { return ".|." }
          return "\(stream.index(below: 2))|\(stream.index(below: 2))"
        }
        let alternative = site % 37 == 5 ? "G" : "C"
        vcf.add("\(contig) \(10 + site * 20) A \(alternative) PASS . \(calls.joined(separator: " "))")
        if site % 37 == 4 { vcf.add("\(contig) \(10 + site * 20) A T PASS . \(calls.joined(separator: " "))") }
        if site % 41 == 4 {
          vcf.add("\(contig) \(10 + site * 20) A \(alternative) PASS . \(calls.joined(separator: " "))")
        }
      }
    }
    return try vcf.write(folder)
  }

  @Test(arguments: [0, 300, 4000, 1_000_000])
  func whatIsTakenOutIsTheSame(limit: Int) throws {
    let folder = try TemporaryFolder()
    let file = try VariantFile(path: try write(folder))
    let regions = try file.wholeContigs()
    let storage = SiteStorage(limit: limit, folder: folder.path)
    let stored = try file.read(regions, samples: nil, into: storage)
    let whole = try file.read(regions, samples: nil)
    #expect((storage.spilledBytes > 0) == (limit < 20_000))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["x.vcf"], "the file has no name")
    #expect(stored.count == 2 && whole[0].matrix.missing != nil && whole[0].matrix.ploidies == [2, 2, 2, 1, 2, 2, 2])
    for (one, two) in zip(stored, whole) {
      let (sites, matrix) = (one.sites, two.matrix)
      #expect(one.ledger == two.ledger && one.notes == two.notes && one.extent == two.extent)
      #expect(sites.siteCount == matrix.siteCount && sites.siteCount > 370 && sites.isPhased && !sites.isPolarised)
      #expect(try sites.matrix() == matrix)
      for (start, end) in [(0.0, 9000.0), (49, 49), (49, 50), (8000, 99_999), (1234, 5678), (5, 3)] {
        let range = matrix.sites(from: start, to: end)
        #expect(try sites.sites(from: start, to: end) == range)
        #expect(try sites.matrix(from: start, to: end) == part(matrix, Array(range)), "\(start) \(end)")
      }
      #expect(try sites.thinned(100) == part(matrix, Array(stride(from: 0, to: matrix.siteCount, by: 4))))
      #expect(try sites.matrix(at: [0, 1, 7, 200, 371]) == part(matrix, [0, 1, 7, 200, 371]))
      var positions: [Double] = []
      try sites.forEachPositions { positions += $0 }
      #expect(positions == matrix.positions)
      #expect(sites.firstPosition == matrix.positions.first && sites.lastPosition == matrix.positions.last)
      let (haploid, calls) = try sites.haploid([1, 3, 6], in: storage)
      let expected = matrix.haploid([1, 3, 6])
      #expect(try haploid.matrix() == expected.matrix && calls == expected.heterozygousCalls && calls > 200)
    }
  }

  /// The sites of `matrix` with the indices `sites`.
  private func part(_ matrix: HaplotypeMatrix, _ sites: [Int]) -> HaplotypeMatrix {
    HaplotypeMatrix(
      haplotypeCount: matrix.haplotypeCount, positions: sites.map { matrix.positions[$0] },
      words: sites.map { matrix.words[$0] }, missing: matrix.missing.map { missing in sites.map { missing[$0] } },
      ploidies: matrix.ploidies, isPhased: matrix.isPhased, isPolarised: matrix.isPolarised)
  }

  /// Memory that is given back can be used again: of two readings one after the other neither needs the file.
  @Test func memoryIsGivenBack() throws {
    let folder = try TemporaryFolder()
    let file = try VariantFile(path: try write(folder))
    let storage = SiteStorage(limit: 16_000, folder: folder.path)
    for _ in 0..<5 {
      let stored = try file.read([file.region("1")], samples: nil, into: storage)
      #expect(stored[0].sites.siteCount > 370 && storage.spilledBytes == 0)
    }
    let one = try file.read([file.region("1")], samples: nil, into: storage)
    let two = try file.read([file.region("1")], samples: nil, into: storage)
    #expect(storage.spilledBytes > 0)
    #expect(try one[0].sites.matrix() == two[0].sites.matrix())
  }

  @Test func aFileThatCannotBeMade() throws {
    let folder = try TemporaryFolder()
    let file = try VariantFile(path: try write(folder))
    let storage = SiteStorage(limit: 0, folder: folder.file("none"))
    let error = #expect(throws: VariantFilesError.self) {
      try file.read(file.wholeContigs(), samples: nil, into: storage)
    }
    #expect(error?.kind == .io)
    #expect(error?.description.contains("set TMPDIR to a folder with room") == true, "\(String(describing: error))")
  }
}
