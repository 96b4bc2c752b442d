import Haplotypes
import Statistics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The data that selscan comes with, site by site: values of selscan 3.0.0 to the six digits that it prints, of
/// scikit-allel to ten.
@Suite("selscan's example data") struct SelscanExampleTests {
  struct Case: Codable {
    var positions: [Int]
    var selscan: [String: [Double?]]
    var allel: [String: [Double?]]
  }

  /// The first site at each position of a VCF whose calls are phased and complete, whatever its header says.
  static func table(_ name: String) throws -> AlleleTable {
    let path = try #require(SharedData.path("data/selscan_examples/\(name).vcf.gz"))
    var table = AlleleTable(haplotypeCount: 0, positions: [], sites: [])
    for line in try PixyTests.gunzipped(path).split(separator: 10) where line.first != 35 {
      let fields = line.split(separator: 9)
      let position = try #require(Double(String(decoding: fields[1], as: UTF8.self))) - 1
      if position == table.positions.last { continue }
      table.positions.append(position)
      table.sites.append(
        fields.dropFirst(9).flatMap { call in [call[call.startIndex], call[call.startIndex + 2]].map { Int($0) - 48 } })
    }
    table.haplotypeCount = try #require(table.sites.first).count
    return table
  }

  static func golden(_ name: String) throws -> Case {
    let path = SharedData.checkout("Tests/StatisticsTests/Golden/selscan.json")
    let cases = try JSONDecoder().decode([String: Case].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    return try #require(cases[name])
  }

  /// `values` at `own` places beside those of the golden file, which has every other one of `all`.
  static func compare(
    _ name: String, _ values: [Double?], at own: [Double], of all: [Double], _ expected: [Double?]?, tolerance: Double
  ) throws {
    var found: [Double?] = []
    var next = 0
    for (index, position) in all.enumerated() {
      let isOwn = next < own.count && own[next] == position
      if index.isMultiple(of: 2) { found.append(isOwn ? values[next] : nil) }
      if isOwn { next += 1 }
    }
    #expect(next == own.count)
    try ScansGoldenTests.compare(name, found, #require(expected), tolerance: tolerance)
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent")) func onePopulation() throws {
    let table = try Self.table("sweep_middle")
    let golden = try Self.golden("sweep_middle")
    let matrix = table.matrix()
    let scan = HaplotypeScan(matrix, options: .selscan, threads: 2)
    var flat = HaplotypeScanOptions.selscan
    flat.gapScale = nil
    // Without a map selscan integrates iHH12 over megabases.
    let h12 = HaplotypeScan(matrix, options: flat, threads: 2).integratedH12().map { $0.map { $0 * 1e-6 } }
    for (name, values) in [("ihs", scan.ihs()), ("nsl", scan.nsl()), ("ihh12", h12)] {
      try Self.compare(
        name, values, at: scan.positions, of: table.positions, golden.selscan[name], tolerance: 6e-6)
    }
    let plain = HaplotypeScan(matrix, options: HaplotypeScanOptions(removesRareSites: true), threads: 2)
    for (name, values) in [("ihs", plain.ihs()), ("nsl", plain.nsl())] {
      try Self.compare(name, values, at: plain.positions, of: table.positions, golden.allel[name], tolerance: 1e-9)
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "the shared data are absent")) func twoPopulations() throws {
    let first = try Self.table("p1")
    let second = try Self.table("p2")
    let golden = try Self.golden("p1 p2")
    var both = first
    both.haplotypeCount += second.haplotypeCount
    both.sites = zip(first.sites, second.sites).map { $0 + $1 }
    let target = Array(0..<first.haplotypeCount)
    let reference = Array(first.haplotypeCount..<both.haplotypeCount)
    for (options, expected, tolerance) in [
      (.selscan, golden.selscan, 6e-6), (HaplotypeScanOptions(), golden.allel, 1e-9),
    ] as [(HaplotypeScanOptions, [String: [Double?]], Double)] {
      let scan = PopulationScan(both.matrix(), target: target, reference: reference, options: options, threads: 2)
      for (name, values) in [("xpehh", scan.xpehh()), ("xpnsl", scan.xpnsl())] {
        try Self.compare(
          "\(name), \(options.convention)", values, at: scan.positions, of: first.positions, expected[name],
          tolerance: tolerance)
      }
    }
  }
}
