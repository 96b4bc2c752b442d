import Groundwork
import Haplotypes
import Statistics
import TestSupport
import Testing

@Suite("Haplotype scans equal their definitions")
struct ScansOracleTests {
  static let options: [HaplotypeScanOptions] = [
    HaplotypeScanOptions(),
    HaplotypeScanOptions(cutoff: 0.3, minimumMinorFrequency: 0, gapScale: 300, maximumGap: nil, includesEdges: true),
    HaplotypeScanOptions(cutoff: 0.15, minimumMinorFrequency: 0.1, gapScale: nil, maximumGap: 900),
    HaplotypeScanOptions(cutoff: 0, maximumExtent: 2500, includesEdges: true),
  ]

  static func tables() -> [AlleleTable] {
    [(13, 60, 0.0), (70, 90, 0.0), (24, 70, 0.08), (131, 50, 0.02), (2, 20, 0), (3, 1, 0), (5, 0, 0)].enumerated().map {
      AlleleTable.random(
        seed: UInt64($0.offset), haplotypes: $0.element.0, sites: $0.element.1, length: 20_000, missing: $0.element.2)
    }
  }

  static func check(_ what: String, _ found: [Double?], _ expected: [Double?]) {
    #expect(found.count == expected.count)
    for (site, (a, b)) in zip(found, expected).enumerated() {
      let same = a == nil || b == nil ? a == b : abs(a! - b!) <= 1e-9 * max(1, abs(b!))
      #expect(same, "\(what) at site \(site): \(String(describing: a)), expected \(String(describing: b))")
    }
  }

  @Test(arguments: options.indices)
  func everySite(_ index: Int) {
    let options = Self.options[index]
    for table in Self.tables() {
      let naive = NaiveScans(table, options)
      let scan = HaplotypeScan(table.matrix(), options: options)
      let sites = table.positions.indices
      let name = "options \(index), \(table.haplotypeCount) haplotypes"
      let (ihh, lengths) = scan.integratedHomozygosityAndSharedLengths()
      Self.check(
        "ancestral iHH, " + name, ihh.ancestral, sites.map { naive.bothSides(naive.carriers(0, $0), $0) })
      Self.check("derived iHH, " + name, ihh.derived, sites.map { naive.bothSides(naive.carriers(1, $0), $0) })
      Self.check(
        "ancestral lengths, " + name, lengths.ancestral, sites.map { naive.sharing(naive.carriers(0, $0), $0) })
      Self.check("derived lengths, " + name, lengths.derived, sites.map { naive.sharing(naive.carriers(1, $0), $0) })
      Self.check("H-scan, " + name, scan.meanTractLengths(), sites.map { naive.tract($0) })
      Self.check(
        "iHH12, " + name, scan.integratedH12(), sites.map { naive.bothSides(naive.everyone, $0, merged: true) })
    }
  }

  @Test func twoPopulations() {
    var options = Self.options[1]
    options.maximumGap = 1500
    let table = AlleleTable.random(seed: 9, haplotypes: 47, sites: 80, length: 20_000, missing: 0.03)
    let (target, reference) = (Array(stride(from: 0, to: 47, by: 2)), Array(stride(from: 1, to: 47, by: 2)))
    let scan = PopulationScan(table.matrix(), target: target, reference: reference, options: options)
    var variable = table
    let kept = table.sites.indices.filter { table.sites[$0].contains(0) && table.sites[$0].contains(1) }
    variable.positions = kept.map { table.positions[$0] }
    #expect(scan.positions == variable.positions)
    func naive(_ haplotypes: [Int]) -> NaiveScans {
      var part = variable
      part.haplotypeCount = haplotypes.count
      part.sites = kept.map { site in haplotypes.map { table.sites[site][$0] } }
      return NaiveScans(part, options)
    }
    let (a, b) = (naive(target), naive(reference))
    func ratio(_ x: Double?, _ y: Double?) -> Double? {
      guard let x, let y, x > 0, y > 0 else { return nil }
      return PortableMath.log(x / y)
    }
    let sites = kept.indices
    Self.check(
      "XP-EHH", scan.xpehh(), sites.map { ratio(a.bothSides(a.everyone, $0), b.bothSides(b.everyone, $0)) })
    Self.check("XP-nSL", scan.xpnsl(), sites.map { ratio(a.sharing(a.everyone, $0), b.sharing(b.everyone, $0)) })
  }

  @Test func threadsAndOrderChangeNothing() {
    // Long enough for several stretches with a start of their own; the last table has haplotypes that never differ.
    var tables = [AlleleTable.random(seed: 3, haplotypes: 40, sites: 5000, length: 500_000, founders: 20)]
    tables.append(tables[0].permuted(Array((0..<40).reversed())))
    var twins = tables[0]
    twins.sites = twins.sites.map { site in site.enumerated().map { $0.offset == 7 ? site[8] : $0.element } }
    tables.append(twins)
    let all = tables.map { table in
      [1, 2, 5].map { threads -> [[Double?]] in
        let scan = HaplotypeScan(table.matrix(), threads: threads)
        let (ihh, lengths) = scan.integratedHomozygosityAndSharedLengths()
        let half = Array(0..<20)
        let two = PopulationScan(
          table.matrix(), target: half, reference: half.map { $0 + 20 }, options: .selscan, threads: threads)
        return [
          ihh.ancestral, ihh.derived, lengths.ancestral, lengths.derived, scan.integratedH12(),
          scan.meanTractLengths(), two.xpehh(), two.xpnsl(),
        ]
      }
    }
    for runs in all { #expect(runs[0] == runs[1] && runs[0] == runs[2]) }
    #expect(all[0][0][0..<6] == all[1][0][0..<6])
    #expect(all[0][0].allSatisfy { $0.contains { $0 != nil } })
  }
}
