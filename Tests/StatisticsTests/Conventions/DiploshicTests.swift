import FeatureTables
import Haplotypes
import Statistics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("diploSHIC 1.1.0 gives the same numbers")
struct DiploshicTests {
  /// Outputs of diploSHIC beside the checkout: ms text, raw values and vectors.
  @Test(
    .enabled(if: SharedData.isPresent, "the shared data are absent"), arguments: ["neut_n20", "edge_n20"],
    ["haploid", "diploid"])
  func sharedOutputs(_ name: String, _ mode: String) throws {
    let folder = "golden/diploshic_1.1.0/\(mode)/\(name)"
    let ms = try #require(SharedData.path("golden/ms/\(name).ms"))
    let raw = try #require(SharedData.path("\(folder).raw.tsv"))
    let vectors = try #require(SharedData.path("\(folder).fvec"))
    let matrices = Self.replicates(try Self.text(ms), length: 1_100_000)
    let calculator = try Self.calculator(mode, length: 1_100_000, haplotypes: 20)
    for line in try Self.text(raw).split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t")
      let (replicate, subwindow) = (try #require(Int(fields[0])), try #require(Int(fields[1])))
      let row = calculator.rawRow(matrices[replicate], start: 0, accessible: nil)
      for (index, field) in fields.dropFirst(2).enumerated() {
        let theirs = try #require(Double(field))
        let ours = row.raw[index * 11 + subwindow]
        let isInsufficient = row.insufficient[index * 11 + subwindow]
        let isConvention = calculator.featureSet.statistics[index].info.id.hasSuffix(".diploshic")
        let place = "column \(index) of replicate \(replicate), subwindow \(subwindow) (\(mode))"
        // What is not a number there is insufficient here, and nothing else is where diploSHIC is followed.
        #expect(theirs.isNaN ? isInsufficient : Self.agree(ours, theirs), "\(place): \(ours), diploSHIC: \(theirs)")
        if isConvention { #expect(isInsufficient == theirs.isNaN, "\(place)") }
      }
    }
    for (replicate, line) in try Self.text(vectors).split(separator: "\n").dropFirst().enumerated() {
      let ours = calculator.row(matrices[replicate], start: 0, accessible: nil).values
      let theirs = line.split(separator: "\t").compactMap { Double($0) }
      #expect(ours.count == theirs.count)
      for (index, (a, b)) in zip(ours, theirs).enumerated() where abs(a - b) > 1e-9 {
        Issue.record("value \(index) of vector \(replicate) (\(mode)): \(a), diploSHIC: \(b)")
      }
    }
  }

  struct Replicate: Codable {
    var haplotypes: [String]
    var places: [Double]
    var haploid: [Double]
    var diploid: [Double]
  }

  /// Vectors made by Golden/make_diploshic.py, which holds the cases that need care.
  @Test func vectors() throws {
    let path = SharedData.checkout("Tests/StatisticsTests/Golden/diploshic.json")
    let replicates = try JSONDecoder().decode(
      [Replicate].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(replicates.count == 7)
    for (number, replicate) in replicates.enumerated() {
      let matrix = Self.matrix(replicate.haplotypes, places: replicate.places, length: 11_000)
      for (mode, theirs) in [("haploid", replicate.haploid), ("diploid", replicate.diploid)] {
        let calculator = try Self.calculator(mode, length: 11_000, haplotypes: replicate.haplotypes.count)
        let ours = calculator.row(matrix, start: 0, accessible: nil).values
        #expect(ours.count == theirs.count)
        for (index, (a, b)) in zip(ours, theirs).enumerated() where abs(a - b) > 1e-9 {
          Issue.record("value \(index) of vector \(number) (\(mode)): \(a), diploSHIC: \(b)")
        }
      }
    }
  }

  @Test("Statistics that depart from the common rules say so in their names")
  func names() throws {
    for set in FeatureSet.all {
      for program in [".diploshic", ".filet"] {
        let departs = set.statistics.contains { $0.info.id.hasSuffix(program) }
        #expect(departs == set.id.hasSuffix(program) && (!departs || set.needsCompleteCalls))
      }
    }
    for statistic in StatisticRegistry.conventions {
      let parts = statistic.info.id.split(separator: ".").map(String.init)
      #expect(parts.count == 2 && ["diploshic", "filet", "pixy"].contains(parts[1]))
      let namesakes = [
        "fst": "kst", "tajimasD1": "tajimasD", "tajimasD2": "tajimasD", "ibsMean1": "ibsMean", "ibsMean2": "ibsMean",
        "ibsMaxB": "ibsMaxBetween",
      ]
      _ = try StatisticRegistry.statistic(namesakes[parts[0]] ?? parts[0])
    }
  }

  @Test("Positions: 0 becomes 1, equal ones move on, those past the end move back")
  func positions() {
    #expect(DiploshicPositions.wholePositions([0, 0.05, 0.5, 0.5, 0.55], length: 10) == [0, 1, 4, 5, 6])
    #expect(DiploshicPositions.wholePositions([0.8, 0.95, 0.96, 0.97], length: 10) == [6, 7, 8, 9])
  }

  // MARK: Reading

  static func text(_ path: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
  }

  static func calculator(_ mode: String, length: Int, haplotypes: Int) throws -> FeatureCalculator {
    try FeatureCalculator(
      featureSet: .named(mode == "haploid" ? "diplos-hic.diploshic" : "diplos-hic-diploid.diploshic"),
      layout: WindowLayout(length: length, subwindowCount: 11), haplotypeCount: haplotypes)
  }

  /// The replicates of ms text.
  static func replicates(_ text: String, length: Int) -> [HaplotypeMatrix] {
    text.components(separatedBy: "//").dropFirst().map { part in
      let lines = part.split(separator: "\n").map(String.init)
      let places = lines.first { $0.hasPrefix("positions:") }?.split(separator: " ").dropFirst() ?? []
      let rows = lines.filter { $0.allSatisfy { $0 == "0" || $0 == "1" } && !$0.isEmpty }
      return matrix(
        rows.isEmpty ? [String](repeating: "", count: 20) : rows, places: places.compactMap { Double($0) },
        length: length)
    }
  }

  static func matrix(_ haplotypes: [String], places: [Double], length: Int) -> HaplotypeMatrix {
    let rows = haplotypes.map { Array($0.utf8) }
    let positions = DiploshicPositions.wholePositions(places, length: length)
    return AlleleTable(
      haplotypeCount: rows.count, positions: positions,
      sites: positions.indices.map { site in rows.map { $0[site] == 49 ? 1 : 0 } }
    ).matrix()
  }

  /// Equal within 1e-9. diploSHIC's variance of equal distances may be 1e-41 instead of 0.
  static func agree(_ a: Double, _ b: Double) -> Bool { close(a, b) || abs(a - b) < 1e-15 }
}
