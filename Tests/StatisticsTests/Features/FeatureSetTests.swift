import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import Testing

@Suite("Feature sets and rows")
struct FeatureSetTests {
  /// The recipes of one population that are normalised across subwindows.
  static let acrossSubwindows = FeatureSet.all.filter {
    $0.partition == .subwindows && !$0.normalisations.contains(Normalisation.none)
  }

  static let layout = try? WindowLayout(length: 1100, subwindowCount: 11)

  @Test func layouts() throws {
    let layout = try WindowLayout(length: 1100, subwindowCount: 11)
    #expect(layout.subwindowLength == 100)
    for (length, count) in [(1100, 7), (0, 11), (1100, 0), (-11, 11)] {
      #expect(throws: StatisticsError.invalidLayout(length: length, subwindowCount: count)) {
        try WindowLayout(length: length, subwindowCount: count)
      }
    }
  }

  @Test func recipes() throws {
    let expected = [
      "s-hic": (11, true, true), "s-hic-12": (12, true, true), "s-hic-folded": (9, true, false),
      "s-hic-unphased": (11, false, true), "s-hic-12-unphased": (12, false, true),
      "s-hic-folded-unphased": (9, false, false), "diplos-hic": (15, true, true),
      "diplos-hic-diploid": (12, false, false), "diplos-hic.diploshic": (15, true, true),
      "diplos-hic-diploid.diploshic": (12, false, false), "filet": (22, true, false), "filet-31": (31, true, true),
      "filet.filet": (22, true, false), "filet-31.filet": (31, true, true), "joint-sfs": (1, false, true),
      "joint-sfs-folded": (1, false, false), "joint-sfs-3": (1, false, true), "joint-sfs-3-folded": (1, false, false),
      "xp-sfselect": (1, false, true), "sample-stats": (5, false, true),
      "sfselect": (1, false, true), "pavlidis": (3, true, true), "pavlidis-folded": (3, true, false),
      "haplotype-scans": (1, true, false), "recombination": (9, true, false),
      "evonet": (1, true, false), "evolboosting": (6, true, true), "hierarchical-boosting": (7, true, true),
      "hierarchical-boosting-2": (10, true, true), "sites": (9, true, true), "sites-folded": (8, true, false),
      "sites-unphased": (9, false, true), "sites-folded-unphased": (8, false, false),
    ]
    #expect(Set(FeatureSet.all.map(\.id)) == Set(expected.keys))
    for (id, (count, phase, polarisation)) in expected {
      let set = try FeatureSet.named(id)
      #expect(set.statistics.count == count && set.usesPhase == phase && set.usesPolarisation == polarisation)
    }
    let layout = try #require(Self.layout)
    let schema = try FeatureSet.named("s-hic").schema(haplotypeCount: 100, layout: layout)
    #expect(schema.columns.count == 121)
    #expect(schema.columns[0].name == "pi_win0" && schema.columns[12].name == "ss_win1")
    #expect(schema.columns[120].name == "ZnS_win10" && schema.columns[120].subwindow == 10)
  }

  @Test func normalisation() {
    func normalised(_ values: [Double], _ by: Normalisation = .shic, insufficient: Bool = false) -> [Double] {
      by.applied(
        to: values, insufficient: values.indices.map { insufficient && $0 == 1 },
        accessibleBases: values.indices.map { 10 * Double($0) })
    }
    #expect(normalised([1, 3, 4]) == [0.125, 0.375, 0.5])
    #expect(normalised([-1, 1, 1]) == [0, 0.5, 0.5])
    #expect(normalised([0, 0, 0, 0]) == [0.25, 0.25, 0.25, 0.25])
    #expect(normalised([-2, -2]) == [0.5, 0.5])
    #expect(normalised([1, 3, 4], insufficient: true) == [0.125, 0.375, 0.5])
    #expect(normalised([1, 3, 4], .shicFlattening) == [0.125, 0.375, 0.5])
    #expect(normalised([1, 3, 4, 0], .shicFlattening, insufficient: true) == [0.25, 0.25, 0.25, 0.25])
    #expect(normalised([1, 3, 4], .none) == [1, 3, 4])
    #expect(normalised([1, 3, 4], .perBase(power: 2)) == [0, 0.03, 0.01])
  }

  @Test("Rows are the statistics of the subwindows, normalised; sites outside accessible stretches are dropped")
  func rows() throws {
    let layout = try #require(Self.layout)
    var table = AlleleTable.random(seed: 5, haplotypes: 22, sites: 700, length: 1400)
    // Whole positions, so that many sites lie exactly on the bounds of subwindows and accessible stretches.
    table.positions = table.positions.map { $0.rounded(.down) }
    let accessible = [0..<350, 420..<800, 950..<951, 1000..<1300]
    for set in Self.acrossSubwindows where !set.needsCompleteCalls {
      let calculator = try FeatureCalculator(featureSet: set, layout: layout, haplotypeCount: 22)
      let row = calculator.row(table.matrix(), start: 150, accessible: accessible)
      #expect(row.values.count == set.schema(haplotypeCount: 22, layout: layout).columns.count)
      for subwindow in 0..<11 {
        let start = 150 + 100 * Double(subwindow)
        let naive = NaiveStatistics(table, from: start, to: start + 100, accessible: accessible)
        #expect(row.segregatingSites[subwindow] == naive.sites.count)
        #expect(row.accessibleBases[subwindow] == naive.bases)
        for (index, statistic) in set.statistics.enumerated() {
          #expect(close(row.raw[index * 11 + subwindow], naive.value(statistic.info.id)))
        }
      }
      for index in set.statistics.indices {
        let share = row.values[index * 11..<(index + 1) * 11]
        #expect(abs(share.reduce(0, +) - 1) < 1e-12 && share.allSatisfy { $0 >= 0 })
      }
    }
  }

  @Test("sample_stats: totals, and H with the sign of ms; two sites of four haplotypes by hand")
  func sampleStats() throws {
    let table = AlleleTable(haplotypeCount: 4, positions: [3, 70], sites: [[1, 1, 1, 0], [0, 1, 0, 0]])
    let calculator = try FeatureCalculator(
      featureSet: .named("sample-stats"), layout: WindowLayout(length: 1000, subwindowCount: 1), haplotypeCount: 4)
    let row = calculator.row(table.matrix(), start: 0, accessible: nil)
    // pi = 2 * 3 / 6, S = 2, theta_H = (9 + 1) / 6.
    let expected = [
      1, 2, NaiveStatistics(table, from: 0, to: 1000, accessible: nil).value("tajimasD"), 10.0 / 6, -4.0 / 6,
    ]
    #expect(zip(row.values, expected).allSatisfy { close($0, $1) } && row.values.count == 5)
    #expect(calculator.row(table.matrix(), start: 0, accessible: []).values == [0, 0, 0, 0, 0])
    // Spelled out as totals; accessible bases are those of the mask, and what is no number per base stays as it is.
    let text = "pi, ss, tajimasD, thetaH, fayWuHOriginal, distVar, maxFDA; windows: whole; normalisation: total"
    let set = try FeatureSet.named(text)
    #expect(try set.id == text && set.normalisations == FeatureSet.named(set.id).normalisations)
    let totals = try FeatureCalculator(
      featureSet: set, layout: WindowLayout(length: 1000, subwindowCount: 1), haplotypeCount: 4)
    for accessible in [nil, [0..<100, 200..<250]] {
      let row = totals.row(table.matrix(), start: 0, accessible: accessible)
      let naive = NaiveStatistics(table, from: 0, to: 1000, accessible: accessible)
      let others = [naive.distanceMoments(naive.sites).variance, 0.75]
      #expect(zip(row.values, expected + others).allSatisfy { close($0, $1) } && row.values.count == 7)
    }
    #expect {
      try FeatureSet.named("pi; normalisation: totl")
    } throws: { "\($0)".contains("did you mean 'total'?") }
  }

  @Test("Simulated and observed data go through the same code: fixed sites and whole positions change nothing")
  func simulatedAndObserved() throws {
    let layout = try #require(Self.layout)
    let simulated = AlleleTable.random(seed: 6, haplotypes: 40, sites: 120, length: 1100)
    var observed = simulated
    observed.positions = simulated.positions.map { $0.rounded(.down) }
    observed.sites.insert([Int](repeating: 1, count: 40), at: 60)
    observed.positions.insert(observed.positions[60], at: 60)
    for set in Self.acrossSubwindows where !set.needsCompleteCalls {
      let calculator = try FeatureCalculator(featureSet: set, layout: layout, haplotypeCount: 40)
      let ploidies = [UInt8](repeating: 2, count: 20)
      #expect(
        calculator.row(simulated.matrix(), start: 0, accessible: nil)
          == calculator.row(observed.matrix(ploidies: ploidies), start: 0, accessible: [0..<1100]))
    }
  }

  @Test("An empty window has a finite, flat row")
  func empty() throws {
    let layout = try #require(Self.layout)
    for set in Self.acrossSubwindows {
      let calculator = try FeatureCalculator(featureSet: set, layout: layout, haplotypeCount: 10)
      let row = calculator.row(HaplotypeMatrix(haplotypeCount: 10), start: 0, accessible: [])
      #expect(row.values.allSatisfy { abs($0 - 1.0 / 11) < 1e-15 })
    }
  }

  @Test func refusals() throws {
    let layout = try #require(Self.layout)
    let unphased = try FeatureSet.named("s-hic-unphased")
    #expect(throws: StatisticsError.oddHaplotypeCount(21, featureSet: "s-hic-unphased")) {
      try FeatureCalculator(featureSet: unphased, layout: layout, haplotypeCount: 21)
    }
    #expect(throws: StatisticsError.tooFewHaplotypes(1)) {
      try FeatureCalculator(featureSet: unphased, layout: layout, haplotypeCount: 1)
    }
    let calculator = try FeatureCalculator(featureSet: unphased, layout: layout, haplotypeCount: 6)
    #expect(throws: StatisticsError.wrongHaplotypeCount(expected: 6, found: 4)) {
      try calculator.check(HaplotypeMatrix(haplotypeCount: 4))
    }
    let phased = try FeatureSet.named("s-hic-12")
    #expect(throws: StatisticsError.needsPhase(featureSet: "s-hic-12", alternative: "s-hic-12-unphased")) {
      try phased.check(HaplotypeMatrix(haplotypeCount: 4, isPhased: false))
    }
    #expect(throws: StatisticsError.needsPolarisation(featureSet: "s-hic-12", alternative: "s-hic-folded")) {
      try phased.check(HaplotypeMatrix(haplotypeCount: 4, isPolarised: false))
    }
    #expect(throws: StatisticsError.mixedPloidy(featureSet: "s-hic-unphased", found: [1, 2])) {
      try unphased.check(HaplotypeMatrix(haplotypeCount: 4, ploidies: [2, 1, 1]))
    }
    let haploid = try FeatureSet.named("diplos-hic")
    #expect(throws: StatisticsError.needsPhase(featureSet: "diplos-hic", alternative: "diplos-hic-diploid")) {
      try haploid.check(HaplotypeMatrix(haplotypeCount: 4, isPhased: false))
    }
    let convention = try FeatureSet.named("diplos-hic.diploshic")
    var gaps = HaplotypeMatrix(haplotypeCount: 4)
    gaps.append(position: 1, alleles: [1], missing: [2])
    #expect(
      throws: StatisticsError.needsCompleteCalls(featureSet: "diplos-hic.diploshic", alternative: "diplos-hic")
    ) {
      try convention.check(gaps)
    }
    try haploid.check(gaps)
    try convention.check(HaplotypeMatrix(haplotypeCount: 4))
    try unphased.check(HaplotypeMatrix(haplotypeCount: 4, ploidies: [2, 2], isPhased: false))
    try unphased.check(HaplotypeMatrix(haplotypeCount: 4))
  }

  @Test("Rows put together from subwindows are the same bits", arguments: acrossSubwindows.map(\.id))
  func subwindows(id: String) throws {
    let set = try FeatureSet.named(id)
    let layout = try WindowLayout(length: 330, subwindowCount: 11)
    let table = AlleleTable.random(
      seed: 11, haplotypes: 70, sites: 400, length: 1000, missing: set.needsCompleteCalls ? 0 : 0.03)
    let matrix = table.matrix(ploidies: [UInt8](repeating: 2, count: 35))
    let calculator = try FeatureCalculator(featureSet: set, layout: layout, haplotypeCount: 70)
    #expect(calculator.partsAreSubwindows)
    // From all, from hardly anything (one subwindow has no accessible base), from stretches across the ends of subwindows.
    for accessible in [nil, [5..<19, 245..<250], [0..<170, 175..<181, 223..<640, 641..<1000]] as [[Range<Int>]?] {
      let parts = (0..<20).map { calculator.subwindow(matrix, start: 10 + 30 * $0, accessible: accessible) }
      for first in 0..<10 {
        let direct = calculator.row(matrix, start: Double(10 + 30 * first), accessible: accessible)
        #expect(calculator.row(of: parts[first..<first + 11]) == direct)
      }
    }
  }
}
