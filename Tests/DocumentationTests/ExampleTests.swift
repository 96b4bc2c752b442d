import FeatureTables
import Groundwork
import Haplotypes
import Learning
import Networks
import StudyFiles
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Each example of the catalogues does what it says.
@Suite struct ExampleTests {
  private static let planted = SharedData.checkout("Examples/demo/planted.vcf.gz")

  @Test func groundwork() {
    let mean = meanWaitingTime(threads: 2)
    #expect(mean == meanWaitingTime(threads: 1))
    #expect(abs(mean - 1) < 0.004)
  }

  @Test func haplotypes() throws {
    let (counts, morgans) = try countsAndDistance()
    #expect(counts == [1, 3, 4])
    #expect(abs(morgans - (380_000 * 1e-8 + 400_000 * 3e-8)) < 1e-12)
  }

  @Test func demography() throws {
    #expect(try bottleneckSize(generationsAgo: 0) == 20_000)
    #expect(try bottleneckSize(generationsAgo: 1500) == 1500)
    #expect(try bottleneckSize(generationsAgo: 3000) == 12_000)
    let between = try #require(try bottleneckSize(generationsAgo: 500))
    #expect(abs(between - (1500.0 * 20_000).squareRoot()) < 1e-6)
  }

  /// 4Nu is 5e-4; over ten replicates of 10 kb the standard error is about a tenth of it.
  @Test func coalescent() throws {
    let (neutral, swept) = try diversityAroundSweep(s: 0.05)
    #expect(abs(neutral - 5e-4) < 2.5e-4)
    #expect(swept < 0.2 * neutral)
  }

  @Test func variantFiles() throws {
    let windows = try sitesInWindows(of: Self.planted, length: 550_000)
    #expect(windows.map(\.window.start) == (0..<10).map { $0 * 550_000 })
    // The fewest sites lie where the hard sweep was planted, at 1.65 Mb.
    let fewest = try #require(windows.min { $0.sites < $1.sites })
    #expect([1_100_000, 1_650_000].contains(fewest.window.start))
  }

  @Test func featureTables() throws {
    let folder = try TemporaryFolder()
    let table = try writeAndReadTable(at: folder.file("table.tsv"))
    #expect(table.classes == ["neutral", "sweep"])
    #expect(Array(table.row(1)) == [0.0003, -1.9])
    #expect(table.rows.truth("s") == [0, 0.02])
  }

  @Test func statistics() throws {
    // Every site is a singleton: D is as low as it can be.
    var matrix = HaplotypeMatrix(haplotypeCount: 10)
    for site in 0..<110 { matrix.append(position: Double(site) * 1000 + 500, alleles: [1 << UInt64(site % 10)]) }
    let (row, tajimasD) = try features(of: matrix, start: 0)
    #expect(row.values.count % 11 == 0)
    #expect(row.values.allSatisfy { $0.isFinite })
    #expect(tajimasD < -1.5)
  }

  @Test func networkIsDescribed() {
    #expect(smallNetwork().inputs.map(\.shape) == [[3]])
    #expect(smallNetwork().text.contains("loss softmax output"))
  }

  @Test(.enabled(if: NetworkEngine.isPresent, "run 'make networks' first")) func networkLearns() throws {
    var stream = RandomStream(seed: 3, replicate: 0, purpose: .parameters)
    let rows = (0..<200).map { _ in (0..<3).map { _ in Float(stream.normal()) } }
    let (before, after) = try trained(on: rows)
    #expect(after < before / 2)
  }

  /// Two classes that differ in one feature of two.
  @Test func learning() throws {
    let columns = ["a", "b"].map { FeatureColumn(name: $0, statistic: $0, version: 1, subwindow: nil) }
    let schema = FeatureSchema(
      featureSet: "two", columns: columns, usesPhase: false, usesPolarisation: false, haplotypeCount: 2,
      windowLength: 1, subwindowCount: 1)
    var table = FeatureTable(schema: schema, classes: ["low", "high"])
    var stream = RandomStream(seed: 5, replicate: 0, purpose: .parameters)
    for row in 0..<200 {
      table.append(
        [stream.normal() + 6 * Double(row % 2), stream.normal()], label: row % 2, replicate: UInt64(row), truth: [])
    }
    let (model, evaluation) = try fitAndEvaluate(table, threads: 2)
    #expect(evaluation.confusion.total == 40)
    #expect(evaluation.accuracy.value > 0.95)
    #expect(model.importances[0] > model.importances[1])
  }

  @Test func studyFiles() throws {
    let (study, selection) = try shortStudy(at: SharedData.checkout("Examples/demo/study.yaml"))
    #expect(study.training.replicates == 100)
    #expect(study.training.seed == 7)
    #expect(selection == 0.01...0.1)
  }

  @Test func training() throws {
    let (table, rates) = try simulatedTable(threads: 2)
    #expect(table.classes == ["small", "large"])
    #expect(table.labels.count { $0 == 1 } == 10)
    #expect(rates?.count == 20)
    #expect(rates?.allSatisfy { (1e-8...2e-8).contains($0) } == true)
    // Large populations are more diverse.
    let pi = (0..<2).map { label in
      (0..<20).filter { Int(table.labels[$0]) == label }.reduce(0) { $0 + (table.row($1).first ?? 0) }
    }
    #expect(pi[1] > 4 * pi[0])
  }

  @Test func studies() throws {
    let folder = try TemporaryFolder()
    let windows = try scan(
      studyAt: SharedData.checkout("Examples/demo/study.yaml"), replicates: 10, folder: folder.file("demo.run"),
      threads: 2)
    // The window about the planted hard sweep is among those that stand out.
    #expect(windows.contains { $0.window.focus.start == 1_600_000 })
    #expect(FileManager.default.fileExists(atPath: folder.file("demo.run/scan.tsv.gz")))
  }

  @Test func fileFeatures() throws {
    let rows = try statisticsInWindows(of: Self.planted, threads: 2)
    #expect(rows.count == 55)
    let least = try #require(rows.min { $0.values[0] < $1.values[0] })
    #expect((1_500_000..<1_900_000).contains(least.start))
  }

  @Test func studyReports() throws {
    let folder = try TemporaryFolder()
    let page = try report(
      studyAt: SharedData.checkout("Examples/demo/study.yaml"),
      overrides: ["training.replicates=10", "learner={extra_trees: {trees: 20}}"], folder: folder.file("demo.run"),
      threads: 2)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("<title>"))
    #expect(html.contains("planted.vcf.gz"))
  }
}
