import Statistics
import TestSupport
import Testing

@Suite("FILET gives the same numbers")
struct FiletTests {
  /// FILET's columns, in its order; ours, and the power of the length (10 kb) that lies between them.
  static let columns: [(theirs: String, ours: String, power: Int)] =
    (1...2).flatMap { population in
      [
        ("pi", "pi", 1), ("hetVar", "distVar", 2), ("ss", "ss", 1), ("private", "private", 1), ("thetaH", "thetaH", 1),
        ("tajd", "tajimasD", 0), ("H", "fayWuH", 1), ("HapCount", "haplotypeCount", 0), ("ZnS", "ZnS", 0),
      ].map { ("\($0.0)\(population)", $0.1, $0.2) }
    }
    + [
      ("Fst", "fst", 0), ("snn", "snn", 0), ("dxy_mean", "dxy", 1), ("dxy_min", "dxyMin", 1), ("gmin", "gmin", 0),
      ("zx", "zx", 0), ("dd1", "dd1", 0), ("dd2", "dd2", 0), ("ddRank1", "ddRank1", 0), ("ddRank2", "ddRank2", 0),
      ("ibsMaxB", "ibsMaxBetween", 0), ("ibsMean1", "ibsMean", 0), ("ibsMean2", "ibsMean", 0),
    ]

  @Test("All 31 columns of our simulations, raw and normalised, as its program prints them")
  func everyColumn() throws {
    // Golden/make_filet.sh made them.
    func golden(_ name: String) -> String { SharedData.checkout("Tests/StatisticsTests/Golden/filet.\(name)") }
    try compare(golden("ms"), golden("raw.tsv"), golden("norm.tsv"), sizes: [12, 8])
  }

  @Test(
    "All 31 columns of discoal's simulations", .enabled(if: SharedData.isPresent, "the shared data are absent"))
  func everyColumnOfSharedOutputs() throws {
    try compare(
      try #require(SharedData.path("golden/ms/twopop_20_14.ms")),
      try #require(SharedData.path("golden/filet/twopop_20_14.raw.tsv")),
      try #require(SharedData.path("golden/filet/twopop_20_14.norm.tsv")), sizes: [20, 14])
  }

  /// Compares the six replicates of `ms` with FILET's output, raw and normalised.
  private func compare(_ ms: String, _ raw: String, _ norm: String, sizes: [Int]) throws {
    func table(_ path: String) throws -> [[String]] {
      try DiploshicTests.text(path).split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    }
    let (rawLines, normLines) = (try table(raw), try table(norm))
    #expect(rawLines[0] == Self.columns.map(\.theirs) && rawLines[0] == normLines[0] && rawLines.count == 7)
    let layout = try WindowLayout(length: 10_000, subwindowCount: 1)
    let calculator = try FeatureCalculator(
      featureSet: .named("filet-31.filet"), layout: layout, populationSizes: sizes)
    let names = calculator.featureSet.statistics.map(\.info.id)
    for (column, name) in zip(Self.columns, names) { #expect(name.hasPrefix(column.ours), "\(column) is \(name)") }
    let replicates = try DiploshicTests.text(ms).components(separatedBy: "//").dropFirst()
    #expect(replicates.count == rawLines.count - 1)
    for (number, replicate) in replicates.enumerated() {
      let row = calculator.row(Self.matrix(replicate).matrix(), start: 0, accessible: nil)
      for (index, column) in Self.columns.enumerated() {
        var scale = 1.0
        for _ in 0..<column.power { scale *= 1e4 }
        let theirs = try #require(Double(rawLines[number + 1][index]))
        let ours = row.raw[index] * scale
        #expect(abs(ours - theirs) < 1e-6, "\(column.theirs): \(ours), FILET: \(theirs)")
        let normalised = try #require(Double(normLines[number + 1][index]))
        let value = row.values[index]
        #expect(abs(value - normalised) < 1e-6, "\(column.theirs): \(value), FILET normalised: \(normalised)")
      }
    }
  }

  @Test("Where FILET departs from the definitions, only its convention follows")
  func departures() throws {
    // Two haplotypes of three in the second population are the only neighbours of one of the first.
    let sites = [[0, 0, 0, 1, 1, 1], [1, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 1]]
    let table = AlleleTable(haplotypeCount: 6, positions: [1, 2, 3], sites: sites)
    let window = HaplotypeWindow(table.matrix(), populationSizes: [3, 3], from: 0, to: 10)
    func value(_ id: String) throws -> Double { try StatisticRegistry.statistic(id).value(in: window) }
    let naive = NaivePopulations(table, sizes: [3, 3], from: 0, to: 10, accessible: nil)
    let (snn, kst) = (try value("snn"), try value("kst"))
    #expect(close(snn, naive.value("snn")) && close(kst, naive.value("kst")))
    let (filetSnn, filetD) = (try value("snn.filet"), try value("tajimasD1.filet"))
    #expect(filetSnn != snn && filetD != TajimasD().compute(window.population(0)).value)
    // Fixed differences alone: K_ST is 1, FILET prints 0.
    let fixed = AlleleTable(haplotypeCount: 4, positions: [1], sites: [[0, 0, 1, 1]])
    let apart = HaplotypeWindow(fixed.matrix(), populationSizes: [2, 2], from: 0, to: 10)
    #expect(try StatisticRegistry.statistic("kst").value(in: apart) == 1)
    #expect(try StatisticRegistry.statistic("fst.filet").value(in: apart) == 0)
    // No site: (n1 (n1 - 1) + n2 (n2 - 1)) / (n (n - 1)) of neighbours are of the same population.
    let empty = HaplotypeWindow(
      AlleleTable(haplotypeCount: 10, positions: [], sites: []).matrix(), populationSizes: [6, 4], from: 0, to: 10)
    #expect(close(NearestNeighbour().value(in: empty), 42.0 / 90))
    #expect(close(FiletNearestNeighbour().value(in: empty), 52.0 / 110))
  }

  @Test("FILET's names are accepted, but for those that mean something else")
  func names() throws {
    let text = "pi1, hetVar2, tajd1, HapCount2, Fst, dxy_mean, dxy_min, gmin, ibsMaxB, ibsMean2, H1; windows: whole"
    #expect(
      try FeatureSet.named(text).statistics.map(\.info.id) == [
        "pi@1", "distVar@2", "tajimasD@1", "haplotypeCount@2", "kst", "dxy", "dxyMin", "gmin", "ibsMaxBetween",
        "ibsMean@2",
        "H1",
      ])
    #expect(throws: StatisticsError.self) { try FeatureSet.named("tajd3; windows: whole") }
  }

  @Test("Without diversity the least divergence is not that of introgression")
  func withoutDiversity() throws {
    // Two fixed differences and a site that varies in the second population.
    let sites = [[0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 0, 1]]
    let table = AlleleTable(haplotypeCount: 6, positions: [1, 2, 3], sites: sites)
    let window = HaplotypeWindow(table.matrix(), populationSizes: [3, 3], from: 0, to: 10)
    // As if one of three copies at one site differed: 2 / 3 differences on average.
    #expect(close(DistanceRatio(of: .first).compute(window).value, 2 / (2.0 / 3)))
    #expect(close(DistanceRatio(of: .second).compute(window).value, 2 / (2.0 / 3)))
    let empty = HaplotypeWindow(
      AlleleTable(haplotypeCount: 6, positions: [], sites: []).matrix(), populationSizes: [3, 3], from: 0, to: 10)
    let ratios: [any OneColumnStatistic] = [DistanceRatio(of: .first), DistanceRatio(of: .second), Gmin()]
    for ratio in ratios { #expect(ratio.compute(empty) == StatisticValue(1, isInsufficient: true)) }
    // Identity with a diverse population is what it seems.
    let shared = AlleleTable(haplotypeCount: 6, positions: [1], sites: [[0, 0, 0, 0, 0, 1]])
    let near = HaplotypeWindow(shared.matrix(), populationSizes: [3, 3], from: 0, to: 10)
    #expect(DistanceRatio(of: .first).compute(near).value == 0 && DistanceRatio(of: .second).compute(near).value == 0)
  }

  static func matrix(_ replicate: String) -> AlleleTable {
    let text = replicate.split(separator: "\n").map(String.init)
    let rows = text.filter { $0.allSatisfy { $0 == "0" || $0 == "1" } }.map { Array($0.utf8) }
    let places = text.first { $0.hasPrefix("positions:") }?.split(separator: " ").dropFirst() ?? []
    return AlleleTable(
      haplotypeCount: rows.count, positions: places.compactMap { Double($0) }.map { $0 * 1e4 },
      sites: rows[0].indices.map { site in rows.map { $0[site] == 49 ? 1 : 0 } })
  }
}
