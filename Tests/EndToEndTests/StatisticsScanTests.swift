import Foundation
import TestSupport
import Testing

/// `apus statistics scan`: tables along chromosomes.
@Suite struct StatisticsScanTests {
  /// The columns of a table by name.
  private func columns(_ place: Workplace, _ name: String) throws -> [String: [String]] {
    let rows = Workplace.fields(try Program.decompressed(place.folder.file(name)))
    let header = try #require(rows.first)
    #expect(rows.allSatisfy { $0.count == header.count })
    return Dictionary(
      uniqueKeysWithValues: header.enumerated().map { index, name in (name, rows.dropFirst().map { $0[index] }) })
  }

  @Test func oneAndTwoPopulations() throws {
    let place = try Workplace()
    let header = try #require(
      Program.decompressed(place.folder.file("contig.vcf.gz")).split(separator: "\n").first { $0.hasPrefix("#CHROM") })
    let names = header.split(separator: "\t").dropFirst(9)
    let lines = names.enumerated().map { "\($0.element)\t\($0.offset % 2 == 0 ? "A" : "B")" }
    try place.write(lines.joined(separator: "\n") + "\n", "pops.tsv")
    let all = "ihs,nsl,ihh12,deltaIHH,hScan,dind,clr"
    let done = try place.succeed(
      "statistics", "scan", "contig.vcf.gz", "--statistics", all, "-o", "one.tsv.gz", "--include-edges", "--threads",
      "1")
    #expect(place.exists("one.tsv.gz.tbi"))
    #expect(done.errors.contains("records of ") && done.errors.contains("ihs: "))
    #expect(done.output.contains("clr: highest at "))
    let table = try columns(place, "one.tsv.gz")
    let wanted = [
      "#chrom", "start", "end", "derived_frequency", "called", "ihs", "ihs_std", "nsl", "nsl_std", "ihh12", "ihh12_std",
      "deltaIHH", "deltaIHH_std", "hScan", "hScan_std", "dind", "dind_std", "clr",
    ]
    #expect(Set(table.keys) == Set(wanted))
    for name in wanted.dropFirst(3) {
      let values = try #require(table[name])
      #expect(values.contains { $0 != "NA" }, "\(name) has no value")
      #expect(values.allSatisfy { $0 == "NA" || Double($0)?.isFinite == true })
    }
    try place.succeed(
      "statistics", "scan", "contig.vcf.gz", "--statistics", all, "-o", "two.tsv.gz", "--include-edges", "--threads",
      "3")
    #expect(try place.bytes("one.tsv.gz") == place.bytes("two.tsv.gz"))
    try place.succeed(
      "statistics", "scan", "contig.vcf.gz", "--statistics", "xp-ehh,xp-nsl,nsl", "--populations", "pops.tsv",
      "--target", "A", "--reference", "B", "-o", "xp.tsv.gz", "--include-edges", "--convention", "selscan",
      "--max-extend", "0")
    let both = try columns(place, "xp.tsv.gz")
    #expect(both["xpehh"]?.contains { $0 != "NA" } == true && both["called"]?.allSatisfy { $0 == "10" } == true)
    // A region holds the rows of its sites.
    let starts = try #require(table["start"]).compactMap(Int.init)
    let contig = try #require(table["#chrom"]?.first)
    try place.succeed(
      "statistics", "scan", "contig.vcf.gz", "--statistics", "CLR", "-r", "\(contig):50,001-60,000", "-o", "part.tsv.gz"
    )
    #expect(
      try columns(place, "part.tsv.gz")["start"]?.compactMap(Int.init)
        == starts.filter { $0 >= 50_000 && $0 < 60_000 })
  }

  @Test func mapAndMSText() throws {
    let place = try Workplace()
    try place.succeed(
      "statistics", "scan", "contig.vcf.gz", "--statistics", "ihs", "-o", "bases.tsv.gz", "--include-edges")
    let contig = try #require(try columns(place, "bases.tsv.gz")["#chrom"]?.first)
    // A map of one rate scales all integrals alike and leaves their ratios.
    try place.write("chrom\tposition\tcM\n\(contig)\t1\t0\n\(contig)\t1000001\t2.5\n", "map.txt")
    try place.succeed(
      "statistics", "scan", "contig.vcf.gz", "--statistics", "ihs", "-o", "map.tsv.gz", "--include-edges", "--map",
      "map.txt")
    let (a, b) = (try columns(place, "bases.tsv.gz"), try columns(place, "map.tsv.gz"))
    let pairs = zip(try #require(a["ihs"]), try #require(b["ihs"]))
    #expect(pairs.allSatisfy { x, y in x == y || abs((Double(x) ?? 9) - (Double(y) ?? 0)) < 2e-6 })
    try place.write("chrom\tposition\tcM\n77\t1\t0\n77\t1000001\t2.5\n", "other.txt")
    try place.fail(
      65, ["other.txt: has no chromosome '\(contig)'"], "statistics", "scan", "contig.vcf.gz", "--statistics", "ihs",
      "-o",
      "x.tsv.gz", "--map", "other.txt")
    try place.write(
      "//\nsegsites: 4\npositions: 0.1 0.2 0.5 0.9\n0101\n0100\n1101\n1010\n0010\n0011\n", "x.ms")
    try place.succeed(
      "statistics", "scan", "x.ms", "--statistics", "nsl,h-scan", "--length", "1000", "-o", "ms.tsv.gz", "--maf", "0")
    let ms = try columns(place, "ms.tsv.gz")
    #expect(ms["start"] == ["100", "200", "500", "900"] && ms["#chrom"]?.first == "replicate1")
    // Around 500: rows 4, 5 and 6 carry the allele, rows 1 to 3 do not; of 15 pairs 9 differ there. Rows 1 and 2 agree from
    // 100 to 900, 1 and 3 and 2 and 3 from 100 (they differ there) to 900, 4 and 5 from 100 to 900, 4 and 6 from 100 to 900,
    // 5 and 6 from 100 to 900.
    #expect(ms["hScan"]?[2] == "320.000000")
    try place.fail(65, ["--length"], "statistics", "scan", "x.ms", "--statistics", "nsl", "-o", "x.tsv.gz")
  }

  @Test func sitesBeyondTheMap() throws {
    let place = try Workplace()
    let asked = ["statistics", "scan", "contig.vcf.gz", "--include-edges", "--statistics"]
    func scan(_ statistics: String, _ name: String, _ more: String...) throws -> (
      table: [String: [String]], errors: String
    ) {
      let done = try Program.run(asked + [statistics, "-o", name] + more, in: place.folder.path)
      try #require(done.code == 0, "\(done.errors)")
      return (try columns(place, name), done.errors)
    }
    let bases = try scan("ihs,nsl", "bases.tsv.gz").table
    let contig = try #require(bases["#chrom"]?.first)
    try place.write("chrom\tposition\tcM\n\(contig)\t20001\t0\n\(contig)\t80001\t0.06\n", "middle.txt")
    let mapped = try scan("ihs,nsl", "mapped.tsv.gz", "--map", "middle.txt")
    let alone = try scan("ihs", "alone.tsv.gz", "-r", "\(contig):20,001-80,001").table
    // Every site has its row; what does not ask the map is as it was, and what does is that of the covered sites alone.
    #expect(mapped.table["start"] == bases["start"] && mapped.table["nsl"] == bases["nsl"])
    let starts = try #require(bases["start"]).compactMap(Int.init)
    let values = Array(zip(starts, try #require(mapped.table["ihs"])))
    let beyond = values.filter { !(20_000...80_000).contains($0.0) }
    #expect(!beyond.isEmpty && beyond.allSatisfy { $0.1 == "NA" })
    let within = values.filter { (20_000...80_000).contains($0.0) }.map(\.1)
    let expected = try #require(alone["ihs"])
    #expect(within.count == expected.count && within.contains { $0 != "NA" })
    #expect(
      zip(within, expected).allSatisfy { $0 == $1 || abs((Double($0) ?? 9) - (Double($1) ?? 0)) < 2e-6 })
    #expect(
      mapped.errors.contains(
        "middle.txt: the map does not reach \(beyond.count) of \(starts.count) sites; ihs has no value there (NA)"))
    try place.write("chrom\tposition\tcM\n\(contig)\t5000001\t0\n\(contig)\t6000001\t1\n", "far.txt")
    let far = try scan("ihs,nsl", "far.tsv.gz", "--map", "far.txt").table
    #expect(far["ihs"]?.allSatisfy { $0 == "NA" } == true && far["nsl"] == bases["nsl"])
  }

  @Test func wrongRequests() throws {
    let place = try Workplace()
    func fails(_ code: Int32, _ words: [String], _ arguments: String...) throws {
      let outcome = try Program.run(["statistics", "scan"] + arguments + ["-o", "x.tsv.gz"], in: place.folder.path)
      #expect(outcome.code == code && outcome.errorLines.count == 1, "\(outcome.errors)")
      for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
      #expect(!place.exists("x.tsv.gz"))
    }
    try fails(65, ["no statistic 'ihz'", "did you mean 'ihs'"], "contig.vcf.gz", "--statistics", "ihz")
    try fails(65, ["xpehh compares two populations", "--reference"], "contig.vcf.gz", "--statistics", "xp-ehh")
    try fails(64, ["--populations goes with"], "contig.vcf.gz", "--statistics", "ihs", "--target", "A")
    try fails(64, ["--convention 'x'"], "contig.vcf.gz", "--statistics", "ihs", "--convention", "x")
    try fails(66, ["none.vcf"], "none.vcf", "--statistics", "ihs")
    try place.writeVCF("unphased.vcf") {
      $0.hasPrefix("#") ? $0 : $0.replacingOccurrences(of: "|", with: "/")
    }
    try fails(65, ["have no phase", "ihs need haplotypes", "clr"], "unphased.vcf", "--statistics", "ihs,clr")
    try place.succeed("statistics", "scan", "unphased.vcf", "--statistics", "clr", "-o", "clr.tsv.gz")
    try place.writeVCF("folded.vcf") { line in
      if line.hasPrefix("##INFO=<ID=AA") { return nil }
      return line.hasPrefix("#") ? line : line.replacingOccurrences(of: "AA=A", with: ".")
    }
    try fails(65, ["dind needs ancestral alleles"], "folded.vcf", "--statistics", "dind")
    let folded = try place.succeed(
      "statistics", "scan", "folded.vcf", "--statistics", "nsl", "-o", "folded.tsv.gz", "--bins", "3")
    #expect(folded.errors.contains("standardised values are absolute"))
    let largest = try #require(
      folded.output.split(separator: "\n").first { $0.hasPrefix("nsl: largest |standardised| at ") })
    let values = try #require(try columns(place, "folded.tsv.gz")["nsl_std"])
    let most = try #require(values.compactMap(Double.init).max())
    #expect(
      largest.contains(": \(String(format: "%.3f", most));") && largest.contains("; largest |value| at "), "\(largest)")
    #expect(values.contains { $0 != "NA" } && !values.contains { $0.hasPrefix("-") })
  }
}
