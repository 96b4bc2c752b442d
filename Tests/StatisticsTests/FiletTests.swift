import Haplotypes
import Statistics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("FILET gives the same numbers for one population")
struct FiletTests {
  /// FILET's column without the number of the population; ours; the power of the length (10 kb) that lies between them.
  static let columns: [(theirs: String, ours: String, scale: Double)] = [
    ("pi", "pi", 1e4), ("ss", "ss", 1e4), ("thetaH", "thetaH", 1e4), ("H", "fayWuH", 1e4), ("hetVar", "distVar", 1e8),
    ("HapCount", "haplotypeCount", 1), ("ZnS", "ZnS", 1), ("ibsMean", "ibsMean", 1e-4),
  ]

  @Test(arguments: [(1, 0..<20), (2, 20..<34)])
  func population(_ number: Int, _ haplotypes: Range<Int>) throws {
    guard let ms = SharedData.path("golden/ms/twopop_20_14.ms"),
      let raw = SharedData.path("golden/filet/twopop_20_14.raw.tsv")
    else {
      print("skipped: the folder 'shared' with outputs of FILET is not beside this checkout")
      return
    }
    let lines = try DiploshicTests.text(raw).split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    let replicates = try DiploshicTests.text(ms).components(separatedBy: "//").dropFirst()
    #expect(replicates.count == lines.count - 1)
    for (fields, replicate) in zip(lines.dropFirst(), replicates) {
      let text = replicate.split(separator: "\n").map(String.init)
      let rows = text.filter { $0.allSatisfy { $0 == "0" || $0 == "1" } }.map { Array($0.utf8) }
      let sites = rows[0].count
      let table = AlleleTable(
        haplotypeCount: haplotypes.count, positions: (0..<sites).map(Double.init),
        sites: (0..<sites).map { site in haplotypes.map { rows[$0][site] == 49 ? 1 : 0 } })
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 10_000)
      for column in Self.columns {
        let index = try #require(lines[0].firstIndex(of: "\(column.theirs)\(number)"))
        let theirs = try #require(Double(fields[index]))
        let ours = try StatisticRegistry.statistic(column.ours).value(in: window) * column.scale
        #expect(abs(ours - theirs) < 1e-6, "\(column.theirs)\(number): \(ours), FILET: \(theirs)")
      }
    }
  }
}
