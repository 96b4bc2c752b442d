import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

@Suite struct SmallFileTests {
  let folder = try? TemporaryFolder()

  private func write(_ text: String, _ name: String = "x.txt") throws -> String {
    let path = try #require(folder).file(name)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  @Test func intervals() throws {
    let text = "browser position 2\ntrack name=x\n#c\n\n2\t0\t10\tname\n2 10 20\r\nchrX\t5\t5\n"
    let path = try write(text, "a.bed")
    let expected = [
      Interval(contig: "2", start: 0, end: 10), Interval(contig: "2", start: 10, end: 20),
      Interval(contig: "chrX", start: 5, end: 5),
    ]
    #expect(try BEDFile.read(path) == expected)
    #expect(try shell("gzip -kf '\(path)'"))
    #expect(try BEDFile.read(path + ".gz") == expected)
    for (wrong, words) in [("2\t5\n", "column"), ("2\tx\t5\n", "'x'"), ("2\t6\t5\n", "before"), ("2\t-1\t5\n", "'-1'")]
    {
      let error = #expect(throws: VariantFilesError.self) { try BEDFile.read(try write("#\n" + wrong, "b.bed")) }
      #expect(error?.description.contains("b.bed:2: ") == true && error?.description.contains(words) == true)
    }
    let none = #expect(throws: VariantFilesError.self) { try BEDFile.read(path + "x") }
    #expect(none?.kind == .missingFile)
  }

  @Test func populationMaps() throws {
    let map = try PopulationMapFile.read(
      write("\u{FEFF}NA1\tCEU\r\n# comment\r\n\r\nNA 2\tYRI\textra\r\nNA3 CEU\r\n"))
    #expect(map.entries.map(\.sample) == ["NA1", "NA 2", "NA3"])
    #expect(map.populations == ["CEU", "YRI"])
    let twice = #expect(throws: VariantFilesError.self) {
      try PopulationMapFile.read(try write("a\tx\nb\tx\na\ty\n"))
    }
    #expect(twice?.description.contains("x.txt:3: sample 'a' was given on line 1") == true)
    #expect(throws: VariantFilesError.self) { try PopulationMapFile.read(try write("a\n")) }
    #expect(throws: VariantFilesError.self) { try PopulationMapFile.read(try write("#\n")) }
  }

  @Test func selections() throws {
    let map = PopulationMap(entries: [("a", "CEU"), ("b", "YRI"), ("c", "CEU")])
    let all = ["c", "b", "a", "d"]
    #expect(try SampleList.resolve(map, populations: ["CEU"], available: all, path: "f") == ["a", "c"])
    #expect(try SampleList.resolve(map, populations: [], available: all, path: "f") == ["a", "c", "b"])
    #expect(try SampleList.resolve("d,a", available: all, path: "f") == ["d", "a"])
    #expect(try SampleList.resolve("^d,a", available: all, path: "f") == ["c", "b"])
    let population = #expect(throws: VariantFilesError.self) {
      try SampleList.resolve(map, populations: ["CEUU"], available: all, path: "f")
    }
    #expect(population?.description.contains("it has CEU, YRI; did you mean 'CEU'?") == true)
    let missing = #expect(throws: VariantFilesError.self) {
      try SampleList.resolve(map, populations: ["CEU"], available: ["b"], path: "f")
    }
    #expect(missing?.description.contains("2 samples: a, c") == true)
    #expect(throws: VariantFilesError.self) { try SampleList.resolve("^a,b,c,d", available: all, path: "f") }
    #expect(throws: VariantFilesError.self) { try SampleList.resolve("a,a", available: all, path: "f") }
    #expect(try SampleList.read(write("#x\na\tCEU\n\n b \n")) == ["a", "b"])
  }

  @Test func indexedTables() throws {
    let path = try #require(folder).file("scan.tsv.gz")
    try IndexedTable.write("#chrom\tstart\tend\tp\n1\t0\t10\t.5\n1\t10\t20\t.6\n2\t0\t10\t.7\n", to: path)
    #expect(FileManager.default.fileExists(atPath: path + ".tbi"))
    #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
    #expect(try gunzip(path).hasSuffix("2\t0\t10\t.7\n"))
    #expect(try BEDFile.read(path).count == 3)
    try IndexedTable.write("#chrom\tstart\tend\n", to: path)
    #expect(try BEDFile.read(path).isEmpty)
    for wrong in ["1\t5\t10\n1\t4\t10\n", "1\t0\t1\n2\t0\t1\n1\t5\t6\n", "1\t0\n", "1\t5\t4\n"] {
      #expect(throws: VariantFilesError.self) { try IndexedTable.write(wrong, to: path) }
    }
    #expect(try gunzip(path) == "#chrom\tstart\tend\n")
    let nowhere = #expect(throws: VariantFilesError.self) {
      try IndexedTable.write("1\t0\t1\n", to: "/nonexistent/x.gz")
    }
    #expect(nowhere?.kind == .missingFile)
  }

  @Test func cutFiles() throws {
    let folder = try #require(folder)
    var vcf = TextVCF((0..<50).map { "s\($0)" })
    vcf.contigLines = ["##contig=<ID=2,length=100000>"]
    for site in 1...3000 {
      let calls = (0..<50).map { ($0 * site) % 7 == 0 ? "0|1" : "0|0" }.joined(separator: " ")
      vcf.add("2 \(site * 3) A C PASS . \(calls)")
    }
    let plain = try vcf.write(folder)
    #expect(try VariantFile(path: plain).notes.isEmpty)
    try String(vcf.text.dropLast(1)).write(toFile: folder.file("n.vcf"), atomically: false, encoding: .utf8)
    #expect(try VariantFile(path: folder.file("n.vcf")).notes.contains { $0.contains("may be cut") })
    #expect(try shell("gzip -k '\(plain)'"))
    let whole = try VariantFile(path: plain + ".gz")
    let result = try whole.read(whole.region("2"), samples: nil)
    #expect(result.ledger.read == 3000)
    #expect(plainSites(result.matrix) == plainSites(vcf.text))
    let size = try Data(contentsOf: URL(fileURLWithPath: plain + ".gz")).count
    for part in [size / 2, size - 5] {
      #expect(try shell("head -c \(part) '\(plain).gz' > '\(folder.path)/cut.vcf.gz'"))
      let error = #expect(throws: VariantFilesError.self) {
        let cut = try VariantFile(path: folder.file("cut.vcf.gz"))
        _ = try cut.read(cut.region("2"), samples: nil)
      }
      #expect(error?.description.contains("cut or corrupted") == true, "\(error?.description ?? "")")
    }
    // BGZF, with its index: cut at the end, and with a byte changed in the middle.
    let bgzf = folder.file("b.vcf.gz")
    let matrix = result.matrix
    try VariantWriter.write(
      matrix, contig: "2", length: 100_000, sampleNames: vcf.samples, command: "test", to: bgzf)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: bgzf))
    try bytes.dropLast(28).write(to: URL(fileURLWithPath: folder.file("c.vcf.gz")))
    let end = #expect(throws: VariantFilesError.self) { try VariantFile(path: folder.file("c.vcf.gz")) }
    #expect(end?.kind == .badData)
    bytes[bytes.count / 2] ^= 0x55
    try bytes.write(to: URL(fileURLWithPath: folder.file("d.vcf.gz")))
    #expect(throws: VariantFilesError.self) {
      let damaged = try VariantFile(path: folder.file("d.vcf.gz"))
      _ = try damaged.read(damaged.region("2"), samples: nil)
    }
  }
}
