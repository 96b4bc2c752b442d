import Foundation
import Haplotypes
import TestSupport
import VariantFiles

/// A VCF written in a test, one line a record.
struct TextVCF {
  var contigs: [String] = ["2"]
  var contigLines = ["##contig=<ID=2,length=1000>"]
  var samples: [String]
  var info = "##INFO=<ID=AA,Number=1,Type=String,Description=\"x\">"
  var records: [String] = []

  init(_ samples: [String]) { self.samples = samples }

  /// Adds "contig pos ref alt filter info genotypes...", separated by blanks.
  mutating func add(_ line: String) {
    let f = line.split(separator: " ").map(String.init)
    records.append(
      ([f[0], f[1], ".", f[2], f[3], ".", f[4], f[5], "GT"] + f.dropFirst(6)).joined(separator: "\t"))
  }

  var text: String {
    let columns = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"] + samples
    let head =
      ["##fileformat=VCFv4.2"] + contigLines + [info] + [
        "##FILTER=<ID=q10,Description=\"x\">",
        "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\">", columns.joined(separator: "\t"),
      ]
    return (head + records).map { $0 + "\n" }.joined()
  }

  func write(_ folder: TemporaryFolder, _ name: String = "x.vcf") throws -> String {
    let path = folder.file(name)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }
}

/// A site as a plain reader of text sees it: the obviously right twin of the fast reader.
struct PlainSite: Equatable {
  let position: Int
  let alternative: Int
  let missing: Int
}

/// Biallelic, polymorphic SNPs of a VCF, by splitting lines.
func plainSites(_ text: String, samples: [String]? = nil) -> [PlainSite] {
  var columns: [Int] = []
  var sites: [PlainSite] = []
  for line in text.split(whereSeparator: \.isNewline) {
    if line.hasPrefix("##") { continue }
    let fields = line.split(separator: "\t")
    if line.hasPrefix("#") {
      columns = (9..<fields.count).filter { samples?.contains(String(fields[$0])) ?? true }
      continue
    }
    guard fields[3].count == 1, fields[4].count == 1, fields[4] != "*", fields[4] != "." else { continue }
    let calls = columns.flatMap { column in
      fields[column].prefix { $0 != ":" }.split(whereSeparator: { $0 == "|" || $0 == "/" }).map(String.init)
    }
    let alternative = calls.count { $0 == "1" }
    let missing = calls.count { $0 == "." }
    guard alternative > 0, alternative + missing < calls.count else { continue }
    sites.append(PlainSite(position: Int(fields[1]) ?? -1, alternative: alternative, missing: missing))
  }
  return sites
}

/// What the matrix says in the same words.
func plainSites(_ matrix: HaplotypeMatrix) -> [PlainSite] {
  (0..<matrix.siteCount).map { site in
    let haplotypes = 0..<matrix.haplotypeCount
    return PlainSite(
      position: Int(matrix.positions[site]) + 1,
      alternative: haplotypes.count { matrix.allele(site: site, haplotype: $0) },
      missing: haplotypes.count { matrix.isMissing(site: site, haplotype: $0) })
  }
}

/// The unpacked text of a gzip file.
func gunzip(_ path: String) throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-c", "gzip -dc '\(path)'"]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}

/// Runs a shell command; true if it succeeded.
func shell(_ command: String) throws -> Bool {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-c", command]
  try process.run()
  process.waitUntilExit()
  return process.terminationStatus == 0
}

/// All alleles of a site as text, "." where missing.
func alleles(_ matrix: HaplotypeMatrix, _ site: Int) -> String {
  (0..<matrix.haplotypeCount).map {
    matrix.isMissing(site: site, haplotype: $0) ? "." : (matrix.allele(site: site, haplotype: $0) ? "1" : "0")
  }.joined()
}

/// The entries of a ledger that are not zero.
func nonZero(_ ledger: VariantLedger) -> [String: Int] {
  Dictionary(uniqueKeysWithValues: ledger.entries.filter { $0.count > 0 }.map { ($0.reason, $0.count) })
}
