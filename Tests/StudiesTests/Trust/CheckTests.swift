import FeatureTables
import Foundation
import Groundwork
import Haplotypes
import Statistics
import Studies
import StudyFiles
import Testing
import Training

/// The parts of the check of simulations against data.
@Suite struct CheckTests {
  // MARK: Summaries

  /// Derived counts of the sites of `matrix` between the bounds, and how many calls each has.
  private func counts(_ matrix: HaplotypeMatrix, _ range: Range<Double>) -> [(derived: Int, called: Int)] {
    matrix.positions.indices.filter { range.contains(matrix.positions[$0]) }.map { site in
      let called = (0..<matrix.haplotypeCount).filter { !matrix.isMissing(site: site, haplotype: $0) }
      return (called.count { matrix.allele(site: site, haplotype: $0) }, called.count)
    }.filter { $0.derived > 0 && $0.derived < $0.called }
  }

  /// Against sums over sites and pairs, written out.
  @Test func summariesAgainstTheirDefinitions() throws {
    var stream = RandomStream(seed: 4, replicate: 0, purpose: .parameters)
    var matrix = HaplotypeMatrix(haplotypeCount: 12)
    for site in 0..<150 {
      // Rare alleles are derived at some sites and ancestral at others.
      let rare = stream.next() & stream.next() & stream.next()
      let alleles = (site % 2 == 0 ? rare : ~rare) & 0xFFF
      let missing = site % 3 == 0 ? stream.next() & stream.next() & stream.next() & 0xFFF : 0
      matrix.append(position: Double(site) * 7, alleles: [alleles & ~missing], missing: [missing])
    }
    let shape = SummaryShape(
      layout: try WindowLayout(length: 1100, subwindowCount: 11), haplotypes: 12, linkage: .haplotypes)
    let values = SummaryCalculator(shape).values(matrix, start: 0, accessible: nil)
    let sites = counts(matrix, 0..<1100)
    let pi = sites.reduce(0.0) { sum, site in
      sum + 2 * Double(site.derived * (site.called - site.derived)) / Double(site.called * (site.called - 1))
    }
    let singletons = sites.count { min($0.derived, $0.called - $0.derived) == 1 }
    let missing = sites.reduce(0) { $0 + 12 - $1.called }
    #expect(values[0] == Double(sites.count) / 1100)
    #expect(abs(values[1] - pi / 1100) < 1e-12)
    #expect(abs(values[3] - Double(singletons) / Double(sites.count)) < 1e-12)
    #expect(abs(values[6] - Double(missing) / Double(12 * sites.count)) < 1e-12)
    #expect(values[4] > 0 && values[4] < 1 && values[5] > 0 && values[5] <= 1)
    // Bases that cannot be seen take their sites with them, and their length.
    let masked = SummaryCalculator(shape).values(matrix, start: 0, accessible: [0..<300])
    #expect(masked[0] == Double(counts(matrix, 0..<300).count) / 300)
    #expect(masked[4] == 0, "the middle subwindow is masked")
  }

  @Test func sharesOfTheGenome() throws {
    let study = try MadeUp.study(MadeUp.simulating)
    #expect(try ExpectedGenome(study).shares.map { ($0 * 1e6).rounded() } == [890_000, 5000, 50_000, 5000, 50_000])
    let rare = try MadeUp.study(MadeUp.simulating, "scan.rarity={hard: 0.01, linked-soft: 0.2}")
    #expect(try ExpectedGenome(rare).shares.map { ($0 * 1e6).rounded() } == [685_000, 10_000, 100_000, 5000, 200_000])
    #expect(throws: StudyError.self) { try MadeUp.study(MadeUp.simulating, "scan.rarity={hard: 0.2}") }
    #expect(throws: StudyError.self) { try MadeUp.study(MadeUp.simulating, "scan.rarity={harsh: 0.01}") }
    var table = FeatureTable(schema: Self.schema(1), classes: ["a", "b"])
    for row in 0..<100 { table.append([0], label: row % 2, replicate: UInt64(row), truth: []) }
    let rows = ExpectedGenome(shares: [0.8, 0.2]).rows(of: table, limit: 40)
    #expect(rows.count { table.labels[$0] == 0 } == 32 && rows.count { table.labels[$0] == 1 } == 8)
    #expect(
      ExpectedGenome(shares: [0.8, 0.2]).rows(of: table, limit: 1000).count == 63, "50 of a, and 1/4 of that of b")
  }

  // MARK: Comparison

  private func comparison(
    _ summary: WindowSummary, _ centre: Double, observed: Double, independent: Double = 20
  ) throws -> SummaryComparison {
    let simulated = (0..<200).map { centre * (1 + 0.001 * Double($0 - 100)) }
    let data = (0..<40).map { observed * (1 + 0.001 * Double($0 - 20)) }
    return try #require(SummaryComparison(summary, simulated: simulated, observed: data, independent: independent))
  }

  @Test func theParameterIsNamed() throws {
    let few = try comparison(.segregatingSites, 0.01, observed: 0.01 / 4.8)
    #expect(few.isOff && few.isAbsurd)
    let cause = try #require(LikelyCause([few, try comparison(.tajimasD, 1, observed: 1)]))
    #expect(cause.parameter == .theta && cause.sentence.contains("4.8 times fewer segregating sites"))
    #expect(cause.sentence.contains("mutation_rate (or the population size) is too high"))
    let many = try #require(LikelyCause([try comparison(.pi, 0.01, observed: 0.03)]))
    #expect(many.parameter == .theta && many.sentence.contains("too low") && many.sentence.contains("3.0 times higher"))
    let rare = try #require(LikelyCause([try comparison(.tajimasD, 1, observed: 0.8)]))
    #expect(rare.parameter == .demography && rare.sentence.contains("more rare alleles"))
    let linked = try #require(LikelyCause([try comparison(.r2, 0.1, observed: 0.2)]))
    #expect(linked.parameter == .rho && linked.sentence.contains("recombination_rate is too high"))
    // A change of size changes all three; the spectrum says so.
    let history = try #require(
      LikelyCause([
        try comparison(.tajimasD, 1, observed: 0.8), try comparison(.segregatingSites, 0.01, observed: 0.0078),
        try comparison(.r2, 0.1, observed: 0.2),
      ]))
    #expect(history.parameter == .demography)
    #expect(LikelyCause([try comparison(.pi, 0.01, observed: 0.0101)]) == nil, "a percent is none")
    #expect(LikelyCause([try comparison(.haplotypeDiversity, 0.5, observed: 0.9)]) == nil, "it has many causes")
    // Of two windows nothing is certain.
    #expect(try !comparison(.tajimasD, 1, observed: 0.85, independent: 2).isOff)
  }

  /// Causes of a genome whose windows differ among each other as no simulation's do, and of rare alleles that were filtered.
  @Test func furtherCausesAreNamed() throws {
    func compared(
      _ summary: WindowSummary, _ simulated: (Int) -> Double, _ observed: (Int) -> Double, independent: Double = 60
    ) throws -> LikelyCause? {
      LikelyCause(
        [
          try #require(
            SummaryComparison(
              summary, simulated: (0..<200).map(simulated), observed: (0..<200).map(observed), independent: independent)
          )
        ], independent: independent)
    }
    func even(_ index: Int) -> Double { 0.01 * (0.8 + 0.002 * Double(index)) }
    let filtered = try compared(.singletonShare, { 30 * even($0) }, { _ in 0.001 })
    #expect(filtered?.parameter == .filter && filtered?.sentence.contains("likeness.minor_count") == true)
    let deserts = try compared(.segregatingSites, even) { $0 < 20 ? 0.0001 : even($0) }
    #expect(deserts?.parameter == .mask && deserts?.sentence.contains("not masked") == true)
    let hotspots = try compared(.r2, { 10 * even($0) }) { index in 0.1 * exp((Double(index) - 100) / 60) }
    #expect(hotspots?.parameter == .map && hotspots?.sentence.contains("recombination varies") == true)
    // Of a few windows, quantiles tell nothing.
    #expect(try compared(.segregatingSites, even, { $0 < 20 ? 0.0001 : even($0) }, independent: 8) == nil)
    let region = try compared(.r2, { 10 * even($0) }, { 30 * even($0) }, independent: 8)
    #expect(
      region?.parameter == .rho && region?.sentence.contains("or a sweep takes up much of so short a region") == true)
    // Some tenths of a percent of missing calls change nothing, however sure.
    #expect(try compared(.missingCalls, { _ in 0.002 }, { _ in 0 }) == nil)
  }

  @Test func windowsWithoutOverlap() {
    func place(_ contig: String, _ start: Int) -> Interval { Interval(contig: contig, start: start, end: start + 100) }
    #expect(StudyCheck.independent([]) == 0)
    #expect(
      StudyCheck.independent([place("1", 0), place("1", 10), place("1", 20), place("2", 0), place("2", 500)]) == 3.2)
  }

  // MARK: Two samples

  private static func schema(_ columns: Int) -> FeatureSchema {
    FeatureSchema(
      featureSet: "made up",
      columns: (0..<columns).map { FeatureColumn(name: "f\($0)", statistic: "s\($0 / 2)", version: 1, subwindow: nil) },
      usesPhase: false, usesPolarisation: false, haplotypeCount: 10, windowLength: 100, subwindowCount: 10)
  }

  /// `count` rows of `columns` normal numbers (sums of uniform ones), each less like its neighbour the fewer of `run` draws they share;
  /// those of the statistic s1 moved by `shift`.
  private func rows(
    _ count: Int, columns: Int, run: Int = 1, shift: Double = 0, seed: UInt64, labelled: Bool
  ) -> FeatureTable {
    var stream = RandomStream(seed: seed, replicate: 1, purpose: .parameters)
    let draws = (0..<(count + run) * columns).map { _ in (0..<12).reduce(-6.0) { sum, _ in sum + stream.uniform() } }
    var table = FeatureTable(schema: Self.schema(columns), classes: labelled ? ["neutral"] : [])
    for row in 0..<count {
      let values = (0..<columns).map { column in
        let sum = (0..<run).reduce(0.0) { $0 + draws[(row + $1) * columns + column] }
        return sum / Double(run).squareRoot() + (column / 2 == 1 ? shift : 0)
      }
      if labelled {
        table.append(values, label: 0, replicate: UInt64(row), truth: [])
      } else {
        table.append(values, location: .init(contig: "1", start: row * 10, end: row * 10 + 100))
      }
    }
    return table
  }

  private func test(_ simulated: FeatureTable, _ observed: FeatureTable, run: Int) throws -> TwoSampleTest {
    let places = observed.locations.map { Interval(contig: $0.contig, start: $0.start, end: $0.end) }
    return try #require(
      try TwoSampleTest(
        simulated: simulated, observed: observed, places: run > 1 ? places : nil,
        independent: Double(observed.rowCount) / Double(run), seed: 3, threads: 2))
  }

  @Test func whatDiffersIsTold() throws {
    let simulated = rows(300, columns: 6, seed: 1, labelled: true)
    let same = try test(simulated, rows(200, columns: 6, seed: 2, labelled: false), run: 1)
    #expect(same.interval.contains(0.5) && abs(same.area - 0.5) < 0.1)
    let other = try test(simulated, rows(200, columns: 6, shift: 2, seed: 2, labelled: false), run: 1)
    #expect(other.interval.lowerBound > 0.9 && other.telltales[0].statistic == "s1" && other.telltales[0].fall > 0.2)
    #expect(other.telltales.dropFirst().allSatisfy { $0.fall < 0.05 })
  }

  /// Windows that overlap are nearly the same: a learner that was shown one knows its neighbour, which says nothing of the simulations.
  @Test func overlappingWindowsAreNotTold() throws {
    let simulated = rows(300, columns: 6, seed: 1, labelled: true)
    for seed in 5..<8 as Range<UInt64> {
      let test = try test(simulated, rows(200, columns: 6, run: 10, seed: seed, labelled: false), run: 10)
      #expect(test.interval.contains(0.5), "\(test.area) \(test.interval)")
      #expect(test.interval.lowerBound < 0.6)
    }
  }

  /// Of twelve windows, each of which overlaps some of every stretch, nothing is learned: there is no test rather than one that says 0.5.
  @Test func windowsThatAllOverlapAreNotTested() throws {
    let observed = rows(12, columns: 6, shift: 2, seed: 2, labelled: false)
    let places = (0..<12).map { Interval(contig: "1", start: 10 * $0, end: 10 * $0 + 100) }
    let test = try TwoSampleTest(
      simulated: rows(300, columns: 6, seed: 1, labelled: true), observed: observed, places: places,
      independent: StudyCheck.independent(places), seed: 3, threads: 2)
    #expect(test == nil && StudyCheck.independent(places) == 2.1)
  }

  /// Hanley & McNeil's standard error, by an independent computation for A = 0.8 of 20 and 50.
  @Test func intervalOfAnArea() {
    let interval = TwoSampleTest.interval(0.8, positives: 20, negatives: 50)
    #expect(abs(interval.lowerBound - 0.6737212512199334) < 1e-12)
    #expect(abs(interval.upperBound - 0.9262787487800667) < 1e-12)
  }

  // MARK: Axes

  /// Columns that are multiples of two hidden numbers have these as their axes.
  @Test func axesAreThoseOfTheData() throws {
    var table = FeatureTable(schema: Self.schema(5), classes: ["neutral"])
    var hidden: [Double] = []
    for row in 0..<100 {
      let (a, b) = (Double(row % 10) - 4.5, Double(row / 10) - 4.5)
      hidden.append(a)
      table.append([a, 3 * a, -a, 2 * b, 7], label: 0, replicate: UInt64(row), truth: [])
    }
    let axes = try #require(PrincipalAxes(simulated: table, observed: table))
    #expect(abs(axes.shares[0] - 0.75) < 1e-9 && abs(axes.shares[1] - 0.25) < 1e-9)
    #expect(axes.simulated == axes.observed)
    let spread = (hidden.reduce(0) { $0 + $1 * $1 } / 100).squareRoot()
    for (point, a) in zip(axes.simulated, hidden) { #expect(abs(abs(point.x) - abs(a) / spread) < 1e-6) }
  }
}
