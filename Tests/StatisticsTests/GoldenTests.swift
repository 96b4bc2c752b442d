import Statistics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("scikit-allel and numpy give the same numbers")
struct GoldenTests {
  struct Window: Codable, Sendable, CustomTestStringConvertible {
    var name: String
    var length: Int
    var haplotypes: [String]
    var expected: [String: Double]
    var testDescription: String { name }
  }

  static func windows() throws -> [Window] {
    let path = SharedData.checkout("Tests/StatisticsTests/Golden/golden.json")
    return try JSONDecoder().decode([Window].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test func everyWindow() throws {
    let windows = try Self.windows()
    #expect(windows.count == 9)
    for golden in windows {
      let rows = golden.haplotypes.map { $0.utf8.map { Int($0) - 48 } }
      let sites = rows.first?.count ?? 0
      let table = AlleleTable(
        haplotypeCount: rows.count, positions: (0..<sites).map(Double.init),
        sites: (0..<sites).map { site in rows.map { $0[site] } })
      let window = HaplotypeWindow(table.matrix(), from: 0, to: Double(golden.length))
      // No other program is known to take these at the same split, or with the same variance.
      let without = ["omegaAtMiddle", "fuLiF", "fuLiF*"]
      #expect(
        Set(golden.expected.keys).union(without)
          == Set(
            StatisticRegistry.all.filter { $0 is any ScalarStatistic }.map(\.info).filter { $0.populations == 1 }
              .map(\.id)))
      for (id, expected) in golden.expected {
        let value = try StatisticRegistry.statistic(id).value(in: window)
        #expect(close(value, expected), "\(id) of '\(golden.name)': \(value), expected \(expected)")
      }
    }
  }
}
