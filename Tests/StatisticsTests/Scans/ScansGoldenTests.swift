import Haplotypes
import Statistics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("scikit-allel and selscan give the same scans")
struct ScansGoldenTests {
  struct Case: Codable, Sendable, CustomTestStringConvertible {
    var name: String
    var positions: [Int]
    var haplotypes: [String]
    var target: Int
    var mapEdges: [Double]
    var mapRates: [Double]
    var allel: [String: [Double?]]
    var selscan: [String: [Double?]]
    var testDescription: String { name }

    var matrix: HaplotypeMatrix {
      let rows = haplotypes.map { $0.utf8.map { Int($0) - 48 } }
      return AlleleTable(
        haplotypeCount: rows.count, positions: positions.map { Double($0 - 1) },
        sites: positions.indices.map { site in rows.map { $0[site] } }
      ).matrix()
    }
    var targetMatrix: HaplotypeMatrix {
      var part = self
      part.haplotypes = Array(haplotypes.prefix(target))
      return part.matrix
    }
    var map: RecombinationMap {
      get throws { try RecombinationMap(breakpoints: mapEdges, rates: mapRates.map { $0 / 100 }) }
    }
  }

  static func cases() throws -> [Case] {
    let path = SharedData.checkout("Tests/StatisticsTests/Golden/scans.json")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// Checks that both have values at the same sites, which differ by no more than `tolerance`.
  static func compare(_ name: String, _ found: [Double?], _ expected: [Double?], tolerance: Double) {
    #expect(found.count == expected.count, "\(name)")
    var worst = 0.0
    var disagreements = 0
    for (a, b) in zip(found, expected) {
      if let a, let b { worst = max(worst, abs(a - b) / max(1, abs(b))) } else if a != b { disagreements += 1 }
    }
    #expect(expected.contains { $0 != nil }, "\(name) has no value at all")
    let first = found.indices.first { (found[$0] == nil) != (expected[$0] == nil) }
    #expect(disagreements == 0, "\(name): \(disagreements) sites have a value in one only, the first is \(first ?? -1)")
    #expect(worst <= tolerance, "\(name): the largest difference is \(worst)")
  }

  @Test func scikitAllel() throws {
    for golden in try Self.cases() {
      let (matrix, one, map) = (golden.matrix, golden.targetMatrix, try golden.map)
      let (target, reference) = (Array(0..<golden.target), Array(golden.target..<golden.haplotypes.count))
      for (name, map, options) in [
        ("default", nil, HaplotypeScanOptions()), ("edges", nil, HaplotypeScanOptions(includesEdges: true)),
        ("map", map, HaplotypeScanOptions()),
        ("cutoff", nil, HaplotypeScanOptions(cutoff: 0.2, gapScale: nil, maximumGap: nil, includesEdges: true)),
      ] as [(String, RecombinationMap?, HaplotypeScanOptions)] {
        let ihs = HaplotypeScan(one, map: map, options: options).ihs()
        try Self.compare("ihs " + name, ihs, #require(golden.allel["ihs " + name]), tolerance: 1e-12)
        let scan = PopulationScan(matrix, target: target, reference: reference, map: map, options: options)
        try Self.compare("xpehh " + name, scan.xpehh(), #require(golden.allel["xpehh " + name]), tolerance: 1e-12)
      }
      let every = HaplotypeScanOptions(minimumMinorFrequency: 0)
      try Self.compare("nsl", HaplotypeScan(one, options: every).nsl(), #require(golden.allel["nsl"]), tolerance: 1e-12)
      let scan = PopulationScan(matrix, target: target, reference: reference)
      try Self.compare("xpnsl", scan.xpnsl(), #require(golden.allel["xpnsl"]), tolerance: 1e-12)
    }
  }

  @Test func standardisation() throws {
    for golden in try Self.cases() {
      let scan = HaplotypeScan(golden.targetMatrix)
      let frequencies = zip(scan.derivedCounts, scan.calledCounts).map { Double($0) / Double($1) }
      let ihs = scan.ihs()
      let bins = ScoreStandardisation(ihs, frequencies: frequencies, bins: 6)
      try Self.compare(
        "ihs", bins.standardised(ihs, frequencies: frequencies), #require(golden.allel["standardised ihs, 6 bins"]),
        tolerance: 1e-9)
      let xpehh = PopulationScan(
        golden.matrix, target: Array(0..<golden.target), reference: Array(golden.target..<golden.haplotypes.count)
      ).xpehh()
      let one = ScoreStandardisation(xpehh, frequencies: frequencies, bins: 1)
      try Self.compare(
        "xpehh", one.standardised(xpehh, frequencies: frequencies), #require(golden.allel["standardised xpehh"]),
        tolerance: 1e-9)
    }
  }

  @Test(arguments: [
    "ihs default", "ihs bases", "ihs options", "ihs edges", "ihs rare sites kept", "nsl default", "nsl short",
    "nsl edges", "ihh12 default", "ihh12 bases", "xpehh default", "xpehh bases", "xpnsl default",
  ])
  func selscan(name: String) throws {
    let golden = try #require(try Self.cases().first)
    let words = name.split(separator: " ", maxSplits: 1)
    var options = HaplotypeScanOptions.selscan
    var map: RecombinationMap?
    switch words[1] {
    case "default": map = try golden.map
    case "options":
      (options.cutoff, options.gapScale, options.maximumExtent) = (0.1, 8000, 120_000)
      options.minimumMinorFrequency = 0.09
    case "edges": options.includesEdges = true
    case "rare sites kept": options.removesRareSites = false
    case "short": options.maximumExtentInSites = 30
    default: break
    }
    if words[0] == "ihh12" { options.gapScale = nil }
    let values: [Double?]
    let positions: [Double]
    if words[0].hasPrefix("xp") {
      let scan = PopulationScan(
        golden.matrix, target: Array(0..<golden.target), reference: Array(golden.target..<golden.haplotypes.count),
        map: map, options: options)
      values = words[0] == "xpehh" ? scan.xpehh() : scan.xpnsl()
      positions = scan.positions
    } else {
      let scan = HaplotypeScan(golden.targetMatrix, map: map, options: options)
      values = words[0] == "ihs" ? scan.ihs() : words[0] == "nsl" ? scan.nsl() : scan.integratedH12()
      positions = scan.positions
    }
    var found = [Double?](repeating: nil, count: golden.positions.count)
    for (position, value) in zip(positions, values) {
      // selscan integrates iHH12 over megabases where it has no map.
      let unit = name == "ihh12 bases" ? 1e-6 : 1
      if let site = golden.positions.firstIndex(of: Int(position) + 1) { found[site] = value.map { $0 * unit } }
    }
    // selscan prints six significant digits.
    try Self.compare(name, found, #require(golden.selscan[name]), tolerance: 6e-6)
  }
}
