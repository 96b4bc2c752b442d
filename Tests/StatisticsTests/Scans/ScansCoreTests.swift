import Groundwork
import Haplotypes
import Statistics
import TestSupport
import Testing

@Suite("Homozygosity and diversity around a core equal their definitions")
struct ScansCoreTests {
  static let every = HaplotypeScanOptions(minimumMinorFrequency: 0)

  @Test func homozygosityDecays() throws {
    for table in ScansOracleTests.tables() where table.positions.count > 1 && table.haplotypeCount > 2 {
      let naive = NaiveScans(table, Self.every)
      let scan = HaplotypeScan(table.matrix(), options: Self.every)
      for core in [0, table.positions.count / 2, table.positions.count - 1] {
        let curve = scan.homozygosity(around: core)
        let sites = curve.positions.map { table.positions.firstIndex(of: $0) ?? -1 }
        #expect(sites == Array(try #require(sites.first)...(try #require(sites.last))) && sites.contains(core))
        for (index, site) in sites.enumerated() {
          let range = min(core, site)...max(core, site)
          func share(_ members: [Int], merged: Bool = false) -> Double? {
            members.count < 2 ? nil : naive.homozygosity(naive.groups(members, range), merged: merged)
          }
          #expect(curve.ancestral[index] == share(naive.carriers(0, core)))
          #expect(curve.derived[index] == share(naive.carriers(1, core)))
          #expect(curve.all[index] == share(naive.everyone))
          #expect(curve.merged[index] == share(naive.everyone, merged: true))
        }
        // Past the ends no two haplotypes are identical, or there is no site.
        for (site, end) in [(sites[0] - 1, sites[0]), (sites[sites.count - 1] + 1, sites[sites.count - 1])]
        where table.positions.indices.contains(site) {
          #expect(curve.all[end - sites[0]] == 0)
        }
      }
    }
  }

  @Test func diversityOfCarriers() {
    for (table, window) in zip(ScansOracleTests.tables(), [4000.0, 1500, 6000, 3000, 5000, 100, 100]) {
      let options = HaplotypeScanOptions(minimumMinorFrequency: 0.1)
      let naive = NaiveScans(table, options)
      let expected = table.positions.indices.map { core -> Double? in
        guard naive.isCore(core), let ancestral = diversity(table, naive.carriers(0, core), core, window),
          let derived = diversity(table, naive.carriers(1, core), core, window), derived > 0
        else { return nil }
        return ancestral / derived
      }
      let scan = HaplotypeScan(table.matrix(), options: options)
      ScansOracleTests.check("DIND", scan.dind(window: window), expected)
      ScansOracleTests.check("DIND, threads", scan.dind(window: window, threads: 3), expected)
    }
  }

  /// The mean number of differences of two `members`, over the sites of the window around `core`.
  private func diversity(_ table: AlleleTable, _ members: [Int], _ core: Int, _ window: Double) -> Double? {
    guard members.count > 1 else { return nil }
    var sum = 0.0
    for site in table.positions.indices where abs(table.positions[site] - table.positions[core]) <= window / 2 {
      let calls = members.map { table.sites[site][$0] }.filter { $0 >= 0 }
      var (pairs, different) = (0, 0)
      for (index, a) in calls.enumerated() {
        for b in calls[..<index] { (pairs, different) = (pairs + 1, different + (a == b ? 0 : 1)) }
      }
      if pairs > 0 { sum += Double(different) / Double(pairs) }
    }
    return sum
  }
}
