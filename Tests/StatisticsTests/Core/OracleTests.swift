import Statistics
import Testing

@Suite("Fast statistics equal the definitions")
struct OracleTests {
  struct Case: CustomTestStringConvertible {
    var seed: UInt64
    var haplotypes: Int
    var sites: Int
    var missing: Double
    var testDescription: String { "n = \(haplotypes), \(sites) sites, \(missing) missing" }
  }

  static let cases: [Case] = [
    (2, 5), (3, 9), (4, 12), (5, 40), (17, 64), (20, 65), (63, 40), (64, 70), (65, 80), (66, 33), (100, 150),
    (127, 50), (128, 50), (130, 40), (200, 45), (257, 30), (300, 70), (10, 200),
  ].enumerated().flatMap { index, size in
    [0, 0.05, 0.5].map { Case(seed: UInt64(index), haplotypes: size.0, sites: size.1, missing: $0) }
  }

  @Test(arguments: cases)
  func everyStatistic(_ example: Case) {
    let table = AlleleTable.random(
      seed: example.seed, haplotypes: example.haplotypes, sites: example.sites, length: 300,
      missing: example.missing)
    let accessible = [-5..<20, 30..<31, 40..<170, 180..<260, 280..<400]
    for ranges in [nil, accessible] {
      let window = HaplotypeWindow(table.matrix(), from: 10, to: 290, accessible: ranges)
      let naive = NaiveStatistics(table, from: 10, to: 290, accessible: ranges)
      #expect(window.siteCount == naive.sites.count)
      #expect(window.accessibleBases == naive.bases)
      for statistic in StatisticRegistry.all
      where statistic is any OneColumnStatistic && statistic.info.populations == 1 {
        let info = statistic.info
        if info.usesGenotypes && !example.haplotypes.isMultiple(of: 2) { continue }
        let (fast, slow) = (statistic.value(in: window), naive.value(info.id))
        // Sums of shares that cancel are 0 here and almost 0 there.
        #expect(close(fast, slow) || abs(fast - slow) < 1e-14, "\(info.id): \(fast) instead of \(slow)")
      }
    }
  }

  @Test("One window object serves windows of any size")
  func reuse() {
    let window = HaplotypeWindow(haplotypeCount: 90)
    for (index, sites) in [300, 3, 0, 700, 64, 1, 129].enumerated() {
      let table = AlleleTable.random(
        seed: UInt64(index + 50), haplotypes: 90, sites: sites, length: 1000, missing: index == 4 ? 0.1 : 0)
      window.load(table.matrix(), from: 0, to: 1000, accessible: nil)
      let fresh = HaplotypeWindow(table.matrix(), from: 0, to: 1000)
      for statistic in StatisticRegistry.all where statistic.info.populations == 1 {
        #expect(statistic.values(in: window) == statistic.values(in: fresh))
      }
    }
  }

  @Test("Many sites: fourth powers beyond 32 bits, and windows of more than 65535 sites", arguments: [3000, 70_000])
  func manySites(_ sites: Int) throws {
    let table = AlleleTable.random(seed: 8, haplotypes: 6, sites: sites, length: 1000)
    let window = HaplotypeWindow(table.matrix(), from: 0, to: 1000)
    let naive = NaiveStatistics(table, from: 0, to: 1000, accessible: nil)
    for id in ["distVar", "distSkew", "distKurt", "genotypeDistVar", "genotypeDistSkew", "genotypeDistKurt"] {
      #expect(close(try StatisticRegistry.statistic(id).value(in: window), naive.value(id)), "\(id)")
    }
  }

  @Test("Two blocks in complete linkage and none between them: the split with no cross linkage is passed over")
  func noCrossLinkage() {
    // Sites 0-4 split the haplotypes 1:1, sites 5-9 split them crosswise: r2 within is 1, between it is exactly 0.
    let first = (0..<8).map { $0 % 2 }
    let second = (0..<8).map { $0 / 2 % 2 }
    let table = AlleleTable(
      haplotypeCount: 8, positions: (0..<10).map(Double.init),
      sites: [[Int]](repeating: first, count: 5) + [[Int]](repeating: second, count: 5))
    let window = HaplotypeWindow(table.matrix(), from: 0, to: 10)
    let value = OmegaMaximum().compute(window).value
    #expect(close(value, NaiveStatistics(table, from: 0, to: 10, accessible: nil).value("omega")))
    #expect(value > 1 && value < 10)
  }
}
