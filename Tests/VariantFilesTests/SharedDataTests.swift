import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// Real files of the field, where the shared folder is present; skipped elsewhere.
@Suite(.enabled(if: SharedData.isPresent, "the shared data are absent"))
struct SharedDataTests {
  private func path(_ relative: String) throws -> String { try #require(SharedData.path("data/" + relative)) }

  private func readContig(
    _ file: VariantFile, _ contig: String, samples: [String]? = nil,
    _ options: VariantReadOptions = VariantReadOptions()
  ) throws -> ObservedVariants {
    let result = try file.read(file.region(contig), samples: samples, options: options)
    #expect(result.ledger.read == result.ledger.used + result.ledger.entries.reduce(0) { $0 + $1.count })
    return result
  }

  @Test func lactaseInCEU() throws {
    let name = try path("lct_ceu_2mb/ceu99.chr2_135.5-137.6Mb.vcf.gz")
    let file = try VariantFile(path: name)
    #expect(file.samples.count == 99)
    let result = try readContig(file, "chr2")
    #expect(result.ledger.read == 54_666)
    #expect(result.matrix.haplotypeCount == 198 && result.matrix.isPhased && result.matrix.missing == nil)
    let text = try gunzip(name)
    let expected = plainSites(text)
    #expect(plainSites(result.matrix) == expected && expected.count == result.ledger.used)
    let some = Array(file.samples.reversed().prefix(20))
    let few = try readContig(file, "2", samples: some)
    #expect(plainSites(few.matrix) == plainSites(text, samples: some))
    let polarised = try readContig(file, "2", VariantReadOptions(polarisation: .infoAA))
    #expect(polarised.matrix.isPolarised && polarised.ledger.used > 5000)
    #expect(polarised.ledger[.unpolarisable] > 0)
    let derived = Dictionary(uniqueKeysWithValues: plainSites(polarised.matrix).map { ($0.position, $0.alternative) })
    let flipped = expected.count { derived[$0.position] == 198 - $0.alternative && $0.alternative != 99 }
    #expect(flipped > 100)
    #expect(
      expected.allSatisfy { site in
        derived[site.position].map { $0 == site.alternative || $0 == 198 - site.alternative } ?? true
      })
  }

  @Test func selscanExamples() throws {
    for name in ["p1.vcf.gz", "p2.vcf.gz", "sweep_middle.vcf.gz", "kg3202.chr10_1.86-2.29Mb.vcf.gz"] {
      let full = try path("selscan_examples/" + name)
      let file = try VariantFile(path: full)
      let contig = try #require(file.contigs.first { $0.name.hasSuffix("10") } ?? file.contigs.first).name
      let samples = file.samples.count > 300 ? Array(file.samples.prefix(40)) : nil
      let result = try readContig(file, contig, samples: samples)
      let expected = plainSites(try gunzip(full), samples: samples)
      // Several records at one position are no biallelic site; the plain reader does not know.
      let counts = Dictionary(grouping: expected, by: \.position)
      #expect(plainSites(result.matrix).allSatisfy { counts[$0.position]?.contains($0) == true })
      // p1 and p2 came from ms text with colliding positions, all alleles 0 and 1: the first of each is kept.
      let isFromMS = name.hasPrefix("p")
      #expect(result.matrix.siteCount == counts.values.count { isFromMS || $0.count == 1 }, "\(name)")
    }
    for name in ["multiallele.vcf", "multiallele2.vcf", "multichr_phased.vcf"] {
      #expect(throws: VariantFilesError.self) { try VariantFile(path: try path("selscan_examples/" + name)) }
    }
  }

  @Test func oddPloidies() throws {
    let tetraploid = try path("ploidy_odd/arabidopsis_arenosa_tetraploid.vcf.gz")
    let file = try VariantFile(path: tetraploid)
    let result = try readContig(file, "scaffold_1")
    #expect(result.matrix.ploidies.count { $0 == 4 } == 16 && result.matrix.ploidies.count { $0 == 2 } == 24)
    #expect(!result.matrix.isPhased)
    #expect(plainSites(result.matrix) == plainSites(try gunzip(tetraploid)))
    let mixed = try VariantFile(path: path("ploidy_odd/ploidy_test.vcf.gz"))
    #expect(Set(try readContig(mixed, "scaffold_1").matrix.ploidies) == [2, 4])
    let haploid = try VariantFile(path: path("ploidy_odd/haploidX_1kg.vcf.gz"))
    let contig = try #require(haploid.contigs.first { $0.name.hasSuffix("X") }).name
    #expect(try readContig(haploid, contig).matrix.ploidies == [1, 1, 1])
    let phytophthora = try path("ploidy_odd/phytophthora18_indels_depth.vcf.gz")
    let infestans = try VariantFile(path: phytophthora)
    let whole = try readContig(infestans, "Supercontig_1.50")
    // Samples carry more than two alleles of 305 of the 312 records with several ALT, counted by a script of its own.
    #expect(whole.ledger.read == 22_031 && whole.ledger[.multiallelic] == 305)
    #expect(whole.matrix.missing != nil)
    let found = plainSites(whole.matrix)
    let expected = plainSites(try gunzip(phytophthora))
    #expect(expected.count == 19_255 && found.count == 19_258 && expected.allSatisfy(found.contains))
  }

  @Test func radSequencing() throws {
    let name = try path("radseq_missing/wcs_1200.vcf.gz")
    let file = try VariantFile(path: name)
    #expect(file.samples.count == 130)
    var ledger = VariantLedger()
    var sites: [PlainSite] = []
    for contig in file.contigs {
      let result = try readContig(file, contig.name)
      ledger.merge(result.ledger)
      sites += plainSites(result.matrix)
    }
    let expected = plainSites(try gunzip(name))
    #expect(ledger.read == 1_189 && sites.count == expected.count && sites == expected)
    let missing = sites.reduce(0) { $0 + $1.missing }
    #expect(abs(Double(missing) / Double(sites.count * 260) - 0.186) < 0.01)
    let anolis = try VariantFile(path: path("radseq_missing/anolis46.vcf.gz"))
    #expect(anolis.samples.count == 46 && anolis.contigs.count > 100)
    #expect(try readContig(anolis, "locus_137").matrix.siteCount > 0)
  }

  @Test func missingDataCanBeLimited() throws {
    let file = try VariantFile(path: path("radseq_missing/wcs_1200.vcf.gz"))
    let contig = try #require(file.contigs.first).name
    let all = try readContig(file, contig)
    let strict = try readContig(file, contig, VariantReadOptions(minimumCallRate: 0.9))
    let expected = plainSites(all.matrix).filter { Double($0.missing) <= 0.1 * 260 }
    #expect(plainSites(strict.matrix) == expected && strict.ledger[.lowCallRate] > 0)
  }

  /// Every file is read to its end or refused with one line; nothing crashes, nothing is silent.
  @Test(arguments: ["cyvcf2", "haptools", "hts-specs", "pyvcf", "scikit-allel", "vcftools"])
  func tortureFiles(archive: String) throws {
    let folder = try TemporaryFolder()
    let packed = try path("vcf_torture/\(archive).tar.xz")
    try #require(try shell("tar -C '\(folder.path)' -xf '\(packed)'"))
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".vcf") || $0.hasSuffix(".vcf.gz") || $0.hasSuffix(".bcf") }
    #expect(files.count > 10)
    for name in files.sorted() {
      do {
        let file = try VariantFile(path: folder.file(name))
        for contig in file.contigs.prefix(30) { _ = try readContig(file, contig.name) }
      } catch let error as VariantFilesError {
        let text = error.description
        #expect(error.kind == .badData && text.hasPrefix(folder.path) && !text.contains("\n"), "\(name): \(text)")
        // htslib's reader is the judge of passed files, but for those without genotypes, samples or order.
        if name.contains("/passed/") {
          #expect(
            text.contains("has no samples") || text.contains("allele(s) at") || text.contains("bcftools sort"),
            "\(name): \(text)")
        }
      }
    }
  }
}
