import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// What came of reading a contig, or the error, such that any difference shows.
func outcome(
  _ path: String, samples: [String]?, _ options: VariantReadOptions, byHtslib: Bool
) -> [String] {
  var options = options
  options.parsesEveryRecord = byHtslib
  do throws(VariantFilesError) {
    let file = try VariantFile(path: path)
    let regions = try file.wholeContigs().filter { $0.length > 0 }.prefix(40)
    return try file.read(Array(regions), samples: samples, options: options).map { result in
      let matrix = result.matrix
      return "\(matrix.positions) \(matrix.words) \(matrix.missing ?? []) \(matrix.ploidies) \(matrix.isPhased) "
        + "\(result.ledger) \(result.notes) \(String(describing: result.polarisation)) \(result.samples)"
    }
  } catch {
    return ["\(error)"]
  }
}

/// Plain lines are read without htslib's parser: its matrix, ledger and errors are the measure.
@Suite struct PlainLineTests {
  let folder = try? TemporaryFolder()
  private static let splitting = VariantReadOptions(multiallelic: .split)
  private static let strict = VariantReadOptions(polarisation: .infoAA, minimumCallRate: 0.5, filters: ["PASS", "q10"])

  private func expectSame(
    _ path: String, _ comment: String, _ selections: [[String]?] = [nil],
    _ chosen: [VariantReadOptions] = [VariantReadOptions(), Self.splitting, Self.strict]
  ) {
    for (index, options) in chosen.enumerated() {
      for samples in selections {
        let fast = outcome(path, samples: samples, options, byHtslib: false)
        let slow = outcome(path, samples: samples, options, byHtslib: true)
        #expect(fast == slow, "\(comment), options \(index), samples \(samples?.joined(separator: ",") ?? "all")")
      }
    }
  }

  /// Whatever stands in a column: tokens that belong there, and tokens that do not.
  private static let tokens = [
    "", ".", " ", "\r", "\u{1}", "x", ";", ",", ":", "|", "/", "2", "A", "c", "N", "*", "<DEL>", "AC", "C,G", "C,GT",
    "C,",
    ",C", "PASS", "q10", "q10;PASS", "q99", "PASS;", "AA=c", "AA=C|x", "AA=", "AA", "AA=.;AA=A", "DP=3;AA=A",
    "DP=x;AA=T",
    "AA=AC", "=3", ";;AA=C", "GT", "GT:DP", "GT:DP:FL:ST", "DP:GT", "GT:GT", "GT:NEW", "GTX", "GT:", "0|0", "0|1",
    "1/0",
    "0/1", "1|1", "0", "1", "./.", ".|1", "0|.", ".|.|.", "0|1|1", "0|2", "0|9", "0|10", "1|", "|1", "0||1", "0\\1",
    "0|1:", "0|1:5", "0|1:-5,6:1.5:x", "0|1:5:1e-3:x y", "0|1:5:.:.", "0|1:.,.:-.5:", "0|1:a", "0|1:1.5", "0|1:5:1.5.2",
    "0|1:5:nan:x", "0|1:5:6:7:8", "1:7", "0|1:5:6", "./.:.:.:.", "0|1:+5", "0|1:99999999999", "0|1:5,", "2|1:5",
  ]

  private func text(samples: Int, format: String, call: (Int, Int) -> String) -> [[String]] {
    (0..<4).map { record in
      ["2", "\(10 + 5 * record)", ".", "A", "C", ".", "PASS", "AA=A", format]
        + (0..<samples).map { call(record, $0) }
    }
  }

  private func write(_ records: [[String]], _ path: String) throws {
    let samples = (0..<records[0].count - 9).map { "s\($0)" }
    let head = [
      "##fileformat=VCFv4.2", "##contig=<ID=2,length=1000>", "##FILTER=<ID=q10,Description=\"x\">",
      "##INFO=<ID=AA,Number=1,Type=String,Description=\"x\">", "##INFO=<ID=DP,Number=1,Type=Integer,Description=\"x\">",
      "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\">",
      "##FORMAT=<ID=DP,Number=.,Type=Integer,Description=\"x\">",
      "##FORMAT=<ID=FL,Number=1,Type=Float,Description=\"x\">",
      "##FORMAT=<ID=ST,Number=1,Type=String,Description=\"x\">",
      (["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"] + samples).joined(separator: "\t"),
    ]
    let lines = head + records.map { $0.joined(separator: "\t") }
    try lines.map { $0 + "\n" }.joined().write(toFile: path, atomically: false, encoding: .utf8)
  }

  /// Every token in every column, in lines of GT alone and in rich ones; 37 samples fill one batch of the kernel and more.
  @Test(arguments: ["GT", "GT:DP:FL:ST"])
  func oddTokensInEveryColumn(format: String) throws {
    let path = try #require(folder).file("odd-\(format.count).vcf")
    let rest = format == "GT" ? "" : ":7:0.5:x"
    for samples in [3, 37] {
      let records = text(samples: samples, format: format) { ($0 + $1) % 3 == 0 ? "0|1\(rest)" : "0|0\(rest)" }
      for column in samples == 3 ? Array(0..<12) : [9, 10, 27, 40, 45] {
        for token in Self.tokens {
          var changed = records
          changed[2][column] = token
          try write(changed, path)
          let comment = "column \(column) '\(token)' of \(samples) samples"
          if column < 9 {
            expectSame(path, comment)
          } else {
            expectSame(path, comment, samples == 3 ? [nil, ["s2", "s0"]] : [nil], [VariantReadOptions()])
          }
        }
      }
    }
  }

  @Test func columnsTooManyAndTooFew() throws {
    let path = try #require(folder).file("count.vcf")
    let records = text(samples: 4, format: "GT") { ($0 + $1) % 3 == 0 ? "0|1" : "0|0" }
    for change in 0..<5 {
      var changed = records
      switch change {
      case 0: changed[2].removeLast()
      case 1: changed[2].append("0|1")
      case 2: changed[2][12] = ""
      case 3: changed[2][11] = "0\t1"
      default: changed[2].removeLast(5)
      }
      try write(changed, path)
      expectSame(path, "change \(change)", [nil, ["s1", "s3"]])
    }
  }

  /// Diploid, haploid, tetraploid, unphased and half-missing calls, by chance, so that all kernels and the learning of ploidies
  /// take their turn.
  @Test(arguments: 0..<30)
  func callsByChance(seed: Int) throws {
    let path = try #require(folder).file("chance\(seed).vcf")
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let samples = [1, 2, 31, 32, 33, 64, 70][seed % 7]
    let ploidies = (0..<samples).map { _ in seed % 3 == 0 ? [1, 2, 4][random(3)] : 2 }
    let separators = seed % 2 == 0 ? ["|"] : ["|", "/"]
    let alleles = seed % 5 == 0 ? ["0", "1"] : ["0", "0", "1", "1", "."]
    let records = (0..<60).map { record in
      ["2", "\(10 + record)", ".", "A", record % 9 == 4 ? "C,G" : "C", ".", "PASS", "AA=A", "GT"]
        + ploidies.map { ploidy in
          if seed % 4 == 1 && random(10) == 0 { return random(2) == 0 ? "." : "./." }
          return (0..<ploidy).map { _ in alleles[random(alleles.count)] }
            .joined(separator: separators[random(separators.count)])
        }
    }
    try write(records, path)
    expectSame(path, "seed \(seed)", samples > 4 ? [nil, ["s3", "s0", "s2"]] : [nil])
  }

  @Test(
    .enabled(if: SharedData.isPresent, "the shared data are absent"),
    arguments: ["cyvcf2", "haptools", "hts-specs", "pyvcf", "scikit-allel", "vcftools"])
  func tortureFiles(archive: String) throws {
    let folder = try TemporaryFolder()
    let packed = try #require(SharedData.path("data/vcf_torture/\(archive).tar.xz"))
    try unpackArchive(packed, into: folder.path)
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".vcf") || name.hasSuffix(".vcf.gz") {
      expectSame(folder.file(name), name)
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent"))
  func filesOfTheField() throws {
    let root = try #require(SharedData.path("data"))
    let names = try FileManager.default.subpathsOfDirectory(atPath: root).filter {
      $0.hasSuffix(".vcf") || $0.hasSuffix(".vcf.gz")
    }
    #expect(names.count >= 12)
    for name in names.sorted() {
      let path = root + "/" + name
      let options = VariantReadOptions()
      #expect(
        outcome(path, samples: nil, options, byHtslib: false) == outcome(path, samples: nil, options, byHtslib: true),
        "\(name)")
    }
  }
}
