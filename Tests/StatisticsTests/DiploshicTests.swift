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

@Suite("diploSHIC 1.1.0 gives the same numbers where the conventions coincide")
struct DiploshicTests {
  /// The replicates of ms output, on 1-based whole positions as diploSHIC places them.
  static func replicates(_ text: String, length: Int) -> [HaplotypeMatrix] {
    text.components(separatedBy: "//").dropFirst().map { part in
      let lines = part.split(separator: "\n").map(String.init)
      let places = lines.first { $0.hasPrefix("positions:") }?.split(separator: " ").dropFirst() ?? []
      let rows = lines.filter { $0.allSatisfy { $0 == "0" || $0 == "1" } && !$0.isEmpty }
      let positions = wholePositions(places.compactMap { Double($0) }, length: length)
      let table = AlleleTable(
        haplotypeCount: 20, positions: positions.map { Double($0 - 1) },
        sites: positions.indices.map { site in rows.map { Array($0.utf8)[site] == 49 ? 1 : 0 } })
      return table.matrix()
    }
  }

  static func wholePositions(_ places: [Double], length: Int) -> [Int] {
    var result: [Int] = []
    var lastPlace = -1.0
    for place in places {
      let shifted = place == lastPlace ? place + 0.000001 : place
      lastPlace = place
      result.append(max(max(1, Int(Double(length) * shifted)), (result.last ?? 0) + 1))
    }
    var highest = length
    for index in result.indices.reversed() {
      result[index] = min(result[index], highest)
      highest = result[index] - 1
    }
    return result
  }

  static let columns = [
    "pi": "pi", "tajD": "tajimasD", "thetaH": "thetaH", "fayWuH": "fayWuH", "maxFDA": "maxFDA",
    "HapCount": "haplotypeCount", "H1": "H1", "H12": "H12", "H2/H1": "H2/H1", "ZnS": "ZnS", "Omega": "omega",
  ]

  @Test(arguments: ["neut_n20", "edge_n20"])
  func haploid(_ name: String) throws {
    guard let ms = SharedData.path("golden/ms/\(name).ms"),
      let expected = SharedData.path("golden/diploshic_1.1.0/haploid/\(name).raw.tsv")
    else {
      print("skipped: the folder 'shared' with outputs of diploSHIC is not beside this checkout")
      return
    }
    let text = try String(contentsOf: URL(fileURLWithPath: ms), encoding: .utf8)
    let lines = try String(contentsOf: URL(fileURLWithPath: expected), encoding: .utf8).split(separator: "\n")
    let layout = try WindowLayout(length: 1_100_000, subwindowCount: 11)
    let set = FeatureSet.shic(phased: true, polarised: true, withMaximumDerivedFrequency: true)
    let calculator = try FeatureCalculator(featureSet: set, layout: layout, haplotypeCount: 20)
    let rows = Self.replicates(text, length: layout.length).map {
      calculator.rawRow($0, start: 0, accessible: nil)
    }
    let header = lines[0].split(separator: "\t").map(String.init)
    var compared = 0
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t").map(String.init)
      let replicate = try #require(Int(fields[0]))
      let subwindow = try #require(Int(fields[1]))
      // Replicate 10 of the edge cases has sites fixed for either allele, which diploSHIC counts: the derived ones in
      // theta H and the maximum frequency, all of them as places where omega may split.
      let countsFixed = name == "edge_n20" && replicate == 10
      for (column, theirs) in zip(header, fields).dropFirst(2) {
        guard let id = Self.columns[column], let value = Double(theirs), value.isFinite else { continue }
        if countsFixed && ["thetaH", "fayWuH", "maxFDA", "Omega"].contains(column) { continue }
        let index = try #require(set.statistics.firstIndex { $0.info.id == id })
        let ours = rows[replicate].raw[index * 11 + subwindow]
        #expect(close(ours, value), "\(column) of replicate \(replicate), subwindow \(subwindow): \(ours), \(value)")
        compared += 1
      }
    }
    #expect(compared > 11 * 11 * rows.count - 150)
  }
}
