import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// Real and published files against what their sources say of them.
@Suite(.enabled(if: SharedData.isPresent, "the shared data are absent"))
struct PublishedDataTests {
  private func path(_ relative: String) throws -> String { try #require(SharedData.path("data/" + relative)) }

  /// Allele and call counts of a range of haplotypes at a site.
  private func counts(_ matrix: HaplotypeMatrix, _ site: Int, _ haplotypes: Range<Int>) -> (carriers: Int, called: Int)
  {
    (
      haplotypes.count { matrix.allele(site: site, haplotype: $0) },
      haplotypes.count { !matrix.isMissing(site: site, haplotype: $0) }
    )
  }

  /// The lactase allele by population, as the 1000 Genomes Project has it; the populations' haplotypes are contiguous.
  @Test func lactaseByPopulation() throws {
    let file = try VariantFile(path: path("lct_allpops_300kb/kg2504.chr2_136.40-136.70Mb.vcf.gz"))
    let map = try PopulationMapFile.read(path("lct_allpops_300kb/populations.tsv"))
    #expect(file.samples.count == 2504 && map.populations.count == 26)
    let names = ["CEU", "GBR", "FIN", "TSI", "YRI", "CHB"]
    let samples = try SampleList.resolve(map, populations: names, available: file.samples, path: file.path)
    let result = try file.read(file.region("2:136608646"), samples: samples)
    #expect(result.matrix.siteCount == 1)
    var first = 0
    var shares: [String] = []
    for name in names {
      let size = 2 * map.samples(of: [name]).count
      let (carriers, called) = counts(result.matrix, 0, first..<first + size)
      shares.append(String(format: "%.3f", Double(carriers) / Double(called)))
      first += size
    }
    #expect(first == result.matrix.haplotypeCount)
    #expect(shares == ["0.737", "0.720", "0.591", "0.089", "0.000", "0.000"])
    let whole = try file.read(file.wholeContigs(), samples: nil)
    #expect(whole.reduce(0) { $0 + $1.ledger.read } == 8076)
  }

  /// Haploid calls, a typing mistake in the column line, no contig lines, five chromosomes in one file.
  @Test func haploidFlies() throws {
    let name = try path("dmel_relernn/dmel_cameroon10_haploid.vcf.gz")
    let file = try VariantFile(path: name)
    #expect(file.contigs.map(\.name) == ["2L", "2R", "3L", "3R", "X"] && file.samples.count == 10)
    #expect(file.notes.contains { $0.contains("'QAUL' was taken to mean QUAL") })
    let contigs = try file.read(file.wholeContigs(), samples: nil)
    #expect(contigs.map(\.ledger.read) == [Int](repeating: 10_001, count: 5))
    for contig in contigs {
      #expect(contig.matrix.ploidies == [UInt8](repeating: 1, count: 10) && contig.matrix.isPhased)
      #expect(contig.matrix.missing == nil && contig.matrix.siteCount == contig.ledger.used)
    }
    let expected = plainSites(try gunzip(name))
    #expect(contigs.flatMap { plainSites($0.matrix) } == expected)
  }

  /// pixy's own tests: differences between pairs of haplotypes, with half of the genotypes missing, and with half of the sites.
  @Test func differencesOfPixy() throws {
    let folder = try TemporaryFolder()
    try unpackArchive(path("pixy_missing_truth/pixy_tests.tar.xz"), into: folder.path)
    func read(_ name: String, _ map: String, _ options: VariantReadOptions = VariantReadOptions()) throws -> (
      matrix: HaplotypeMatrix, sizes: [Int]
    ) {
      let file = try VariantFile(path: folder.file("tests/main/data/\(name).vcf.gz"))
      let map = try PopulationMapFile.read(folder.file("tests/main/data/\(map).txt"))
      let samples = try SampleList.resolve(map, populations: [], available: file.samples, path: name)
      let matrix = try file.read(file.region("1"), samples: samples, options: options).matrix
      return (matrix, map.populations.map { 2 * map.samples(of: [$0]).count })
    }
    func within(_ matrix: HaplotypeMatrix, _ haplotypes: Range<Int>) -> Int {
      (0..<matrix.siteCount).reduce(0) { sum, site in
        let (carriers, called) = counts(matrix, site, haplotypes)
        return sum + carriers * (called - carriers)
      }
    }
    let missing = try read("simulated_data_missing50p_genos", "simulated_populations_pi")
    #expect(missing.sizes == [100] && within(missing.matrix, 0..<100) == 230_627)
    let sites = try read("simulated_data_missing5000_sites", "simulated_populations_pi")
    #expect(within(sites.matrix, 0..<100) == 476_443)
    let two = try read("simulated_data_missing50p_genos", "simulated_populations_dxy")
    let between = (0..<two.matrix.siteCount).reduce(0) { sum, site in
      let one = counts(two.matrix, site, 0..<two.sizes[0])
      let other = counts(two.matrix, site, two.sizes[0]..<two.sizes[0] + two.sizes[1])
      return sum + one.carriers * (other.called - other.carriers) + (one.called - one.carriers) * other.carriers
    }
    #expect(between == 114_630)
    // Split records: an ALT against another differs in the sites of both, so each pair is counted twice with REF's share.
    let split = try read("multiallelic_test", "multiallelic_populations", VariantReadOptions(multiallelic: .split))
    #expect(split.sizes == [10, 10])
    func carriers(_ haplotypes: Range<Int>) -> [Double: [Int]] {
      var result: [Double: [Int]] = [:]
      for site in 0..<split.matrix.siteCount {
        result[split.matrix.positions[site], default: []].append(counts(split.matrix, site, haplotypes).carriers)
      }
      return result.mapValues { [10 - $0.reduce(0, +)] + $0 }
    }
    let (one, other) = (carriers(0..<10), carriers(10..<20))
    func differences(_ alleles: [Int]) -> Int { alleles.reduce(0) { $0 + $1 * (10 - $1) } / 2 }
    #expect(one.values.reduce(0) { $0 + differences($1) } == 287_052)
    #expect(other.values.reduce(0) { $0 + differences($1) } == 294_394)
    let pairs = one.reduce(0) { sum, place in
      sum + 100 - zip(place.value, other[place.key] ?? []).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(pairs == 646_895)
    for name in ["haploid_test", "mixed_ploidy_test"] {
      let file = try VariantFile(path: folder.file("tests/main/data/\(name).vcf.gz"))
      let results = try file.read(file.wholeContigs(), samples: nil, options: VariantReadOptions(multiallelic: .split))
      #expect(results.contains { $0.matrix.siteCount > 0 }, "\(name)")
    }
  }

  /// Each record of each file is either used or skipped for one reason, however it is read.
  @Test func everyRecordIsAccountedFor() throws {
    let root = try #require(SharedData.path("data"))
    let names = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".vcf.gz") }
    var files = 0
    for name in names.sorted() where !name.contains("cat_headers") {
      let lines = try gunzip(root + "/" + name).utf8.split(separator: UInt8(ascii: "\n")).count {
        $0.first != UInt8(ascii: "#")
      }
      guard let file = try? VariantFile(path: root + "/" + name), !file.samples.isEmpty else { continue }
      for rule in MultiallelicRule.allCases {
        let options = VariantReadOptions(
          polarisation: file.hasAncestralAllele ? .infoAA : .none, minimumCallRate: 0.8, filters: ["PASS", "."],
          multiallelic: rule)
        let results = try file.read(file.wholeContigs(), samples: nil, options: options)
        var ledger = VariantLedger()
        for result in results { ledger.merge(result.ledger) }
        #expect(ledger.read == lines, "\(name)")
        #expect(ledger.read == ledger.used + ledger.entries.reduce(0) { $0 + $1.count }, "\(name)")
        #expect(ledger.used + ledger.extraSites == results.reduce(0) { $0 + $1.matrix.siteCount }, "\(name)")
      }
      files += 1
    }
    #expect(files >= 12)
  }
}
