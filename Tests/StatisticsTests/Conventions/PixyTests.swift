import Foundation
import Haplotypes
import Statistics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#endif

@Suite("pixy's truth: diversity and divergence with missing data")
struct PixyTests {

  /// Half of the genotypes missing, or half of the sites.
  @Test(
    .enabled(if: SharedData.isPresent, "the shared data are absent"), arguments: ["missing_genotypes", "missing_sites"])
  func everySite(_ name: String) throws {
    let archive = try #require(SharedData.path("data/pixy_missing_truth/pixy_tests.tar.xz"))
    let folder = try TemporaryFolder()
    try unpackArchive(archive, into: folder.path)
    let main = folder.file("tests/main")
    let data = name == "missing_genotypes" ? "simulated_data_missing50p_genos" : "simulated_data_missing5000_sites"
    let divergence = try Self.truth("\(main)/expected_outputs/\(name)/\(name)_dxy.txt")
    let diversity = try Self.truth("\(main)/expected_outputs/\(name)/\(name)_pi.txt")
    let fst = try Self.truth("\(main)/expected_outputs/\(name)/\(name)_fst.txt")

    let pairs = try Self.read("\(main)/data/\(data).vcf.gz", "\(main)/data/simulated_populations_dxy.txt")
    #expect(pairs.sizes.count == 2)
    let window = HaplotypeWindow(populationSizes: pairs.sizes)
    let dxy = Self.sums(pairs, window) { counts in
      counts[0] * counts[1]
    } value: {
      Dxy().compute($0).value
    }
    #expect(dxy.differences == divergence["count_diffs"] && dxy.comparisons == divergence["count_comparisons"])

    let all = try Self.read("\(main)/data/\(data).vcf.gz", "\(main)/data/simulated_populations_pi.txt")
    #expect(all.sizes.count == 1)
    let single = HaplotypeWindow(populationSizes: all.sizes)
    let pi = Self.sums(all, single) {
      $0[0] * ($0[0] - 1) / 2
    } value: {
      NucleotideDiversity().compute($0).value
    }
    #expect(pi.differences == diversity["count_diffs"] && pi.comparisons == diversity["count_comparisons"])

    // Whole windows, whose accessible bases are the sites of the file.
    let bases = pairs.table.positions.map { Int($0)..<Int($0) + 1 }
    window.load(pairs.table.matrix(), from: 0, to: 10_001, accessible: bases)
    single.load(all.table.matrix(), from: 0, to: 10_001, accessible: bases)
    let ratios = (PixyDivergence().compute(window).value, PixyDiversity().compute(single).value)
    #expect(close(ratios.0, divergence["avg_dxy"] ?? 0, 1e-14) && close(ratios.1, diversity["avg_pi"] ?? 0, 1e-14))
    #expect(window.accessibleBases == diversity["no_sites"])
    let (ownDxy, ownPi) = (Dxy().compute(window).value, NucleotideDiversity().compute(single).value)
    if name == "missing_sites" {
      #expect(close(ownDxy, divergence["avg_dxy"] ?? 0, 1e-12) && close(ownPi, diversity["avg_pi"] ?? 0, 1e-12))
    } else {
      // pixy's sites weigh as much as they have comparisons, here each weighs the same.
      #expect(close(ownDxy, divergence["avg_dxy"] ?? 0, 0.01) && close(ownPi, diversity["avg_pi"] ?? 0, 0.01))
    }
    #expect(close(FstWeirCockerham().compute(window).value, fst["avg_wc_fst"] ?? 0, 1e-9))
  }

  /// Differences and comparisons over all sites, each in a window of its own: `value` there, times its comparisons.
  static func sums(
    _ data: (table: AlleleTable, sizes: [Int]), _ window: HaplotypeWindow, comparisons: ([Int]) -> Int,
    value: (HaplotypeWindow) -> Double
  ) -> (differences: Double, comparisons: Double) {
    let matrix = data.table.matrix()
    var result = (differences: 0.0, comparisons: 0.0)
    for (position, site) in zip(data.table.positions, data.table.sites) {
      var first = 0
      let calls = data.sizes.map { size in
        defer { first += size }
        return site[first..<first + size].count { $0 >= 0 }
      }
      window.load(matrix, from: position, to: position + 1, accessible: nil)
      result.differences += (value(window) * Double(comparisons(calls))).rounded()
      result.comparisons += Double(comparisons(calls))
    }
    return result
  }

  /// The numbers of the only row of one of pixy's tables, by column.
  static func truth(_ path: String) throws -> [String: Double] {
    let lines = try DiploshicTests.text(path).split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(lines.count == 2)
    return Dictionary(
      uniqueKeysWithValues: zip(lines[0], lines[1]).compactMap { name, value in
        Double(value).map { (name, $0) }
      })
  }

  /// The content of a compressed file.
  static func gunzipped(_ path: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = try #require(try pipe.fileHandleForReading.readToEnd())
    process.waitUntilExit()
    return bytes
  }

  /// All sites of a VCF, those that do not vary among them, with the haplotypes ordered by the populations of the map.
  static func read(_ path: String, _ map: String) throws -> (table: AlleleTable, sizes: [Int]) {
    let bytes = try gunzipped(path)
    let entries = try DiploshicTests.text(map).split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    var columns: [Int] = []
    var table = AlleleTable(haplotypeCount: 2 * entries.count, positions: [], sites: [])
    let populations = Array(Set(entries.map { $0[1] })).sorted()
    for line in bytes.split(separator: 10) where !line.starts(with: [35, 35]) {
      let fields = line.split(separator: 9)
      if line.first == 35 {
        let names = fields.map { String(decoding: $0, as: UTF8.self) }
        columns = populations.flatMap { population in
          entries.filter { $0[1] == population }.compactMap { names.firstIndex(of: $0[0]) }
        }
        continue
      }
      table.positions.append(try #require(Double(String(decoding: fields[1], as: UTF8.self))))
      table.sites.append(
        columns.flatMap { column in
          let call = Array(fields[column])
          return [call[0], call[2]].map { $0 == 46 ? -1 : Int($0) - 48 }
        })
    }
    #expect(columns.count == entries.count && table.sites.allSatisfy { $0.allSatisfy { $0 < 2 } })
    return (table, populations.map { population in 2 * entries.count { $0[1] == population } })
  }
}
