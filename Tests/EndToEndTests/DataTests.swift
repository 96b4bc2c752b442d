import Foundation
import TestSupport
import Testing

/// Data that lack phase, ancestral alleles, calls or accessible bases.
@Suite struct DataTests {
  /// The feature set of the model that `run` trains for `variants`.
  private func featureSet(_ place: Workplace, _ variants: String) throws -> String {
    try place.succeed("run", "study.yaml", "-q", "--set", "data.variants=\(variants)", "--output-folder", "out")
    let lines = try place.succeed("inspect", "out/model.npz").output.split(whereSeparator: \.isNewline)
    return String(try #require(lines.first { $0.contains("features: ") }).split(separator: ",")[0])
  }

  @Test func unphasedAndFoldedData() throws {
    let place = try Workplace()
    func unphased(_ line: String) -> String {
      line.hasPrefix("#") ? line : line.replacingOccurrences(of: "|", with: "/")
    }
    func folded(_ line: String) -> String? {
      if line.hasPrefix("##INFO=<ID=AA") { return nil }
      return line.hasPrefix("#") ? line : line.replacingOccurrences(of: "AA=A", with: ".")
    }
    try place.writeVCF("unphased.vcf", unphased)
    try place.writeVCF("folded.vcf", folded)
    try place.writeVCF("both.vcf") { folded($0).map(unphased) }
    #expect(try featureSet(place, "contig.vcf.gz") == "  features: s-hic")
    #expect(try featureSet(place, "unphased.vcf") == "  features: s-hic-unphased")
    #expect(try featureSet(place, "folded.vcf") == "  features: s-hic-folded")
    #expect(try featureSet(place, "both.vcf") == "  features: s-hic-folded-unphased")
    #expect(Workplace.fields(try Program.decompressed(place.folder.file("out/scan.tsv.gz"))).count == 24)
    let noted = try place.succeed("run", "study.yaml", "--set", "data.variants=both.vcf", "--output-folder", "out")
    #expect(noted.errors.contains("note: no ancestral alleles") && noted.errors.contains("used as unphased"))
    try place.fail(
      65, ["feature set 's-hic' needs ancestral alleles", "'s-hic-folded'"], "run", "study.yaml", "-q", "--set",
      "data.variants=folded.vcf", "--set", "features=s-hic", "--output-folder", "none")
    #expect(!place.exists("none"))
  }

  /// The counts of a run's ledger, by item and what became of it.
  private func ledger(_ place: Workplace, _ folder: String) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for row in Workplace.fields(try place.text(folder + "/ledger.tsv")).dropFirst() {
      counts[row[0] + " " + row[2]] = Int(row[3])
    }
    return counts
  }

  @Test func masksAndMissingCalls() throws {
    let place = try Workplace()
    var sites = 0
    var masked = 0
    // Every 13th call of every record is missing; bases 60,001 to 62,000 are inaccessible.
    try place.writeVCF("missing.vcf") { line in
      if line.hasPrefix("#") { return line }
      sites += 1
      var fields = line.split(separator: "\t").map(String.init)
      if let position = Int(fields[1]), position > 60_000, position <= 62_000 { masked += 1 }
      for sample in 9..<fields.count where (sites + sample) % 13 == 0 { fields[sample] = ".|." }
      return fields.joined(separator: "\t")
    }
    try place.write("1\t0\t60000\n1\t62000\t165000\n", "accessible.bed")
    try place.write("track name=holes\nchr1\t60000\t62000\tcentromere\n", "inaccessible.bed")
    for kind in ["accessible", "inaccessible"] {
      try place.succeed(
        "run", "study.yaml", "-q", "--set", "data.variants=missing.vcf", "--set", "data.\(kind)=\(kind).bed",
        "--output-folder", kind)
    }
    #expect(try place.bytes("accessible/scan.tsv.gz") == place.bytes("inaccessible/scan.tsv.gz"))
    let counts = try ledger(place, "accessible")
    #expect(counts["records read"] == sites)
    #expect(counts["records not used: inaccessible"] == masked && masked > 0)
    let skipped = counts.filter { $0.key.hasPrefix("records not used") }.values.reduce(0, +)
    #expect(counts["records read"] == (counts["records used"] ?? 0) + skipped)
    #expect(counts["samples used"] == 10 && counts["haplotypes used"] == 20 && counts["windows in all"] == 23)
    let rows = Workplace.fields(try Program.decompressed(place.folder.file("accessible/scan.tsv.gz")))
    #expect(rows[1][6] == "1.0000" && rows[3][6] == String(format: "%.4f", 1 - 2000.0 / 55_000))
    #expect(try place.succeed("inspect", "missing.vcf").output.contains("% of calls missing"))
    try place.write("7\t0\t60000\n", "elsewhere.bed")
    for kind in ["accessible", "inaccessible"] {
      try place.fail(
        65, ["elsewhere.bed: no interval lies on 1; it has 7"], "run", "study.yaml", "-q", "--set",
        "data.\(kind)=elsewhere.bed", "--output-folder", "none")
    }
    try place.write("1\t0\t6000\n", "little.bed")
    try place.fail(
      65, ["none of 23 windows can be classified", "too few accessible bases"], "run", "study.yaml", "-q", "--set",
      "data.accessible=little.bed", "--output-folder", "none")
    #expect(!place.exists("none"), "what cannot be scanned is not simulated for")
  }

  @Test func contigsWithoutRecordsAreLeftOut() throws {
    let place = try Workplace()
    try place.writeVCF("many.vcf") { line in
      line.hasPrefix("##contig")
        ? "##contig=<ID=2,length=243000000>\n" + line + "\n##contig=<ID=GL1,length=100000>" : line
    }
    try place.succeed("run", "study.yaml", "-q", "--output-folder", "one")
    let outcome = try place.succeed(
      "run", "study.yaml", "-q", "--set", "data.variants=many.vcf", "--output-folder", "many")
    #expect(outcome.errors.contains("2 contigs of the header have no record"))
    #expect(try place.bytes("one/scan.tsv.gz") == place.bytes("many/scan.tsv.gz"))
  }

  @Test func populationsSamplesAndRegions() throws {
    let place = try Workplace()
    try place.write("ind1\tA\nind2\tB\nind3\tA\nind4\tA\n", "populations.tsv")
    let populations = ["data.populations=populations.tsv", "data.target=A"]
    try place.succeed(
      "run", "study.yaml", "-q", "--set", populations[0], "--set", populations[1], "--output-folder", "map")
    try place.succeed("run", "study.yaml", "-q", "-s", "ind1,ind3,ind4", "--output-folder", "list")
    #expect(try place.bytes("map/scan.tsv.gz") == place.bytes("list/scan.tsv.gz"))
    #expect(try ledger(place, "map")["haplotypes used"] == 6)
    try place.succeed("run", "study.yaml", "-q", "-r", "chr1:50,001-120,000", "--output-folder", "region")
    let rows = Workplace.fields(try Program.decompressed(place.folder.file("region/scan.tsv.gz")))
    #expect(rows.dropFirst().map { $0[3] } == ["50000", "55000", "60000", "65000"])
  }

  @Test func standardInput() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q", "--output-folder", "file")
    let arguments = ["run", "study.yaml", "-q", "--set", "data.variants=-", "--output-folder", "input"]
    let outcome = try Program.run(arguments, in: place.folder.path, input: place.folder.file("contig.vcf.gz"))
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try place.bytes("input/scan.tsv.gz") == place.bytes("file/scan.tsv.gz"))
    let empty = try Program.run(arguments, in: place.folder.path)
    #expect(empty.code == 65 && empty.errors.contains("standard input is empty"))
  }
}
