import Haplotypes
import Studies
import Testing
import VariantFiles

/// Predicted recombination rates as maps that other programs, and our own reader, understand.
@Suite struct EstimatedMapTests {
  private let windows: [(focus: Interval, rate: Double?)] = [
    (Interval(contig: "1", start: 1000, end: 2000), 1e-8), (Interval(contig: "1", start: 2000, end: 3000), nil),
    (Interval(contig: "1", start: 3000, end: 5000), 3e-8), (Interval(contig: "1", start: 5000, end: 6000), nil),
    (Interval(contig: "2", start: 0, end: 100), nil), (Interval(contig: "3", start: 0, end: 100), 5e-7),
  ]

  @Test func mapsAreReadAsTheyWereWritten() throws {
    let map = try #require(EstimatedMap(windows))
    // One between two rates, one behind the last; contig 2 has none and is not in the map.
    #expect(map.filled == 2)
    for (text, format) in [(map.hapMap, RecombinationMapFile.Format.table), (map.plink, .plink)] {
      let read = try RecombinationMapFile.read(text: Array(text.utf8), path: "map", format: format)
      #expect(read.keys.sorted() == ["1", "3"])
      let one = try #require(read["1"])
      #expect(one.start == 1000 && one.end == 6000)
      for (place, mass) in [(2000.0, 1e-5), (3000, 3e-5), (5000, 9e-5), (6000, 12e-5)] {
        #expect(abs(one.mass(to: place) - one.mass(to: 1000) - mass) < 1e-12)
      }
      let three = try #require(read["3"])
      #expect(abs(three.mass(to: 100) - three.mass(to: 0) - 5e-5) < 1e-12)
    }
    #expect(map.hapMap.hasPrefix("Chromosome\tPosition(bp)\tRate(cM/Mb)\tMap(cM)\n1\t1001\t1.000000\t0.00000000\n"))
    #expect(EstimatedMap([(Interval(contig: "1", start: 0, end: 9), nil)]) == nil)
  }
}
