import Haplotypes
import Statistics
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

  @Test func spectra() {
    for table in ScansWindowTests.tables() {
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 5000)
      func shares(_ bins: [Int], _ count: Int) -> [Double] {
        (0..<count).map { bin in Double(bins.count { $0 == bin }) / Double(bins.count) }
      }
      let minor = table.sites.map { site -> Int in
        let calls = site.filter { $0 >= 0 }
        let rarer = min(calls.count { $0 == 1 }, calls.count { $0 == 0 })
        return (0..<50).first { 100 * rarer <= ($0 + 1) * calls.count } ?? 50
      }
      ScansWindowTests.check(MinorAlleleSpectrum().values(in: window), shares(minor, 50), "sfsMinor")
      func bin(_ length: Double, _ count: Int, squaredRatio: Double) -> Int {
        var (bin, edge) = (0, 25e6 * squaredRatio)
        while bin < count - 1 && length * length < edge { (bin, edge) = (bin + 1, edge * squaredRatio) }
        return bin
      }
      let spacings = zip(table.positions.dropFirst(), table.positions).map { bin($0 - $1, 16, squaredRatio: 0.25) }
      ScansWindowTests.check(SpacingSpectrum(fine: true).values(in: window), shares(spacings, 16), "spacingFine")
      let filled = NaiveScans(table, Self.options).filled
      var tracts: [Int] = []
      for a in 0..<table.haplotypeCount {
        for b in 0..<a {
          let ends = [0] + table.sites.indices.filter { filled[$0][a] != filled[$0][b] }.map { table.positions[$0] }
          tracts += zip(ends.dropFirst() + [5000], ends).map { bin($0 - $1, 30, squaredRatio: 0.5) }
        }
      }
      ScansWindowTests.check(TractSpectrum(fine: true).values(in: window), shares(tracts, 30), "ibsFine")
      var linkage: [Int] = []
      for j in table.sites.indices {
        for i in 0..<j {
          let pairs = zip(table.sites[i], table.sites[j]).filter { $0 >= 0 && $1 >= 0 }
          let (n, a, b) = (pairs.count, pairs.count { $0.0 == 1 }, pairs.count { $0.1 == 1 })
          let both = pairs.count { $0.0 == 1 && $0.1 == 1 }
          let below = a * (n - a) * b * (n - b)
          let above = (n * both - a * b) * (n * both - a * b)
          if below > 0 { linkage.append(min(15, 16 * above / below)) }
        }
      }
      ScansWindowTests.check(LinkageSpectrum().values(in: window), shares(linkage, 16), "r2Spectrum")
    }
  }

  @Test("evoNet: each region has its own sites, and H1, H12 and H2 are of the one in the middle")
  func regions() throws {
    let table = AlleleTable.random(seed: 21, haplotypes: 16, sites: 200, length: 5000)
    let set = try FeatureSet.named("evonet")
    let layout = try WindowLayout(length: 5000, subwindowCount: 1)
    let row = try FeatureCalculator(featureSet: set, layout: layout, haplotypeCount: 16)
      .row(table.matrix(), start: 0, accessible: nil)
    let names = set.schema(haplotypeCount: 16, layout: layout).columns.map(\.name)
    #expect(names.count == 345 && Set(names).count == 345 && names.count == row.values.count)
    func value(_ name: String) throws -> Double { row.values[try #require(names.firstIndex(of: name), "\(name)")] }
    var values: [String: Double] = [:]
    for (part, stretches) in [
      ("near", [2000..<3000]), ("mid", [1000..<2000, 3000..<4000]), ("far", [0..<1000, 4000..<5000]),
    ] {
      let naive = NaiveStatistics(table, from: 0, to: 5000, accessible: stretches)
      values["ss_\(part)"] = Double(naive.sites.count)
      values["tajimasD_\(part)"] = naive.value("tajimasD")
      if part == "near" { for id in ["H1", "H12", "H2"] { values["\(id)_near"] = naive.value(id) } }
    }
    #expect(values.count == 9)
    for (name, expected) in values { #expect(close(try value(name), expected), "\(name)") }
    #expect(!names.contains("H1_mid") && names.last == "H2_near")
  }
}
