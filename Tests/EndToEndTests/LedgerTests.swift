import Foundation
import TestSupport
import Testing

/// What the ledger of a scan says besides the records of its contigs.
@Suite struct LedgerTests {
  private static let settings = ["--set", "features='pi, tajimasD'", "--set", "training.replicates=3"]

  private func ledger(_ place: Workplace, _ folder: String) throws -> [[String]] {
    Array(Workplace.fields(try place.text(folder + "/ledger.tsv")).dropFirst())
  }

  private func run(_ place: Workplace, _ variants: String, _ folder: String, _ more: String...) throws -> [[String]] {
    let outcome = try Program.run(
      ["run", "study.yaml", "-q", "--set", "data.variants=\(variants)", "--output-folder", folder] + Self.settings
        + more,
      in: place.folder.path)
    try #require(outcome.code == 0, "\(outcome.errors)")
    return try ledger(place, folder)
  }

  /// Tajima's D means nothing in a subwindow without sites, where pi is 0; each such subwindow is in up to 11 of 23 windows.
  @Test func insufficientValues() throws {
    let place = try Workplace()
    var empty = Set(0..<33)
    try place.writeVCF("gap.vcf") { line in
      guard !line.hasPrefix("#"), let position = Int(line.split(separator: "\t")[1]) else { return line }
      if position > 20_000 && position <= 25_000 { return nil }
      empty.remove((position - 1) / 5000)
      return line
    }
    let byWindow = (0..<23).map { first in empty.count { (first..<first + 11).contains($0) } }
    let (values, windows) = (byWindow.reduce(0, +), byWindow.count { $0 > 0 })
    try #require(values > windows && windows < 23 && empty.contains(4))
    let rows = try run(place, "gap.vcf", "gap")
    #expect(rows.contains(["values", "all", "computed", "506"]))
    #expect(rows.contains(["values", "all", "insufficient: tajimasD", "\(values)"]), "\(rows)")
    #expect(rows.contains(["windows", "all", "with insufficient values of tajimasD", "\(windows)"]), "\(rows)")
    #expect(rows.count { $0[2].contains("insufficient") } == 2, "\(rows)")
    let features = try place.succeed(
      "features", "gap.vcf", "-o", "x.tsv", "-q", "--features", "pi, tajimasD", "--set",
      "windows={length: 55kb, subwindows: 11}", "--set", "scan.minimum_sites=5")
    #expect(
      features.errors.contains("tajimasD: \(values) values in \(windows) windows without meaning"), "\(features.errors)"
    )
  }

  /// A contig on which samples have other numbers of haplotypes is read and left out, record by record.
  @Test func contigsLeftOut() throws {
    let place = try Workplace()
    var last = ""
    try place.writeVCF("x.vcf") { line in
      last = line
      return line.hasPrefix("##contig") ? line + "\n##contig=<ID=Y,length=60000>" : line
    }
    let fields = last.split(separator: "\t").map(String.init)
    let haploid = (1...7).map { site -> String in
      var fields = fields
      (fields[0], fields[1]) = ("Y", "\(100 * site)")
      if site == 3 { fields[4] = "T,G" }
      for sample in 9..<fields.count {
        fields[sample] = site == 3 && sample == 9 ? "2" : sample == 9 + site ? "1" : site == 5 ? "0" : "\(sample % 2)"
      }
      return fields.joined(separator: "\t")
    }
    try place.write(try place.text("x.vcf") + haploid.map { $0 + "\n" }.joined(), "x.vcf")
    let rows = try run(place, "x.vcf", "out")
    #expect(rows.contains(["haplotypes", "all", "used", "20"]))
    #expect(
      rows.filter { $0[1] == "Y" }.map { Array($0.dropFirst(2)) } == [
        ["read", "7"], ["not used: other numbers of haplotypes than on the other contigs", "6"],
        ["not used: multiallelic", "1"],
      ], "\(rows)")
  }

  @Test func filesOfSamples() throws {
    let place = try Workplace()
    try place.write("ind3\nind1\n", "two.txt")
    let two = try run(place, "contig.vcf.gz", "two", "-S", "two.txt")
    #expect(two.contains(["samples", "all", "used", "2"]) && two.contains(["haplotypes", "all", "used", "4"]))
    let named = try run(place, "contig.vcf.gz", "named", "-s", "ind3,ind1")
    #expect(two == named)
    #expect(try place.bytes("two/scan.tsv.gz") == place.bytes("named/scan.tsv.gz"))
    let others = try run(place, "contig.vcf.gz", "others", "-S", "^two.txt")
    #expect(others.contains(["samples", "all", "used", "8"]))
    try place.write("ind3\nnobody\n", "wrong.txt")
    try place.fail(65, ["nobody"], "run", "study.yaml", "-q", "-S", "wrong.txt", "--output-folder", "none")
    try place.fail(
      66, ["none.txt"], "run", "study.yaml", "-q", "-S", "none.txt", "--output-folder", "none")
  }
}
