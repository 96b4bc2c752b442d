import Groundwork
import Haplotypes
import Statistics
import Testing

@Suite("Parts of windows with equal numbers of sites")
struct EqualSitesTests {
  private static let text = "pi, ss, H12; windows: equal-sites; normalisation: none"

  /// The row of `table` in the window 200 ..< 1300 and what the definition says of its parts, first to last site.
  private func check(_ table: AlleleTable, parts: Int, accessible: [Range<Int>]?) throws -> FeatureRow {
    let layout = try WindowLayout(length: 1100, subwindowCount: parts)
    let set = try FeatureSet.named(Self.text)
    let calculator = try FeatureCalculator(featureSet: set, layout: layout, haplotypeCount: table.haplotypeCount)
    let row = calculator.row(table.matrix(), start: 200, accessible: accessible)
    let columns = set.schema(haplotypeCount: table.haplotypeCount, layout: layout).columns
    #expect(columns.count == 3 * parts && columns[parts - 1].name == "pi_win\(parts - 1)")
    // Positions of sites that vary and are accessible, by walking over all of them.
    let sites = table.sites.indices.filter { site in
      let position = table.positions[site]
      let isOpen =
        accessible?.contains { Double($0.lowerBound) <= position && position < Double($0.upperBound) } ?? true
      return position >= 200 && position < 1300 && isOpen && Set(table.sites[site].filter { $0 >= 0 }).count == 2
    }
    let positions = sites.map { table.positions[$0] }
    var start = 200.0
    for part in 0..<parts {
      let next = (part + 1) * positions.count / parts
      let end = part == parts - 1 ? 1300 : next == 0 ? 200 : (positions[next - 1] + positions[next]) / 2
      // The sites are cut out by hand, as the naive statistics know whole bases only.
      let own = sites.filter { start <= table.positions[$0] && table.positions[$0] < end }
      let alone = AlleleTable(
        haplotypeCount: table.haplotypeCount, positions: own.map { table.positions[$0] },
        sites: own.map { table.sites[$0] })
      let naive = NaiveStatistics(alone, from: 0, to: 1500, accessible: nil)
      // Parts need not end at whole bases.
      let bases = (accessible ?? [0..<1300]).reduce(0.0) { sum, stretch in
        sum + max(0, min(end, Double(stretch.upperBound)) - max(start, Double(stretch.lowerBound)))
      }
      let differences = naive.sites.reduce(0) { $0 + NaivePopulations.diversity($1.filter { $0 >= 0 }) }
      #expect(abs(row.accessibleBases[part] - bases) < 1e-9)
      #expect(row.segregatingSites[part] == naive.sites.count)
      for (index, expected) in [differences, Double(naive.sites.count)].enumerated() {
        #expect(close(row.raw[index * parts + part] * bases, bases > 0 ? expected : 0, 1e-9), "part \(part)")
      }
      #expect(close(row.raw[2 * parts + part], naive.value("H12")))
      start = end
    }
    #expect(row.segregatingSites.reduce(0, +) == positions.count)
    return row
  }

  @Test("Numbers of sites differ by one at most, whatever the mask and the missing calls", arguments: [1, 5, 11])
  func equalNumbers(_ parts: Int) throws {
    for (seed, missing) in [(31, 0.0), (32, 0.1)] {
      let table = AlleleTable.random(
        seed: UInt64(seed), haplotypes: 20, sites: 300, length: 1500, missing: missing)
      for accessible in [nil, [0..<350, 420..<800, 950..<951, 1000..<1300]] {
        let row = try check(table, parts: parts, accessible: accessible)
        let (least, most) = (row.segregatingSites.min() ?? 0, row.segregatingSites.max() ?? 0)
        #expect(most - least <= 1 && least > 0, "\(row.segregatingSites)")
      }
    }
  }

  @Test("Sites at one position stay together; parts may be empty, and so may windows")
  func awkward() throws {
    let site = [1, 0, 1, 0]
    func row(_ positions: [Double]) throws -> FeatureRow {
      try check(
        AlleleTable(haplotypeCount: 4, positions: positions, sites: positions.map { _ in site }), parts: 4,
        accessible: nil)
    }
    #expect(try row([300, 400, 400, 400, 400, 500, 600, 700]).segregatingSites == [1, 0, 5, 2])
    let few = try row([300, 900])
    #expect(few.segregatingSites == [0, 1, 0, 1] && few.accessibleBases[0] == 0 && few.insufficient[0])
    #expect(try row([]).accessibleBases == [0, 0, 0, 1100])
  }
}
