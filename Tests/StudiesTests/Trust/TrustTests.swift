import FeatureTables
import Groundwork
import Learning
import Studies
import StudyFiles
import Testing

/// What the calls of a scan are worth.
@Suite struct TrustTests {
  /// Rows of two features about a centre of each class's own; the second truth column is the first feature.
  private func table(_ perClass: Int, seed: UInt64) -> FeatureTable {
    let schema = FeatureSchema(
      featureSet: "made up",
      columns: (0..<2).map { FeatureColumn(name: "f\($0)", statistic: "s\($0)", version: 1, subwindow: nil) },
      usesPhase: false, usesPolarisation: false, haplotypeCount: 10, windowLength: 100, subwindowCount: 10)
    var table = FeatureTable(
      schema: schema, classes: ["neutral", "hard", "linked-hard", "soft", "linked-soft"],
      truthNames: ["selection_coefficient"])
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    let centres = [0, 2.5, 1, 1.5, 0.5]
    for row in 0..<5 * perClass {
      let values = (0..<2).map { _ in centres[row % 5] + 1.5 * (stream.uniform() + stream.uniform() - 1) }
      table.append(values, label: row % 5, replicate: UInt64(row), truth: [row % 5 == 1 ? values[0] : .nan])
    }
    return table
  }

  /// Against the definitions, written out over rows.
  @Test func ratesAndDiscoveriesAgainstTheirDefinitions() throws {
    let study = try MadeUp.study(MadeUp.simulating, "scan.rarity={hard: 0.02, soft: 0.01}", "scan.call_threshold=0.4")
    let training = table(60, seed: 1)
    let heldOut = table(30, seed: 2)
    let task = PredictionTask.classification(classes: training.classes)
    var learner = ExtraTrees()
    learner.trees = 30
    let model = try learner.fit(training, to: task, seed: 3)
    let observed = try model.predict(table(8, seed: 4), threads: 1)
    let scan = (0..<observed.rowCount).map { Array(observed.row($0)) }
    let genome = try ExpectedGenome(study)
    let trained = [Double](repeating: 0.2, count: 5)
    let further = NullWindows(label: 0, table: table(20, seed: 5))
    let trust = try #require(
      try ScanTrust(
        study, model, heldOut: heldOut, trained: trained, genome: genome, null: further, scan: scan, threads: 2))
    #expect(trust.expected.map { ($0 * 1e4).rounded() } == [6700, 200, 2000, 100, 1000])

    let predictions = try model.predict(heldOut, threads: 1)
    func isCalled(_ row: [Double]) -> Bool {
      let most = row.max() ?? 0
      return [1, 3].contains(row.firstIndex(of: most)) && most >= 0.4
    }
    func score(_ row: [Double]) -> Double {
      let weighted = zip(row, genome.shares).map { $0 / 0.2 * $1 }
      return (weighted[1] + weighted[3]) / weighted.reduce(0, +)
    }
    let rows = (0..<heldOut.rowCount).map { Array(predictions.row($0)) }
    func rate(_ label: Int, _ test: ([Double]) -> Bool) -> Double {
      Double(rows.indices.count { $0 % 5 == label && test(rows[$0]) }) / 30
    }
    // Windows without a sweep: 30 held out, and 100 more.
    let more = try model.predict(further.table, threads: 1)
    let null = rows.indices.filter { $0 % 5 == 0 }.map { rows[$0] } + (0..<more.rowCount).map { Array(more.row($0)) }
    #expect(trust.nullCount == 130 && null.count == 130)
    let expected = Double(null.count(where: isCalled)) / 130
    #expect(abs(trust.falseRate - expected) < 1e-12 && expected > 0)
    #expect(abs(trust.expectedFalse - 40 * 0.67 * expected) < 1e-9)
    let beside = 40 * (0.2 * rate(2, isCalled) + 0.1 * rate(4, isCalled))
    #expect(abs(trust.expectedBeside - beside) < 1e-9 && beside > 0)
    #expect(trust.expectedFalseLow < trust.expectedFalse && trust.expectedFalse < trust.expectedFalseHigh)
    #expect(trust.calledWindows == scan.count { isCalled($0) })

    let scores = scan.map(score)
    for (index, own) in scores.enumerated() {
      let window = try #require(trust.windows[index])
      #expect(abs(window.probability - own) < 1e-12)
      // All classes but the first have a sweep, in the middle or elsewhere.
      let weighted = zip(scan[index], genome.shares).map { $0 / 0.2 * $1 }
      #expect(abs((window.inWindow ?? -1) - weighted.dropFirst().reduce(0, +) / weighted.reduce(0, +)) < 1e-12)
      let q =
        scores.filter { $0 <= own }.map { least in
          let falses = 0.67 * Double(null.count { score($0) >= least } + 1) / 131
          return 40 * falses / Double(scores.count { $0 >= least })
        }.min() ?? 1
      #expect(abs(window.q - min(1, q)) < 1e-9)
    }

    let lines = TrustText.summary(trust)
    #expect(
      lines[0].hasPrefix(
        "windows called: \(trust.calledWindows) of 40; about \(trust.expectedFalse.fixed(1)) of them are expected"))
    // What share q has of the windows that lead the list.
    let least = trust.windows.compactMap { $0?.q }.min() ?? 1
    #expect(lines.last?.contains("q \(least.fixed(2))") == true, "\(lines)")

    let brier = rows.enumerated().reduce(0.0) { sum, one in
      let weighted = zip(one.element, genome.shares).map { $0 * $1 }
      let total = weighted.reduce(0, +)
      let label = one.offset % 5
      let errors = weighted.enumerated().map { $0.element / total - ($0.offset == label ? 1 : 0) }
      return sum + genome.shares[label] / 30 * errors.reduce(0) { $0 + $1 * $1 }
    }
    #expect(abs(trust.scores.brier - brier) < 1e-9 && trust.uncalibrated == nil)
    // Thirds of the only parameter, of the class that has it.
    #expect(trust.power.count == 3 && trust.power.allSatisfy { $0.kind == "hard" && $0.found.total == 10 })
    #expect(trust.power[0].high <= trust.power[1].low && trust.power[1].high <= trust.power[2].low)
    #expect(
      trust.power.reduce(0) { $0 + $1.found.successes } == rows.indices.count { $0 % 5 == 1 && isCalled(rows[$0]) })
  }

  /// The number of calls by chance beside that of calls, in sentences that agree.
  @Test(arguments: [
    (4.0, 3, "chance alone would call as many or more: these calls are no evidence by themselves"),
    (1.0, 1, "chance alone would call as many: the call is no evidence by itself"),
    (1.6, 3, "so 1.6 of the 3 called windows may be false, those with low probabilities first"),
    (0.3, 3, "so fewer than one of the 3 called windows is expected to be false"),
    (0.3, 1, "so 0.3 of the 1 called window may be false, those with low probabilities first"),
    (0.01, 5, "chance alone would call hardly any: the calls can be taken for what they say"),
  ])
  func callsBesideChance(_ expected: Double, _ called: Int, _ words: String) {
    #expect(TrustText.verdict(expected: expected, of: called) == words)
  }

  @Test func calibrationIsMeasuredBeforeAndAfter() throws {
    let study = try MadeUp.study(MadeUp.simulating)
    let training = table(100, seed: 1)
    let task = PredictionTask.classification(classes: training.classes)
    var learner = ExtraTrees()
    learner.trees = 30
    let model = try learner.fit(training, to: task, calibration: .beta, seed: 3, threads: 1, progress: nil)
    let trust = try #require(
      try ScanTrust(
        study, model, heldOut: table(50, seed: 2), trained: [Double](repeating: 0.2, count: 5),
        genome: ExpectedGenome(study), null: nil, scan: [], threads: 1))
    let before = try #require(trust.uncalibrated)
    #expect(before != trust.scores && before.calibrationError > 0 && trust.scores.calibrationError > 0)
    #expect(trust.windows.isEmpty && trust.expectedFalse == 0)
  }

  /// One call of W windows that no window without a sweep reaches can have q = 0.05: 20 W of them, if W are neutral.
  @Test func asManyWindowsWithoutASweepAsTheScanNeeds() throws {
    let study = try MadeUp.study(MadeUp.simulating, "training.replicates=1000")
    #expect(NullWindows.label(study, try ExpectedGenome(study)) == 0)
    #expect(NullWindows.count(study, windows: 50, share: 0.9, heldOut: 200) == 700)
    #expect(NullWindows.count(study, windows: 10, share: 0.9, heldOut: 200) == 0)
    // Never more than half as many as for training.
    #expect(NullWindows.count(study, windows: 5000, share: 0.9, heldOut: 200) == 2500)
    let stated = try MadeUp.study(MadeUp.simulating, "scan.null_windows=12")
    #expect(NullWindows.count(stated, windows: 5000, share: 0.9, heldOut: 200) == 12)
  }
}
