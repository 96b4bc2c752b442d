import Statistics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("scikit-allel gives the same numbers for several populations")
struct PopulationGoldenTests {
  struct Window: Codable {
    var name: String
    var length: Int
    var sizes: [Int]
    var haplotypes: [String]
    var expected: [String: Double]
  }

  /// Made by Golden/make_populations.py.
  @Test func everyWindow() throws {
    let path = SharedData.checkout("Tests/StatisticsTests/Golden/populations.json")
    let windows = try JSONDecoder().decode([Window].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(windows.count == 7)
    for golden in windows {
      let rows = golden.haplotypes.map { $0.utf8.map { $0 == 46 ? -1 : Int($0) - 48 } }
      let table = AlleleTable(
        haplotypeCount: rows.count, positions: rows[0].indices.map(Double.init),
        sites: rows[0].indices.map { site in rows.map { $0[site] } })
      let window = HaplotypeWindow(
        table.matrix(), populationSizes: golden.sizes, from: 0, to: Double(golden.length))
      var ours: [String: Double] = [:]
      for statistic in StatisticRegistry.all where statistic.info.populations == golden.sizes.count {
        let names = statistic.columns(populationSizes: golden.sizes)
        for (name, value) in zip(names, statistic.values(in: window).values) { ours[name] = value }
      }
      #expect(!golden.expected.isEmpty)
      for (name, expected) in golden.expected {
        let value = try #require(ours[name])
        #expect(close(value, expected), "\(name) of '\(golden.name)': \(value), scikit-allel: \(expected)")
      }
    }
  }
}
