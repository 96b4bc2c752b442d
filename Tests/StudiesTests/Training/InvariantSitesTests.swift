import FeatureTables
import Haplotypes
import Statistics
import Studies
import TestSupport
import Testing
import VariantFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Sites without variation, kept on request") struct InvariantSitesTests {
  /// The columns of the first row that `features` makes of `path`, one window of the whole contig.
  static func row(
    _ path: String, _ features: String, _ settings: [String], length: Int = 10_000
  ) throws -> [Double] {
    let made = try FileFeatures(
      path, settings: ["features='\(features)'", "windows.length=\(length)", "windows.subwindows=1"] + settings,
      threads: 1
    ) { _, _, _ in }
    #expect(made.table.rowCount == 1)
    return Array(made.table.row(0))
  }

  private struct Expected: Codable {
    var length: Int
    var records: Int
    var varying: Int
    var expected: [String: Double]
  }

  @Test("Missing calls and records without variation, counted pair by pair, and F_ST as scikit-allel has it")
  func missingCalls() throws {
    // Golden/make_missing.py made them.
    func golden(_ name: String) -> String { SharedData.checkout("Tests/StudiesTests/Golden/missing.\(name)") }
    let truth = try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: URL(fileURLWithPath: golden("json"))))
    let names = truth.expected.keys.sorted()
    #expect(names.count == 6)
    let path = golden("vcf.gz")
    let row = try Self.row(
      path, names.joined(separator: ", ") + "; windows: whole",
      ["data.populations='\(golden("populations.tsv"))'", "data.invariant=keep", "data.minimum_call_rate=0"],
      length: truth.length)
    for (name, value) in zip(names, row) {
      let expected = try #require(truth.expected[name])
      #expect(abs(value / expected - 1) < 1e-12, "\(name): \(value), expected \(expected)")
    }
    let variants = try VariantFile(path: path)
    let read = try variants.read(
      variants.wholeContigs(), samples: nil, options: VariantReadOptions(invariant: .keep))[0]
    #expect(read.ledger.read == truth.records && read.matrix.variableSites.siteCount == truth.varying)
  }

  @Test(
    "pixy's pi and dxy to all digits printed", .enabled(if: SharedData.isPresent, "the shared data are absent"),
    arguments: ["missing_genotypes", "missing_sites"])
  func pixy(_ name: String) throws {
    let archive = try #require(SharedData.path("data/pixy_missing_truth/pixy_tests.tar.xz"))
    let folder = try TemporaryFolder()
    try unpackArchive(archive, into: folder.path)
    let main = folder.file("tests/main")
    let data = name == "missing_genotypes" ? "simulated_data_missing50p_genos" : "simulated_data_missing5000_sites"
    let path = "\(main)/data/\(data).vcf.gz"
    func settings(_ statistic: String) -> [String] {
      [
        "data.populations='\(main)/data/simulated_populations_\(statistic).txt'", "data.invariant=keep",
        "data.minimum_call_rate=0",
      ]
    }
    func truth(_ statistic: String) throws -> Double {
      let text = try String(
        contentsOf: URL(fileURLWithPath: "\(main)/expected_outputs/\(name)/\(name)_\(statistic).txt"), encoding: .utf8)
      let lines = text.split(separator: "\n").map { $0.split(separator: "\t") }
      let column = try #require(lines[0].firstIndex(of: "avg_\(statistic)"))
      return try #require(Double(lines[1][column]))
    }
    // pixy prints 15 significant digits.
    let pi = try Self.row(path, "pi.pixy; windows: whole", settings("pi"))
    let dxy = try Self.row(path, "dxy.pixy; windows: whole", settings("dxy"))
    let truths = (try truth("pi"), try truth("dxy"))
    #expect(abs(pi[0] / truths.0 - 1) < 2e-14 && abs(dxy[0] / truths.1 - 1) < 2e-14)

    // The file of pixy's two populations is that of its one: pairs within and between make all pairs.
    let parts = try Self.row(path, "pi.pixy, pi.pixy@1, pi.pixy@2, dxy.pixy; windows: whole", settings("dxy"))
    #expect(abs(parts[0] / pi[0] - 1) < 1e-14 && parts[3] == dxy[0])
    #expect(parts[1] > 0.8 * pi[0] && parts[1] < 1.2 * pi[0] && parts[1] != parts[2])

    // Whoever does not ask for the other sites never sees them.
    let variants = try VariantFile(path: path)
    let kept = try variants.read(
      variants.wholeContigs(), samples: nil, options: VariantReadOptions(invariant: .keep))[0]
    let skipped = try variants.read(variants.wholeContigs(), samples: nil)[0]
    #expect(kept.matrix.variableSites == skipped.matrix && kept.matrix.siteCount > 3 * skipped.matrix.siteCount)
    #expect(kept.ledger.used == kept.matrix.siteCount && kept.notes.contains { $0.contains("do not vary") })
  }

  /// Records that a kept site could be mistaken for, or stand against.
  private static let records = """
    ##fileformat=VCFv4.2
    ##contig=<ID=1,length=100>
    ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
    #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc
    1\t10\t.\tA\t.\t.\t.\t.\tGT\t0|0\t0|.\t0|0
    1\t11\t.\tA\tG\t.\t.\t.\tGT\t0|0\t0|1\t.|.
    1\t12\t.\tC\tG\t.\t.\t.\tGT\t1|1\t1|1\t.|1
    1\t13\t.\tC\t.\t.\t.\t.\tGT\t.|.\t.|.\t.|.
    1\t14\t.\tC\t.\t.\t.\t.\tGT\t0|0\t0|0\t0|0
    1\t14\t.\tC\tT\t.\t.\t.\tGT\t0|0\t0|1\t0|0
    1\t15\t.\tC\tT\t.\t.\t.\tGT\t0|1\t0|0\t0|0
    1\t15\t.\tC\t.\t.\t.\t.\tGT\t0|0\t0|0\t0|0
    1\t16\t.\tC\tG,T\t.\t.\t.\tGT\t0|0\t0|0\t0|0
    1\t17\t.\tC\tG,T\t.\t.\t.\tGT\t1|2\t0|0\t0|0
    1\t18\t.\tCA\t.\t.\t.\t.\tGT\t0|0\t0|0\t0|0
    1\t19\t.\tT\t.\t.\t.\t.\tGT\t0|0\t0|0\t0|0
    1\t19\t.\tT\t.\t.\t.\t.\tGT\t0|0\t0|0\t0|0

    """

  @Test("Every kind of record, in text and parsed", arguments: MultiallelicRule.allCases, [false, true])
  func records(_ rule: MultiallelicRule, parsed: Bool) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("x.vcf")
    try Data(Self.records.utf8).write(to: URL(fileURLWithPath: path))
    let file = try VariantFile(path: path)
    func read(_ invariant: InvariantRule) throws -> ObservedVariants {
      var options = VariantReadOptions(multiallelic: rule, invariant: invariant)
      options.parsesEveryRecord = parsed
      return try file.read(file.wholeContigs(), samples: nil, options: options)[0]
    }
    let (kept, skipped) = (try read(.keep), try read(.skip))
    #expect(kept.matrix.variableSites == skipped.matrix)
    let invariant = (0..<kept.matrix.siteCount).filter { kept.matrix.isInvariant(site: $0) }
    #expect(invariant.map { kept.matrix.positions[$0] } == [9, 11, 15, 18])
    // Nobody carries the allele of a fixed site; what is missing there is.
    #expect(invariant.map { kept.matrix.words[$0] } == [0, 0, 0, 0])
    #expect(invariant.map { kept.matrix.missing?[$0] } == [0b1000, 0b10000, 0, 0])
    #expect(kept.ledger.read == 13 && kept.ledger.used == skipped.ledger.used + 4)
    #expect(kept.ledger[.duplicatePosition] == 3 && kept.ledger[.lowCallRate] == 1)
    let total = VariantLedger.Reason.allCases.reduce(kept.ledger.used) { $0 + kept.ledger[$1] }
    #expect(total == kept.ledger.read)
  }

  @Test func counts() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("x.vcf")
    try Data(Self.records.utf8).write(to: URL(fileURLWithPath: path))
    // Sites 10, 12, 16 and 19 (5 + 5 + 6 + 6 calls), 11 (1 of 4), 14 and 15 (1 of 6).
    let settings = ["data.invariant=keep", "scan.minimum_sites=1"]
    let pi = try Self.row(path, "pi.pixy; windows: whole", settings, length: 100)
    let comparisons = [10.0, 10, 15, 15, 6, 15, 15].reduce(0, +)
    #expect(pi == [13 / comparisons])
    #expect {
      try Self.row(path, "pi.pixy; windows: whole", ["scan.minimum_sites=1"], length: 100)
    } throws: { "\($0)".contains("sites without variation") && "\($0)".contains("data.invariant: keep") }
    #expect {
      try Self.row(path, "pi; windows: whole", ["data.invariant=keep", "scan.minimum_sites=4"], length: 100)
    } throws: { "\($0)".contains("too few sites") }
    #expect {
      try Self.row(path, "pi; windows: whole", ["data.invariant=keen"], length: 100)
    } throws: { "\($0)".contains("keep") }
  }
}
