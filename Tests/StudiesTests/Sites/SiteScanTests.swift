import Coalescent
import Demography
import FeatureTables
import Foundation
import Groundwork
import Haplotypes
import Statistics
import Studies
import StudyFiles
import TestSupport
import Testing
import Training
import VariantFiles

/// Scans for selected sites, from the study file to the regions.
@Suite struct SiteScanTests {
  /// A small species: a sweep with s = 0.1 leaves a trace of some 100 kb.
  private static let text = """
    study: sites
    recipe: sweep-sites
    model:
      population_size: 1000
      mutation_rate: {uniform: [0.8e-6, 1.2e-6]}
      recombination_rate: 2.0e-7
      sweep: {selection_coefficient: {uniform: [0.08, 0.12]}, fixation_time: {uniform: [0, 200]}}
    classes:
      neutral: {}
      hard: {sweep: hard, place: anywhere}
    windows: {length: 400kb, subwindows: 80}
    training: {replicates: 60, seed: 7}
    learner: {xgboost: {num_boost_round: 40, early_stopping_rounds: 0, max_depth: 4}}
    scan: {within: 12500, objective: fdr 0.2}
    """

  static func study(_ overrides: String...) throws -> Study {
    try study(overrides)
  }

  private func study(_ overrides: String...) throws -> Study { try Self.study(overrides) }

  private static func study(_ overrides: [String]) throws -> Study {
    try StudyFile.parse(Self.text, path: "/studies/x.yaml", overrides: ["model.haplotypes=20"] + overrides)
  }

  private func table(_ study: Study) throws -> FeatureTable {
    let simulation = try TrainingSimulation(study, data: nil)
    return try simulation.rows(0..<simulation.plan.count, threads: 2) { _ in }.table
  }

  @Test func whatAStudyMustHave() throws {
    func message(_ overrides: String...) -> String {
      do {
        _ = try StudyFile.parse(Self.text, path: "x.yaml", overrides: overrides)
        return "no error"
      } catch { return "\(error)" }
    }
    #expect(message("classes.hard.place=middle").contains("write hard: {sweep: hard, place: anywhere}"))
    #expect(message("windows.subwindows=50").contains("windows.subwindows: found 50, expected more than 60"))
    #expect(message("features=s-hic").contains("has features of its own"))
    #expect(message("scan.objective=fdr").contains("expected fdr 0.1 (a share), f1, top 20 (a number) or all"))
    #expect(message("scan.within=1kb").contains("expected at least half a subwindow (2,500)"))
    #expect(message("scan.answer=windows").contains("scan.within is for 'scan.answer: sites'"))
    #expect(message("targets=sweep_position").contains("'targets' are numbers"))
    let one = try study("scan.rarity=0.4", "scan.objective=top 3")
    #expect(one.scan.objective == .top(3) && abs((one.scan.rarity["hard"] ?? 0) - 0.01) < 1e-12)
    #expect(try study("scan.rarity={hard: 0.4}").scan.rarity == one.scan.rarity)
    #expect(try abs(ExpectedGenome(study()).shares[1] - ExpectedGenome.usualRarity) < 1e-12)
  }

  /// Sweeps lie in each scored stretch in turn; a point is of the sweep's class exactly within reach of its site, and replicates keep
  /// their numbers.
  @Test func pointsAreLabelledByTheirDistance() throws {
    let study = try study("training.replicates=30")
    let table = try table(study)
    let points = try SitePoints(study, table)
    let learned = points.learned(threads: 2)
    let column = try #require(learned.truthNames.firstIndex(of: "sweep_position"))
    let width = learned.truthNames.count
    #expect(Set(learned.replicates) == Set(table.replicates))
    var positives: [UInt64: Int] = [:]
    for row in 0..<learned.rowCount where learned.labels[row] == 1 {
      positives[learned.replicates[row], default: 0] += 1
    }
    // Five points lie within 2.5 steps of a site, but for those beyond what is scored.
    #expect(positives.values.allSatisfy { (3...5).contains($0) } && positives.values.count { $0 == 5 } > 20)
    #expect(positives.keys.allSatisfy { $0 % 2 == 1 } && positives.count == 30)
    let sites = (0..<learned.rowCount).map { learned.truth[$0 * width + column] }.filter(\.isFinite)
    #expect(sites.allSatisfy { $0 >= 75_000 && $0 < 325_000 })
    let again = try SitePoints(study, table).learned(threads: 1)
    #expect(again.values == learned.values && again.labels == learned.labels && again.replicates == learned.replicates)
  }

  /// The level of a chromosome follows its mutation rate, and that of one with a sweep is not lowered by it.
  @Test func levelsAreThoseOfNeutralChromosomes() throws {
    let study = try study("training.replicates=100", "scan.reference=model")
    let table = try table(study)
    let levels = try NeutralLevels(table) { table.labels[$0] == 0 }
    let column = try #require(table.truthNames.firstIndex(of: "mutation_rate"))
    for row in 0..<table.rowCount {
      let rate = table.truth[row * table.truthNames.count + column]
      // pi is 4 N u; the median over stretches lies a little below the mean.
      #expect(abs(levels.expected(table, row: row).diversity / (4000 * rate) - 0.93) < 0.07)
    }
    #expect(try SitePoints(study, table).modelLevels == levels.typical)
    #expect(NeutralLevels.slopes([[1, -1, 0], [2, -2, 0]], [3, -3, 0]) == [3, 0])
  }

  /// A chromosome with a sweep at 700 kb, one without, and one with its middle masked.
  @Test func aPlantedSweepIsCalledAndPlaced() throws {
    let folder = try TemporaryFolder()
    let model = CoalescentModel(
      samples: [SampleSet(population: 0, haplotypes: 20)], sequenceLength: 1_200_000,
      demography: try DemographicModel(constantSize: 1000), mutationRate: 1e-6, recombinationRate: 2e-7,
      sweep: Sweep(position: 700_000, selectionCoefficient: 0.1, fixationTime: 20))
    let matrix = try CoalescentSimulator().simulate(model, seed: 3, replicate: 1).matrix
    let diploid = HaplotypeMatrix(
      haplotypeCount: 20, positions: matrix.positions.map { $0.rounded(.down) }, words: matrix.words,
      ploidies: [UInt8](repeating: 2, count: 10))
    try MadeUp.write(diploid, length: 1_200_000, folder)
    let study = try StudyFile.parse(
      Self.text, path: folder.file("x.yaml"),
      overrides: ["data={variants: x.vcf, ancestral: none}", "scan.force=true", "output=out"])
    let run = StudyRun(study, threads: 2) { _, _, _ in }
    let data = try run.requiredData()
    let model1 = try run.model(try run.training(data)).model
    let scan = try run.scan(model1, data)
    let regions = scan.result.regions
    #expect(regions.count == 1)
    let region = try #require(regions.first)
    #expect(region.kind == "hard" && abs(region.peak.start + region.peak.end - 1_400_000) / 2 < 25_000)
    let sites = try #require(scan.result.sites)
    let peak = try #require(sites.calls.peaks.first { $0.isCalled })
    #expect(peak.intervals[2].start <= 700_000 && 700_000 < peak.intervals[2].end)
    #expect(
      peak.intervals[0].length <= peak.intervals[1].length && peak.intervals[1].length <= peak.intervals[2].length)
    #expect(region.interval == peak.intervals[1] && peak.q <= 0.2)
    // The call of a point is that of the region it lies in.
    #expect(
      scan.result.windows.allSatisfy { ($0.called == 1) == $0.window.focus.overlaps(region.interval) })
    let tables = try ["regions.tsv", "sites.tsv", "trust.tsv"].map {
      try String(contentsOfFile: folder.file("out/\($0)"), encoding: .utf8)
    }
    #expect(tables[0].split(separator: "\n").count == 2 && tables[0].contains("site80_start"))
    #expect(tables[1].contains("\tyes\thard\t"))

    // Without a level of its own, or with a mask over the sweep, nothing else is made up.
    try AtomicFile.write("1\t0\t650000\n1\t750000\t1200000\n", to: folder.file("mask.bed"))
    let masked = try StudyFile.parse(
      Self.text, path: folder.file("x.yaml"),
      overrides: ["data={variants: x.vcf, ancestral: none, accessible: mask.bed}", "scan.force=true", "output=masked"])
    let second = StudyRun(masked, threads: 1) { _, _, _ in }
    let own = try second.requiredData()
    let other = try second.scan(try second.model(try second.training(own)).model, own)
    let hidden = other.result.windows.filter { $0.window.insufficient != nil }
    #expect(
      hidden.count == 20 && hidden.allSatisfy { $0.window.focus.start >= 650_000 && $0.window.focus.end <= 750_000 })
    #expect(hidden.allSatisfy { $0.called == nil && $0.probabilities == nil })
  }
}
