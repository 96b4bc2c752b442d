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

  struct EdgeSites: Codable {
    var haplotypes: [[Int]]
    var pos: [Double]
    var stop: Double
    /// Counted from 1.
    var inaccessible: [Int]
    var mpd: [Double?]
    var isBiallelic: [Bool]

    enum CodingKeys: String, CodingKey {
      case haplotypes, pos, stop, mpd
      case inaccessible = "inaccessible_1based"
      case isBiallelic = "is_biallelic"
    }
  }

  @Test(
    "Sites with missing, multiallelic and inaccessible states, as scikit-allel has them",
    .enabled(if: SharedData.isPresent, "the shared data are absent"))
  func edgeSites() throws {
    let path = try #require(SharedData.path("golden/allel/edge_sites.json"))
    let golden = try JSONDecoder().decode(EdgeSites.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    // A site with two alleles is one here, whatever their numbers; others are not sites.
    let kept = golden.pos.indices.filter { golden.isBiallelic[$0] }
    let table = AlleleTable(
      haplotypeCount: golden.haplotypes[0].count, positions: kept.map { golden.pos[$0] - 1 },
      sites: kept.map { site in golden.haplotypes[site].map { min($0, 1) } })
    let accessible = (0..<Int(golden.stop)).filter { !golden.inaccessible.contains($0 + 1) }.map { $0..<$0 + 1 }
    var sum = 0.0
    for site in kept {
      let window = HaplotypeWindow(table.matrix(), from: golden.pos[site] - 1, to: golden.pos[site])
      #expect(close(NucleotideDiversity().compute(window).value, golden.mpd[site] ?? 0))
      if !golden.inaccessible.contains(Int(golden.pos[site])) { sum += golden.mpd[site] ?? 0 }
    }
    let window = HaplotypeWindow(table.matrix(), from: 0, to: golden.stop, accessible: accessible)
    #expect(kept.count == 5 && close(NucleotideDiversity().compute(window).value, sum / Double(accessible.count)))
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
            StatisticRegistry.all.filter { $0 is any OneColumnStatistic }.map(\.info).filter { $0.populations == 1 }
              .map(\.id)))
      for (id, expected) in golden.expected {
        let value = try StatisticRegistry.statistic(id).value(in: window)
        #expect(close(value, expected), "\(id) of '\(golden.name)': \(value), expected \(expected)")
      }
    }
  }
}
