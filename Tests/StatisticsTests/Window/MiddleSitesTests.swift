import Groundwork
import Haplotypes
import Statistics
import Testing

@Suite("So many sites about the middle of a window")
struct MiddleSitesTests {
  private func calculator(_ windows: String, parts: Int) throws -> FeatureCalculator {
    try FeatureCalculator(
      featureSet: .named("pi, ss, H12; windows: \(windows); normalisation: none"),
      layout: WindowLayout(length: 1100, subwindowCount: parts), haplotypeCount: 20)
  }

  /// The sites of `table` in 200 ..< 1300 that vary and are accessible.
  private func sites(_ table: AlleleTable, _ accessible: [Range<Int>]?) -> [Int] {
    table.sites.indices.filter { site in
      let position = table.positions[site]
      let isOpen =
        accessible?.contains { Double($0.lowerBound) <= position && position < Double($0.upperBound) } ?? true
      return position >= 200 && position < 1300 && isOpen && Set(table.sites[site].filter { $0 >= 0 }).count == 2
    }
  }

  /// Of `sites`, `count` about base 750: one half on either side, or more on one where the other has fewer.
  private func chosen(_ sites: [Int], _ table: AlleleTable, _ count: Int) -> [Int] {
    let left = sites.filter { table.positions[$0] < 750 }
    let right = sites.filter { table.positions[$0] >= 750 }
    var before = count / 2
    if left.count < before { before = left.count }
    if right.count < count - before { before = count - right.count }
    return left.suffix(before) + right.prefix(count - before)
  }

  @Test(arguments: [1, 2, 37, 60])
  func theSitesAboutTheMiddle(count: Int) throws {
    for (seed, missing) in [(41, 0.0), (42, 0.1)] {
      let table = AlleleTable.random(seed: UInt64(seed), haplotypes: 20, sites: 300, length: 1500, missing: missing)
      for accessible in [nil, [0..<350, 420..<800, 1000..<1300], [0..<720, 1250..<1300], [0..<250, 760..<1300]] {
        let all = sites(table, accessible)
        let own = chosen(all, table, count)
        try #require(own.count == count)
        let positions = own.map { table.positions[$0] }
        // What lies outside is taken away, site by site; the parts of the stretch are then those of a whole window.
        let alone = AlleleTable(haplotypeCount: 20, positions: positions, sites: own.map { table.sites[$0] })
        let naive = NaiveStatistics(alone, from: 0, to: 1500, accessible: nil)
        let row = try calculator("whole of \(count) sites", parts: 11).row(
          table.matrix(), start: 200, accessible: accessible)
        let before = all.filter { $0 < own[0] }.last.map { (table.positions[$0] + positions[0]) / 2 } ?? 200
        let behind = all.first { $0 > own[count - 1] }.map { (table.positions[$0] + positions[count - 1]) / 2 } ?? 1300
        let bases = (accessible ?? [0..<1300]).reduce(0.0) { sum, stretch in
          sum + max(0, min(behind, Double(stretch.upperBound)) - max(before, Double(stretch.lowerBound)))
        }
        let differences = naive.sites.reduce(0) { $0 + NaivePopulations.diversity($1.filter { $0 >= 0 }) }
        #expect(row.segregatingSites == [count] && abs(row.accessibleBases[0] - bases) < 1e-9)
        #expect(close(row.raw[0] * bases, differences, 1e-9) && close(row.raw[1] * bases, Double(count), 1e-9))
        #expect(close(row.raw[2], naive.value("H12")))
        let divided = try calculator("equal-sites of \(count) sites", parts: 4).row(
          table.matrix(), start: 200, accessible: accessible)
        let expected = (0..<4).map { ($0 + 1) * count / 4 - $0 * count / 4 }
        #expect(divided.segregatingSites == expected)
        #expect(abs(divided.accessibleBases.reduce(0, +) - bases) < 1e-9)
      }
    }
  }

  @Test func windowsWithFewerSites() throws {
    let table = AlleleTable.random(seed: 43, haplotypes: 20, sites: 300, length: 1500, missing: 0)
    let count = sites(table, nil).count
    let whole = try calculator("whole", parts: 11).row(table.matrix(), start: 200, accessible: nil)
    let enough = try calculator("whole of \(count) sites", parts: 11).row(table.matrix(), start: 200, accessible: nil)
    #expect(enough == whole && !whole.insufficient.contains(true))
    let few = try calculator("whole of \(count + 1) sites", parts: 11).row(table.matrix(), start: 200, accessible: nil)
    #expect(few.raw == whole.raw && !few.insufficient.contains(false))
  }

  @Test func names() throws {
    for text in ["whole of 400 sites", "equal-sites of 440 sites"] {
      let set = try FeatureSet.named("pi; windows:  \(text)")
      #expect(set.id.contains("windows: \(text); normalisation: \(text.hasPrefix("whole") ? "none" : "s-hic")"))
      #expect(try FeatureSet.named(set.id).partition == set.partition)
    }
    for text in ["whole of 0 sites", "whole of many sites", "subwindows of 4 sites", "whole of 400"] {
      #expect(throws: StatisticsError.self) { try FeatureSet.named("pi; windows: \(text)") }
    }
  }
}
