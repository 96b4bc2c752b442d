import Haplotypes
import Statistics
import TestSupport
import Testing

@Suite("Statistics of the older classifiers of sweeps equal their definitions")
struct SweepFeaturesTests {
  private static let options = HaplotypeScanOptions(maximumGap: nil, includesEdges: true)

  private static func summary(_ values: [Double?]) -> [Double] {
    let sizes = values.compactMap { $0.map { abs($0) } }
    return [sizes.max() ?? 0, sizes.reduce(0, +) / Double(max(1, sizes.count))]
  }

  private static func mean(_ values: [Double?]) -> Double {
    let known = values.compactMap { $0 }
    return known.reduce(0, +) / Double(max(1, known.count))
  }

  @Test func homozygosity() {
    for table in ScansWindowTests.tables() {
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 5000)
      let naive = NaiveScans(table, Self.options)
      let sites = Array(table.sites.indices)
      let ancestral = sites.map { naive.bothSides(naive.carriers(0, $0), $0) }
      let derived = sites.map { naive.bothSides(naive.carriers(1, $0), $0) }
      ScansWindowTests.check(
        IntegratedHomozygosity().values(in: window), [Self.mean(ancestral) / 5000, Self.mean(derived) / 5000], "ihh")
      let differences = zip(derived, ancestral).map { a, b in a.flatMap { a in b.map { a - $0 } } }
      ScansWindowTests.check(DeltaHomozygosity().values(in: window), Self.summary(differences), "deltaIHH")
      ScansWindowTests.check(
        TractScanSummary().values(in: window), Self.summary(sites.map { naive.tract($0) }), "hScan")
    }
  }

  @Test func derivedDiversity() {
    for table in ScansWindowTests.tables() {
      let naive = NaiveScans(table, Self.options)
      func diversity(_ carriers: [Int]) -> Double? {
        guard carriers.count > 1 else { return nil }
        return table.sites.reduce(0.0) { sum, site in
          let called = carriers.map { site[$0] }.filter { $0 >= 0 }
          return called.count > 1 ? sum + NaivePopulations.diversity(called) : sum
        }
      }
      let ratios = table.sites.indices.map { core -> Double? in
        guard naive.isCore(core), let ancestral = diversity(naive.carriers(0, core)),
          let derived = diversity(naive.carriers(1, core)), derived > 0
        else { return nil }
        return ancestral / derived
      }
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 5000)
      ScansWindowTests.check(DerivedDiversitySummary().values(in: window), Self.summary(ratios), "dind")
    }
  }

  @Test func twoPopulations() {
    for (table, first) in zip(ScansWindowTests.tables(), [7, 30, 12, 64]) {
      let window = HaplotypeWindow(
        table.matrix(), populationSizes: [first, table.haplotypeCount - first], from: 0, to: 5000)
      var differences: [Double] = []
      for site in table.sites {
        let (a, b) = (site[..<first].filter { $0 >= 0 }, site[first...].filter { $0 >= 0 })
        if !a.isEmpty && !b.isEmpty {
          differences.append(NaivePopulations.frequency(a) - NaivePopulations.frequency(b))
        }
      }
      ScansWindowTests.check(
        DerivedFrequencyDifference().values(in: window), [differences.max() ?? 0, Self.mean(differences)], "deltaDAF")
      let scan = PopulationScan(
        table.matrix(), target: Array(0..<first), reference: Array(first..<table.haplotypeCount), options: Self.options)
      func signed(_ values: [Double?]) -> [Double] { [values.compactMap { $0 }.max() ?? 0, Self.mean(values)] }
      ScansWindowTests.check(
        PopulationScanSummary().values(in: window), signed(scan.xpehh()) + signed(scan.xpnsl()), "xpScans")
    }
  }

  /// evoNet's numbers of a table in a window from 0 to `length`, from the definitions.
  private static func evonet(_ table: AlleleTable, length: Double) -> [Double] {
    let fifth = length / 5
    func shares(_ bins: [Int], _ count: Int) -> [Double] {
      (0..<count).map { bin in Double(bins.count { $0 == bin }) / Double(max(1, bins.count)) }
    }
    func sites(_ fifths: Range<Int>) -> [Int] {
      table.sites.indices.filter {
        table.positions[$0] >= Double(fifths.lowerBound) * fifth
          && table.positions[$0] < Double(fifths.upperBound) * fifth
          && Set(table.sites[$0]).isSuperset(of: [0, 1])
      }
    }
    let filled = NaiveScans(table, options).filled
    let edges = (0..<30).map { 10 * powOf(501, Double($0) / 29) - 10 }
    var result: [Double] = []
    let near = sites(2..<3)
    for stretches in [[2..<3], [1..<2, 3..<4], [0..<1, 4..<5]] {
      let own = stretches.flatMap { sites($0) }
      let accessible = stretches.map { Int(Double($0.lowerBound) * fifth)..<Int(Double($0.upperBound) * fifth) }
      let naive = NaiveStatistics(table, from: 0, to: length, accessible: accessible)
      result += [Double(own.count) / 5000, min(1, max(0, (naive.value("tajimasD") + 3) / 6))]
      let minor = own.map { site -> Int in
        let calls = table.sites[site].filter { $0 >= 0 }
        let rarer = min(calls.count { $0 == 1 }, calls.count { $0 == 0 })
        return (0..<50).first { 100 * rarer <= ($0 + 1) * calls.count } ?? 50
      }
      result += shares(minor, 50)
      var spacings: [Int] = []
      var tracts: [Int] = []
      for stretch in stretches {
        let start = Double(stretch.lowerBound) * fifth
        let places = sites(stretch).map { table.positions[$0] }
        spacings += zip(places, [start] + places).map { min(15, Int(($0 - $1) / 20)) }
        for a in 0..<table.haplotypeCount {
          for b in 0..<a {
            let differences = sites(stretch).filter { filled[$0][a] != filled[$0][b] }.map { table.positions[$0] }
            let ends = differences + [Double(stretch.upperBound) * fifth]
            tracts += zip(ends, [start] + differences).map { end, begin in edges.count { $0 <= end - begin } - 1 }
          }
        }
      }
      result += shares(spacings, 16) + shares(tracts, 30)
      var linkage: [Int] = []
      for i in near {
        for j in own where stretches != [2..<3] || i != j {
          let pairs = zip(table.sites[i], table.sites[j]).filter { $0 >= 0 && $1 >= 0 }
          if Double(table.haplotypeCount - pairs.count) / Double(pairs.count) >= 0.9 { continue }
          // D of each of the commonest haplotypes, times the square of all; of several the greatest counts. Whole numbers, as
          // D may lie on an edge.
          let copies = Dictionary(grouping: pairs) { 2 * $0.0 + $0.1 }.mapValues(\.count)
          let most = copies.values.max() ?? 0
          let d = copies.filter { $0.value == most }.map { haplotype, x in
            pairs.count * x - (x + (copies[haplotype ^ 1] ?? 0)) * (x + (copies[haplotype ^ 2] ?? 0))
          }
          let bin = (0..<15).first { 280 * (d.max() ?? 0) < (5 * $0 - 14) * pairs.count * pairs.count }
          linkage.append(bin ?? 15)
        }
      }
      result += shares(linkage, 16)
    }
    let classes = Dictionary(grouping: 0..<table.haplotypeCount) { h in near.map { filled[$0][h] } }
    let sizes = classes.values.map { Double($0.count) / Double(table.haplotypeCount) }.sorted(by: >)
    let h1 = sizes.reduce(0) { $0 + $1 * $1 }
    return result + [h1, h1 + (sizes.count > 1 ? 2 * sizes[0] * sizes[1] : 0), h1 - sizes[0] * sizes[0]]
  }

  @Test("evoNet: 345 numbers, region by region")
  func evonet() throws {
    for table in ScansWindowTests.tables() + [
      AlleleTable.random(seed: 21, haplotypes: 100, sites: 300, length: 5000),
      AlleleTable.random(seed: 22, haplotypes: 20, sites: 30, length: 5000, missing: 0.5),
    ] {
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 5000)
      let values = EvonetSpectra().values(in: window)
      ScansWindowTests.check(values, Self.evonet(table, length: 5000), "evonetSpectra")
      #expect(values.values.count == 345)
    }
    let names = EvonetSpectra().columns(populationSizes: [100])
    #expect(names[0] == "ss_near" && names[113] == "ld_15_near" && names[114] == "ss_mid" && names.last == "H2_near")
  }
}
