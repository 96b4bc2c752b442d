import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

@Suite struct RecombinationMapFileTests {
  let folder = try? TemporaryFolder()

  private func write(_ text: String, _ name: String = "x.txt") throws -> String {
    let path = try #require(folder).file(name)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  /// True if the maps have the same breakpoints and rates but for rounding.
  private func isClose(_ map: RateMap?, _ other: RateMap) -> Bool {
    guard let map, map.breakpoints == other.breakpoints else { return false }
    return zip(map.rates, other.rates).allSatisfy { abs($0 - $1) <= 1e-9 * max($0, $1) }
  }

  @Test func everyFormatSaysTheSame() throws {
    let expected = try RateMap(breakpoints: [100, 1100, 3100], rates: [2e-8, 5e-9])
    let files = [
      (
        "Chromosome\tPosition(bp)\tRate(cM/Mb)\tMap(cM)\nchr2\t101\t2\t0\nchr2\t1101\t0.5\t0.002\n"
          + "chr2\t3101\t0\t0.003\n", "a.txt"
      ),
      ("position COMBINED_rate(cM/Mb) Genetic_Map(cM)\n101 2 0\n1101 0.5 0.002\n3101 0 0.003\n", "b.txt"),
      ("pos\tchr\tcM\r\n101\tchr2\t1.5\r\n1101\tchr2\t1.502\r\n3101\tchr2\t1.503\r\n", "c.gmap"),
      ("#chrom pos rate\nchr2 101 2\nchr2 1101 0.5\n\nchr2 3101 0\n", "d.txt"),
      ("chr2 rs1 0 101\nchr2 . 0.002 1101\nchr2 rs0 9 -5\nchr2 x 0.003 3101\n", "e.map"),
      ("track\nchr2\t100\t1100\t2\nchr2\t1100\t3100\t0.5\n", "f.bed"),
    ]
    for (text, name) in files {
      let path = try write(text, name)
      let maps = try RecombinationMapFile.read(path)
      #expect(maps.count == 1 && isClose(maps[name == "b.txt" ? "" : "chr2"], expected), "\(name): \(maps)")
      #expect(try shell("gzip -kf '\(path)'"))
      #expect(try RecombinationMapFile.read(path + ".gz") == maps)
    }
    let gap = try RecombinationMapFile.read(write("1 0 10 1\n2 5 9 1\n1 20 30 1\n", "g.bed"))
    #expect(isClose(gap["1"], try RateMap(breakpoints: [0, 10, 20, 30], rates: [1e-8, 0, 1e-8])))
    #expect(isClose(gap["2"], try RateMap(uniform: 1e-8, from: 5, to: 9)))
  }

  @Test func mistakesNameTheirLine() throws {
    let wrong: [(String, String, String)] = [
      ("pos chr cM\n5 1 0\nx 1 1\n", "a.txt", "a.txt:3: found position 'x'"),
      ("pos chr cM\n5 1 0\n5 1 1\n", "a.txt", "a.txt:3: position 5 is not after 5"),
      ("pos chr cM\n5 1 2\n9 1 1\n", "a.txt", "a.txt:3: the genetic map falls"),
      ("pos chr cM\n5 1 2\n9 1\n", "a.txt", "a.txt:3: found 2 columns"),
      ("pos chr cM\n5 1 2\n9 1 -1\n", "a.txt", "a.txt:3: found '-1'"),
      ("1 2 3\n", "a.txt", "a.txt:1: found the header"),
      ("1 x 0\n", "a.map", "a.map:1: found 3 columns"),
      ("1 a 0 5\n1 b 1 9\n2 c 0 5\n2 d 0 90\n", "a.map", "of chromosome '2' is 0 on every line, which means unknown"),
      ("1 a 0 5\n1 b 1 9\n2 c 5 5\n2 d 90 90\n", "a.map", "of chromosome '2' is the base pair on every line, not cM"),
      ("1 5 5 1\n", "a.bed", "a.bed:1: found start '5'"),
      ("1 5 9 1\n1 8 12 1\n", "a.bed", "a.bed:2: the interval begins at 8"),
      ("1 5 9 1e9\n", "a.bed", "a.bed:1: "), ("pos chr cM\n", "a.txt", "no line of a map"),
      ("pos chr cM\n1 1 1\n", "a.txt", "one position only"),
    ]
    for (text, name, words) in wrong {
      let error = #expect(throws: VariantFilesError.self) { try RecombinationMapFile.read(try write(text, name)) }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: Self.shapeit), "the Debian package shapeit4-example is not installed"))
  func aWholeChromosome() throws {
    let map = try #require(try RecombinationMapFile.read(Self.shapeit)["20"])
    #expect(map.start == 61_794 && map.totalMass > 1 && map.totalMass < 1.2)
    #expect(map.rates.allSatisfy { $0 < 1e-5 })
  }

  static let shapeit = "/usr/share/doc/shapeit4/examples/test/chr20.b37.gmap.gz"
}
