import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// The genotypes of real files against what scikit-allel read from them (Golden/make_allel.py).
@Suite(.enabled(if: SharedData.path("data") != nil, "the shared data folder is absent"))
struct AllelTests {
  /// Sites and digest of a contig, as the JSON writes them.
  private struct Entry: Decodable, Equatable {
    let sites: Int
    let digest: String

    init(_ matrix: HaplotypeMatrix) {
      sites = matrix.siteCount
      var value: UInt64 = 0xCBF2_9CE4_8422_2325
      func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
      for site in 0..<matrix.siteCount {
        let position = UInt64(matrix.positions[site]) + 1
        for shift in 0..<UInt64(8) { add(UInt8(truncatingIfNeeded: position >> (8 * shift))) }
        var haplotype = 0
        for ploidy in matrix.ploidies {
          for index in haplotype..<haplotype + Int(ploidy) where !matrix.isMissing(site: site, haplotype: index) {
            add(matrix.allele(site: site, haplotype: index) ? 1 : 0)
          }
          add(255)
          haplotype += Int(ploidy)
        }
      }
      let text = String(value, radix: 16)
      digest = String(repeating: "0", count: 16 - text.count) + text
    }

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      sites = try container.decode(Int.self)
      digest = try container.decode(String.self)
    }
  }

  private func golden() throws -> [String: [String: Entry]] {
    let url = try #require(Bundle.module.url(forResource: "allel", withExtension: "json", subdirectory: "Golden"))
    return try JSONDecoder().decode([String: [String: Entry]].self, from: Data(contentsOf: url))
  }

  /// Files that scikit-allel does not mind and we refuse, and a part of the reason that we give.
  private static let refused: [String: String] = [
    "torture:haptools/haptools/tests/data/faulty_vcf_info.vcf": "column 13 of the #CHROM line has no name",
    "torture:pyvcf/pyvcf/issue-254.vcf": "cannot be parsed",
    "torture:scikit-allel/scikit-allel/allel/test/data/unsorted.vcf": "comes after",
  ]

  @Test func everyFileThatBothRead() throws {
    let folder = try TemporaryFolder()
    for name in ["cyvcf2", "haptools", "hts-specs", "pyvcf", "scikit-allel", "vcftools"] {
      try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: false)
      let archive = try #require(SharedData.path("data/vcf_torture/\(name).tar.xz"))
      try unpackArchive(archive, into: folder.file(name))
    }
    let golden = try golden()
    #expect(golden.count > 40)
    var compared = 0
    var further = 0
    var mixed: Set<String> = []
    for (name, contigs) in golden.sorted(by: { $0.key < $1.key }) {
      let parts = name.split(separator: ":", maxSplits: 1)
      let path = parts.count == 2 ? folder.file(String(parts[1])) : try #require(SharedData.path("data/" + name))
      do throws(VariantFilesError) {
        let file = try VariantFile(path: path)
        let regions = try file.wholeContigs().filter { contigs[$0.contig] != nil }
        for result in try file.read(regions, samples: nil) {
          if result.notes.contains(where: { $0.contains("count as missing") }) {
            // There scikit-allel fills up or cuts off calls.
            mixed.insert(name)
            continue
          }
          let (entry, expected) = (Entry(result.matrix), contigs[result.region.contig])
          if let expected, entry.sites > expected.sites {
            // scikit-allel leaves out records that name an allele which nobody carries.
            further += entry.sites - expected.sites
            continue
          }
          #expect(entry == expected, "\(name), \(result.region.contig)")
          compared += 1
        }
        #expect(Self.refused[name] == nil, "\(name) is read after all")
      } catch {
        let reason = Self.refused[name]
        #expect(reason.map { error.description.contains($0) } == true, "\(name): \(error)")
      }
    }
    #expect(compared > 40 && (1...100).contains(further), "\(compared) \(further)")
    #expect(mixed.count == 7, "\(mixed.sorted())")
  }
}
