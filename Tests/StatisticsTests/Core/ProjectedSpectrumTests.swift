import Haplotypes
import Statistics
import Testing

/// Projected spectra beside the definition: all ways to choose haplotypes.
@Suite struct ProjectedSpectrumTests {
  /// Derived alleles (1), ancestral ones (0) and missing calls (-1) of each site.
  private static let sites = [
    [1, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 0, 0], [0, 1, 1, 1, 1, 0], [1, 1, 1, 1, 1, 0],
    [1, -1, 0, 0, 1, 0], [-1, -1, -1, 1, 0, 0],
  ]

  private static func values(_ id: String) throws -> [Double] {
    var matrix = HaplotypeMatrix(haplotypeCount: 6)
    for (site, alleles) in sites.enumerated() {
      let bits = alleles.enumerated().reduce(UInt64(0)) { $1.element == 1 ? $0 | 1 << UInt64($1.offset) : $0 }
      let missing = alleles.enumerated().reduce(UInt64(0)) { $1.element == -1 ? $0 | 1 << UInt64($1.offset) : $0 }
      matrix.append(position: Double(10 * site), alleles: [bits], missing: missing == 0 ? nil : [missing])
    }
    let calculator = try FeatureCalculator(
      featureSet: try FeatureSet.named("\(id); windows: whole"),
      layout: try WindowLayout(length: 100, subwindowCount: 1), haplotypeCount: 6)
    return calculator.rawRow(matrix, start: 0, accessible: nil).raw.map { $0 * 100 }
  }

  /// The mean over all choices of `size` called haplotypes of the sites with each number of derived alleles.
  private static func expected(_ size: Int) -> [Double] {
    var cells = [Double](repeating: 0, count: size + 1)
    for alleles in sites {
      let called = alleles.filter { $0 >= 0 }
      let choices = (0..<1 << called.count).filter { $0.nonzeroBitCount == size }
      for choice in choices {
        let derived = called.indices.reduce(0) { $0 + (choice >> $1 & 1) * called[$1] }
        cells[derived] += 1 / Double(choices.count)
      }
    }
    return cells
  }

  @Test(arguments: [2, 3, 4, 5, 6])
  func projection(size: Int) throws {
    let (found, expected) = (try Self.values("spectrum\(size)"), Self.expected(size))
    #expect(found.count == size - 1)
    for cell in 1..<size { #expect(abs(found[cell - 1] - expected[cell]) < 1e-12, "cell \(cell)") }
    let folded = try Self.values("spectrum\(size)Folded")
    #expect(folded.count == size / 2)
    for cell in 1...size / 2 {
      let both = cell == size - cell ? expected[cell] : expected[cell] + expected[size - cell]
      #expect(abs(folded[cell - 1] - both) < 1e-12, "folded cell \(cell)")
    }
  }

  @Test(arguments: [
    "spectrum1", "spectrum1000", "spectrum05", "spectrum", "spectrum8folded", "jsfs2Bins1", "jsfs2Bins21",
  ])
  func namesThatAreNone(id: String) { #expect(throws: StatisticsError.self) { try StatisticRegistry.statistic(id) } }

  @Test func anyNumberOfBins() throws {
    #expect(try StatisticRegistry.statistic("jsfs2Bins8").columns(populationSizes: [20, 30]).count > 60)
    #expect(try StatisticRegistry.statistic("jsfs3Bins3Folded").info.id == "jsfs3Bins3Folded")
  }
}
