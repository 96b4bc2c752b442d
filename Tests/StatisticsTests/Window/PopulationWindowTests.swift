import FeatureTables
import Haplotypes
import Statistics
import Testing

@Suite("Windows of several populations")
struct PopulationWindowTests {
  @Test(
    "A population's window is that of its haplotypes alone, in any order of the populations, and is used again",
    arguments: [([3, 5, 4], 0), ([20, 14], 0.1), ([60, 10, 70], 0), ([64, 64], 0.2), ([1, 130, 65], 0.1)]
      as [([Int], Double)])
  func subsamples(_ sizes: [Int], _ missing: Double) {
    let window = HaplotypeWindow(populationSizes: sizes)
    for seed in UInt64(1)...3 {
      let table = AlleleTable.random(
        seed: seed, haplotypes: sizes.reduce(0, +), sites: seed == 2 ? 0 : 90, length: 500, missing: missing)
      window.load(table.matrix(), from: 20, to: 480, accessible: [0..<300, 320..<470])
      for chosen in [[0], [1], [sizes.count - 1, 0], Array(sizes.indices)] {
        let part = window.subsample(chosen)
        let haplotypes = chosen.flatMap { population in
          let first = sizes[..<population].reduce(0, +)
          return Array(first..<first + sizes[population])
        }
        var own = table.permuted(haplotypes)
        own.haplotypeCount = haplotypes.count
        let alone = HaplotypeWindow(own.matrix(), from: 20, to: 480, accessible: [0..<300, 320..<470])
        #expect(part.siteCount == alone.siteCount && part.hasMissingCalls == alone.hasMissingCalls)
        #expect(part.populationSizes == chosen.map { sizes[$0] })
        for statistic in StatisticRegistry.all where statistic.info.populations == 1 && haplotypes.count > 1 {
          if statistic.info.usesGenotypes && !haplotypes.count.isMultiple(of: 2) { continue }
          #expect(statistic.values(in: part) == statistic.values(in: alone), "\(statistic.info.id) of \(chosen)")
        }
      }
    }
  }

  @Test("A free combination names its columns after the populations, and its name is found again")
  func combinations() throws {
    let layout = try WindowLayout(length: 1000, subwindowCount: 5)
    let set = try FeatureSet.made(of: " pi, tajimasD@YRI ,pi@2; windows: whole", populations: ["CEU", "YRI"])
    #expect(set.id == "pi, tajimasD@2, pi@2; windows: whole; normalisation: none")
    let schema = set.schema(
      populations: [.init(name: "CEU", haplotypeCount: 4), .init(name: "YRI", haplotypeCount: 6)], layout: layout)
    #expect(schema.columns.map(\.name) == ["pi", "tajimasD_pop2", "pi_pop2"])
    #expect(schema.populations.map(\.name) == ["CEU", "YRI"] && schema.haplotypeCount == 10)
    let again = try FeatureSet.named(set.id)
    #expect(again.id == set.id)
    let table = AlleleTable.random(seed: 3, haplotypes: 10, sites: 50, length: 1000)
    let calculator = try FeatureCalculator(featureSet: again, layout: layout, populationSizes: [4, 6])
    let row = calculator.row(table.matrix(), start: 0, accessible: nil)
    let second = HaplotypeWindow(table.matrix(), populationSizes: [4, 6], from: 0, to: 1000).population(1)
    #expect(row.values == row.raw && row.values[2] == NucleotideDiversity().compute(second).value)
    #expect(try FeatureSet.named("pi").schema(haplotypeCount: 4, layout: layout).columns.count == 5)
  }

  @Test("Wrong combinations are refused with the nearest spelling")
  func refusals() throws {
    func message(_ text: String, _ populations: [String] = []) -> String {
      do { return try FeatureSet.made(of: text, populations: populations).id } catch { return "\(error)" }
    }
    #expect(message("pi, tajimaD").contains("did you mean 'tajimasD'?"))
    #expect(message("pi; window: whole").contains("did you mean 'windows'?"))
    #expect(message("pi; normalisation: s-hix").contains("did you mean 's-hic'?"))
    #expect(message("pi@YRJ", ["CEU", "YRI"]).contains("did you mean 'YRI'?"))
    #expect(message("pi@3", ["CEU", "YRI"]).contains("no population '3'"))
    #expect(message("pi@1-2").contains("is of 1 population"))
    #expect(message("tajimasD.diploshic@1").contains("whole samples"))
    let layout = try WindowLayout(length: 1000, subwindowCount: 5)
    let set = try FeatureSet.made(of: "pi@3")
    #expect(throws: StatisticsError.tooFewPopulations(statistic: "pi@3", needed: 3, found: 2, featureSet: set.id)) {
      try FeatureCalculator(featureSet: set, layout: layout, populationSizes: [4, 6])
    }
    #expect(throws: StatisticsError.tooFewHaplotypes(1)) {
      try FeatureCalculator(featureSet: set, layout: layout, populationSizes: [4, 6, 1])
    }
  }

  @Test("Ploidy: any in statistics of haplotypes, two in those of genotypes, and no individual in two populations")
  func ploidies() throws {
    func check(_ text: String, _ ploidies: [UInt8], _ sizes: [Int]) throws(StatisticsError) {
      let haplotypes = ploidies.reduce(0) { $0 + Int($1) }
      try FeatureSet.made(of: text).check(
        HaplotypeMatrix(haplotypeCount: haplotypes, ploidies: ploidies), populationSizes: sizes)
    }
    try check("dxy, pi@2, snn", [1, 1, 1, 1, 1], [2, 3])
    try check("dxy, pi@2, snn", [4, 4, 3], [8, 3])
    try check("fstWeirCockerham, G12@1", [2, 2, 2], [4, 2])
    #expect(throws: StatisticsError.dividedIndividual(populationSizes: [3, 3])) {
      try check("dxy", [2, 2, 2], [3, 3])
    }
    #expect(throws: StatisticsError.self) { try check("fstWeirCockerham", [4, 4], [4, 4]) }
    #expect(throws: StatisticsError.self) { try check("fstWeirCockerham", [1, 1, 1, 1, 1, 1], [3, 3]) }
  }

  @Test("Parts of a window may overlap or be made of several stretches")
  func parts() throws {
    let layout = try WindowLayout(length: 1000, subwindowCount: 5)
    let set = FeatureSet(
      id: "nested", title: "nested",
      partition: .parts([
        WindowPart(name: "near", stretches: [0.4..<0.6]), WindowPart(name: "far", stretches: [0..<0.2, 0.8..<1]),
      ]),
      normalisation: .none, statistics: [SegregatingSites(), NucleotideDiversity()])
    #expect(
      set.schema(haplotypeCount: 8, layout: layout).columns.map(\.name) == ["ss_near", "ss_far", "pi_near", "pi_far"])
    let table = AlleleTable.random(seed: 4, haplotypes: 8, sites: 200, length: 1500)
    let calculator = try FeatureCalculator(featureSet: set, layout: layout, haplotypeCount: 8)
    for accessible in [nil, [0..<450, 480..<900, 920..<1300]] {
      let row = calculator.row(table.matrix(), start: 100, accessible: accessible)
      for (index, ranges) in [[500..<700], [100..<300, 900..<1100]].enumerated() {
        let own = accessible.map { all in ranges.flatMap { r in all.map { $0.clamped(to: r) } } } ?? ranges
        let naive = NaiveStatistics(table, from: 100, to: 1100, accessible: own)
        #expect(row.segregatingSites[index] == naive.sites.count && row.accessibleBases[index] == naive.bases)
        #expect(close(row.values[index], naive.value("ss")) && close(row.values[2 + index], naive.value("pi")))
      }
    }
  }

  @Test("What the window has too little for is marked, and finite")
  func insufficient() throws {
    let layout = try WindowLayout(length: 1000, subwindowCount: 2)
    let set = try FeatureSet.made(of: "pi, tajimasD, ZnS, siteSpacingVar; normalisation: none")
    var table = AlleleTable(haplotypeCount: 4, positions: [100, 150], sites: [[0, 1, 1, 0], [1, 0, 0, 0]])
    let calculator = try FeatureCalculator(featureSet: set, layout: layout, haplotypeCount: 4)
    let row = calculator.row(table.matrix(), start: 0, accessible: nil)
    #expect(row.insufficient == [false, false, false, true, false, true, true, true])
    table.positions = []
    table.sites = []
    #expect(
      calculator.row(table.matrix(), start: 0, accessible: []).insufficient == [Bool](repeating: true, count: 8))
  }
}
