import FeatureTables
import Groundwork
import Learning
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Calibration")
struct CalibrationTests {
  /// Rows whose classes have the probabilities p, and predictions that claim p^2, made to add up to 1.
  static func overconfident(rows: Int, seed: UInt64) -> (labels: [Int32], predictions: PredictionTable) {
    var random = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    var labels: [Int32] = []
    var claimed: [Double] = []
    for _ in 0..<rows {
      let shares = (0..<3).map { _ in random.exponential() }
      let p = shares.map { $0 / shares.reduce(0, +) }
      let draw = random.uniform()
      labels.append(draw < p[0] ? 0 : draw < p[0] + p[1] ? 1 : 2)
      let squares = p.map { $0 * $0 }
      claimed += squares.map { $0 / squares.reduce(0, +) }
    }
    return (labels, PredictionTable(classes: ["a", "b", "c"], probabilities: claimed))
  }

  @Test("Every method undoes overconfidence on new rows", arguments: CalibrationMethod.allCases)
  func overconfidence(method: CalibrationMethod) {
    let known = Self.overconfident(rows: 3000, seed: 1)
    let new = Self.overconfident(rows: 3000, seed: 2)
    let corrected = Calibration(method, labels: known.labels, predictions: known.predictions)
      .applied(to: new.predictions)
    for row in 0..<3000 { #expect(abs(corrected.row(row).reduce(0, +) - 1) < 1e-12) }
    let before = Reliability(labels: new.labels, predictions: new.predictions).expectedCalibrationError
    let after = Reliability(labels: new.labels, predictions: corrected).expectedCalibrationError
    #expect(before > 0.1 && after < 0.03)
    #expect(
      ProbabilityScores.logLoss(labels: new.labels, predictions: corrected)
        < ProbabilityScores.logLoss(labels: new.labels, predictions: new.predictions))
    #expect(
      ProbabilityScores.brier(labels: new.labels, predictions: corrected)
        < ProbabilityScores.brier(labels: new.labels, predictions: new.predictions))
  }

  @Test("What one class says of another is undone by the Dirichlet map alone")
  func skewed() {
    func drawn(_ seed: UInt64) -> (labels: [Int32], predictions: PredictionTable) {
      let (labels, squares) = Self.overconfident(rows: 2000, seed: seed)
      let skew = [[0.7, -0.25, 0.05], [0.1, 0.4, 0.2], [-0.15, 0.15, 0.8]]
      let claimed = (0..<2000).flatMap { row -> [Double] in
        let logarithms = squares.row(row).map { log(max($0, 1e-8)) }
        let masses = skew.map { weights in exp(zip(weights, logarithms).reduce(0.0) { $0 + $1.0 * $1.1 }) }
        return masses.map { $0 / masses.reduce(0, +) }
      }
      return (labels, PredictionTable(classes: ["a", "b", "c"], probabilities: claimed))
    }
    let (known, new) = (drawn(5), drawn(6))
    func loss(_ method: CalibrationMethod) -> Double {
      let corrected = Calibration(method, labels: known.labels, predictions: known.predictions)
        .applied(to: new.predictions)
      return ProbabilityScores.logLoss(labels: new.labels, predictions: corrected)
    }
    for method in CalibrationMethod.allCases where method != .dirichlet {
      #expect(loss(.dirichlet) < loss(method) - 0.01)
    }
  }

  @Test("The temperature is the one that was planted")
  func temperature() {
    let known = Self.overconfident(rows: 20_000, seed: 3)
    let calibration = Calibration(.temperature, labels: known.labels, predictions: known.predictions)
    let probe = PredictionTable(classes: ["a", "b", "c"], probabilities: [0.64, 0.32, 0.04])
    let corrected = calibration.applied(to: probe).probabilities
    // Claims are squares, so the truth is their root: T = 2.
    #expect(abs(log(corrected[0] / corrected[2]) / log(16) - 0.5) < 0.02)
  }

  @Test("Few rows, one class, certain rows: still probabilities", arguments: CalibrationMethod.allCases)
  func extremes(method: CalibrationMethod) {
    let certain = PredictionTable(classes: ["a", "b"], probabilities: [1, 0, 0, 1, 1, 0])
    for labels: [Int32] in [[0, 1, 0], [1, 0, 1], [0, 0, 0]] {
      let corrected = Calibration(method, labels: labels, predictions: certain).applied(to: certain)
      for row in 0..<3 {
        #expect(abs(corrected.row(row).reduce(0, +) - 1) < 1e-12 && corrected.row(row).allSatisfy { $0 >= 0 })
      }
    }
  }

  @Test(
    "It is learned from replicates that the learner did not see, saved and loaded",
    arguments: CalibrationMethod.allCases)
  func partOfTheModel(method: CalibrationMethod) throws {
    let table = MadeUp.clouds(rows: 300, seed: 1)
    let unseen = MadeUp.clouds(rows: 200, seed: 2)
    let task = PredictionTask.classification(classes: table.classes)
    var learner = ExtraTrees()
    learner.trees = 30
    func fitted(_ threads: Int) throws -> any Model {
      try learner.fit(table, to: task, calibration: method, seed: 4, threads: threads, progress: nil)
    }
    let model = try #require(try fitted(1) as? CalibratedModel<ForestModel>)
    // Trees know their training rows by heart: those that they do not know are the fifth kept from them.
    let base = try model.base.predict(table, threads: 1)
    let unknown = (0..<300).filter { base.probability(row: $0, class: $0 % 3) < 1 }
    #expect(unknown.count > 40 && unknown.count <= 60)
    let file = ModelFile(
      model: model, learner: learner, evaluation: nil, featureRanges: try FeatureRange.all(of: table),
      provenance: Provenance(version: "0", studyHash: "", study: "", seed: 4))
    let folder = try TemporaryFolder()
    try file.write(to: folder.file("model"))
    let loaded = try ModelFile.read(folder.file("model"))
    let predictions = try model.predict(unseen, threads: 1)
    #expect(try loaded.model.predict(unseen, threads: 2) == predictions)
    #expect(try fitted(8).predict(unseen, threads: 1) == predictions)
    #expect(try loaded.container().bytes == file.container().bytes)
    #expect(try predictions != model.base.predict(unseen, threads: 1) && loaded.model.importances == model.importances)
    #expect(errorMessage { try loaded.model.predictTargets(unseen, levels: [], threads: 1) }.contains("not numbers"))
    let single = table.selecting([0])
    #expect(
      errorMessage {
        try learner.fit(single, to: task, calibration: method, seed: 1, threads: 1, progress: nil)
      }.contains("two replicates"))
  }

  @Test("Broken calibrations are refused")
  func damaged() throws {
    let table = MadeUp.clouds(rows: 60, seed: 1)
    let task = PredictionTask.classification(classes: table.classes)
    var learner = ExtraTrees()
    learner.trees = 2
    let folder = try TemporaryFolder()
    for (method, member) in [
      (CalibrationMethod.temperature, "calibration_temperature"), (.beta, "calibration_beta"),
      (.isotonic, "calibration_value"), (.dirichlet, "calibration_dirichlet"),
    ] {
      let model = try learner.fit(table, to: task, calibration: method, seed: 1, threads: 1, progress: nil)
      let whole = try ModelFile(
        model: model, learner: learner, evaluation: nil, featureRanges: FeatureRange.all(of: table),
        provenance: Provenance(version: "0", studyHash: "", study: "", seed: 1)
      ).container()
      var broken = ArrayContainer(manifest: whole.manifest)
      for (name, array) in whole.arrays { broken.add(name, name == member ? NumericArray([-1.0]) : array) }
      try broken.write(to: folder.file("model"))
      #expect(errorMessage { try ModelFile.read(folder.file("model")) }.contains("calibration is not one of 3 classes"))
    }
  }

  @Test("Reliability by hand")
  func reliability() {
    let probabilities = [0, 0.05, 0.1, 0.11, 0.95, 1, 0.999, 0.5]
    let came = [false, true, false, true, true, true, false, true]
    let reliability = Reliability(probabilities: probabilities, isTrue: came)
    #expect(reliability.bins.map(\.observed.total) == [3, 1, 0, 0, 1, 0, 0, 0, 0, 3])
    #expect(reliability.bins.map(\.observed.successes) == [1, 1, 0, 0, 1, 0, 0, 0, 0, 2])
    #expect(abs((reliability.bins[0].meanProbability ?? 0) - 0.05) < 1e-15)
    #expect(reliability.bins[2].meanProbability == nil)
    #expect(reliability.bins[9].observedInterval[0] < 2 / 3.0 && reliability.bins[9].observedInterval[1] > 2 / 3.0)
    let error = abs(1 - 0.15) + abs(1 - 0.11) + abs(1 - 0.5) + abs(2 - 2.949)
    #expect(abs(reliability.expectedCalibrationError - error / 8) < 1e-12)
    #expect(Reliability(probabilities: [], isTrue: []).expectedCalibrationError == 0)
  }

  @Test("The interval of an area covers it as often as it should")
  func areaIntervals() throws {
    // Scores of positives are greater by one standard deviation: the true area is Phi(1 / sqrt 2) = 0.7602.
    var covered = 0
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), replicate: 0, purpose: .parameters)
      let labels = (0..<120).map { $0 % 2 }
      let scores = labels.map { label in
        let bell = (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform() }
        return 1 / (1 + exp(-(bell + Double(label))))
      }
      let table = MadeUp.table(labels.map { _ in [0] }, labels: labels, classes: ["no", "yes"])
      let predictions = PredictionTable(classes: ["no", "yes"], probabilities: scores.flatMap { [1 - $0, $0] })
      let evaluation = try Evaluation(table, predictions)
      let interval = try #require(evaluation.perClass[1].areaInterval)
      let area = try #require(evaluation.area(of: "yes"))
      #expect(interval[0] < area && area < interval[1])
      // Hanley & McNeil's standard error at this area and size is about 0.043.
      #expect(interval[1] - interval[0] > 0.1 && interval[1] - interval[0] < 0.25)
      if interval[0] <= 0.7602 && 0.7602 <= interval[1] { covered += 1 }
      if seed == 0 { #expect(try Evaluation(table, predictions) == evaluation) }
    }
    // 57 are expected; fewer than 50 or all 60 with more than none to spare would be one in ten thousand.
    #expect(covered >= 50)
  }
}
