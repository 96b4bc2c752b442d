import Foundation
import TestSupport
import Testing

/// The letters of bcftools: -r, -R, -t, -T, -O.
@Suite struct PlacesTests {
  /// The positions of the sites of `contig.vcf.gz` that a scan has a row for.
  private func positions(_ place: Workplace, _ arguments: String...) throws -> [Int] {
    let outcome = try Program.run(
      ["statistics", "scan", "contig.vcf.gz", "--statistics", "clr", "-o", "out.tsv.gz"] + arguments,
      in: place.folder.path)
    try #require(outcome.code == 0, "\(outcome.errors)")
    let rows = Workplace.fields(try Program.decompressed(place.folder.file("out.tsv.gz")))
    return rows.dropFirst().compactMap { Int($0[1]) }
  }

  @Test func regionsAndTargets() throws {
    let place = try Workplace()
    let all = try positions(place)
    let some = all.filter { (50_000..<60_000).contains($0) || (100_000..<110_000).contains($0) }
    try #require(some.count > 5 && some.count < all.count)
    try place.write("1\t50001\t60000\n1\t100001\t110000\n", "regions.tsv")
    try place.write("1\t50000\t60000\n1\t100000\t110000\n", "regions.bed")
    #expect(try positions(place, "-r", "1:50,001-60,000,1:100,001-110,000") == some)
    #expect(try positions(place, "-R", "regions.tsv") == some)
    #expect(try positions(place, "-R", "regions.bed") == some)
    #expect(try positions(place, "-t", "1:50,001-60,000,1:100,001-110,000") == some)
    #expect(try positions(place, "-T", "regions.tsv") == some)
    #expect(try positions(place, "-T", "^regions.bed") == all.filter { !some.contains($0) })
    #expect(try positions(place, "-t", "^chr1:50,001-60,000") == all.filter { !(50_000..<60_000).contains($0) })
    // Targets within a mask.
    try place.write("1\t55000\t200000\n", "mask.bed")
    #expect(try positions(place, "-T", "regions.bed", "--accessible", "mask.bed") == some.filter { $0 >= 55_000 })
    try place.fail(
      64, ["-t or -T"], "statistics", "scan", "contig.vcf.gz", "--statistics", "clr", "-o", "x.tsv.gz", "-t", "1", "-T",
      "regions.bed")
    try place.fail(66, ["nothing.bed"], "run", "study.yaml", "-T", "nothing.bed")
  }

  /// A list of regions may be of more contigs than the data have; the ledger tells which were left out.
  @Test func regionsOfAbsentContigs() throws {
    let place = try Workplace()
    try place.write("1\t1\t165000\nX\t100\t2000\n", "more.tsv")
    #expect(try positions(place, "-R", "more.tsv") == positions(place))
    let run = try place.succeed("run", "study.yaml", "-R", "more.tsv")
    #expect(run.errors.contains("1 of 2 regions are left out, since the data have no such contig: X:100-2000"))
    #expect(
      try place.text("tiny.run/ledger.tsv").contains("regions\tX:100-2000\tnot used: the data have no such contig\t1"))
    try place.write("X\t100\t2000\n", "none.tsv")
    try place.fail(
      65, ["has no contig 'X'"], "statistics", "scan", "contig.vcf.gz", "--statistics", "clr", "-o", "x.tsv.gz", "-R",
      "none.tsv")
  }

  /// Where nobody gives the end of a contig, all of it is the same whether it is asked for by name or not.
  @Test func aWholeContigByItsName() throws {
    let place = try Workplace()
    let text = try Program.decompressed(place.folder.file("contig.vcf.gz")).split(separator: "\n")
      .filter { !$0.hasPrefix("##contig") }
    let last = try #require(text.last?.split(separator: "\t").dropFirst().first.flatMap { Int($0) })
    try place.write(text.joined(separator: "\n") + "\n", "endless.vcf")
    let windows = [
      "features", "endless.vcf", "--features", "pi; windows: whole", "-q", "--set", "scan.minimum_sites=0",
    ]
    // The last window ends a little behind the last record.
    let more = ["--set", "windows.length=\((last + last / 100) / 2)", "--set", "windows.subwindows=1", "-o"]
    for (name, region) in [("all.tsv", []), ("named.tsv", ["-r", "1"])] as [(String, [String])] {
      let outcome = try Program.run(windows + more + [name] + region, in: place.folder.path)
      try #require(outcome.code == 0, "\(outcome.errors)")
    }
    #expect(try Workplace.fields(place.text("all.tsv")).count == 3)
    #expect(try place.text("named.tsv") == place.text("all.tsv"))
  }

  /// Bases outside the targets of a study are inaccessible ones of its windows.
  @Test func targetsOfAStudyAreItsAccessibleBases() throws {
    let place = try Workplace()
    let half = (0..<33).map { "1\t\(5000 * $0)\t\(5000 * $0 + 2500)" }.joined(separator: "\n") + "\n"
    try place.write(half, "half.bed")
    try place.succeed("run", "study.yaml", "-q", "-T", "half.bed")
    let rows = Workplace.fields(try Program.decompressed(place.folder.file("tiny.run/scan.tsv.gz")))
    let column = try #require(rows[0].firstIndex(of: "accessible"))
    #expect(rows.dropFirst().allSatisfy { $0[column] == "0.5000" })
  }

  @Test(arguments: [("v", "##fileformat=VCF"), ("z", "\u{1F}\u{8B}"), ("b", "\u{1F}\u{8B}"), ("u", "BCF")])
  func outputTypes(_ letter: String, _ mark: String) throws {
    let place = try Workplace()
    try place.succeed("simulate", "planted.yaml", "-q", "-O", letter, "-o", "out")
    let bytes = try place.bytes("out")
    #expect(bytes.prefix(mark.unicodeScalars.count).elementsEqual(mark.unicodeScalars.map { UInt8($0.value) }))
    #expect(try place.succeed("inspect", "out").output.contains("10 samples"))
    try place.fail(64, ["-O takes v, z, b or u"], "simulate", "planted.yaml", "-O", "x", "-o", "out")
  }

  /// A log tells who made an output; it grows, and is not left beside what was not made.
  @Test func logs() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q", "--seed", "4")
    let first = try place.text("tiny.run/apus.log")
    for words in [
      "# apus 0.", "(htslib ", "command: apus run study.yaml -q --seed 4\n", "begun: 20", "exit code 0", "  check: ",
    ] {
      #expect(first.contains(words), "\(words): \(first)")
    }
    try place.succeed("scan", "study.yaml", "-q", "--seed", "4")
    let second = try place.text("tiny.run/apus.log")
    #expect(
      second.hasPrefix(first) && second.contains("\n# apus 0.") && second.contains("command: apus scan study.yaml"))
    try place.succeed("features", "contig.vcf.gz", "--features", "pi", "--window", "50kb", "-q", "-o", "pi.tsv")
    #expect(try place.text("pi.tsv.log").contains("--window 50kb"))
    _ = try place.apus("features", "nothing.vcf", "--features", "pi", "--window", "50kb", "-o", "none.tsv")
    #expect(!FileManager.default.fileExists(atPath: place.folder.file("none.tsv.log")))
  }

  /// An eighth, a quarter, a half and all of the rows; what is there is kept.
  @Test func theScoreGrowsWithTheRows() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q")
    let rows = Workplace.fields(try place.text("tiny.run/learning_curve.tsv"))
    #expect(rows[0] == ["measure", "rows", "value", "low", "high", "key"])
    #expect(rows.dropFirst().map { Int($0[1]) ?? 0 } == [10, 20, 40, 80])
    let accuracy = Workplace.fields(try place.text("tiny.run/evaluation.tsv")).first { $0[0] == "accuracy" }
    #expect(Double(rows[4][2]).map { Float($0) } == accuracy.flatMap { Float($0[3]) })
    let before = try place.inode("tiny.run/learning_curve.tsv")
    try place.succeed("run", "study.yaml", "-q")
    #expect(try place.inode("tiny.run/learning_curve.tsv") == before)
    #expect(try place.text("tiny.run/report.html").contains("Would more simulations help?"))
  }
}
