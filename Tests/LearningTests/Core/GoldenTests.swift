import FeatureTables
import Foundation
import Learning
import Testing

/// What Golden/make_golden.py wrote: the values of scikit-learn and scipy.
struct Golden: Decodable {
  struct Scores: Decodable {
    var probabilities: [Double]?
    var labels: [Int32]
    var balancedAccuracy, logLoss, brier, ece, r2, rmse, mae, pinball, coverage, crps: Double
    var averagePrecision, rocAuc, truth, predicted, samples: [Double]
  }
  struct Calibrations: Decodable {
    var temperature: Double
    var beta, isotonic: [[Double]]
  }
  struct Skewed: Decodable {
    var labels: [Int32]
    var probabilities: [Double]
    var weights: [[Double]]
  }
  struct Forest: Decodable {
    var mean, spread: [Double]
  }
  var scores: Scores
  var calibrations: Calibrations
  var skewed: Skewed
  var forests: [String: Forest]

  static func read() throws -> Golden {
    let url = try #require(Bundle.module.url(forResource: "golden", withExtension: "json", subdirectory: "Golden"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Golden.self, from: Data(contentsOf: url))
  }

  var predictions: PredictionTable {
    PredictionTable(classes: ["x", "y", "z"], probabilities: scores.probabilities ?? [])
  }

  /// A table of the labels and nothing to learn from.
  var table: FeatureTable {
    MadeUp.table(scores.labels.map { _ in [0] }, labels: scores.labels.map(Int.init), classes: ["x", "y", "z"])
  }

  /// The table that the script makes of `seed`.
  static func madeTable(seed: UInt64, rows: Int) -> FeatureTable {
    var state = seed
    func uniform() -> Double {
      state = 6_364_136_223_846_793_005 &* state &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    var table = FeatureTable(
      schema: MadeUp.schema((0..<12).map { "f\($0)" }), classes: ["x", "y", "z"], truthNames: ["number"])
    for row in 0..<rows {
      let x = (0..<12).map { _ in uniform() }
      let noise = uniform() + uniform() + uniform() - 1.5
      let hidden = x[0] + x[1] * x[2] + 0.5 * x[3] + 0.3 * noise
      let number = 10 * x[0] * x[1] + 20 * (x[2] - 0.5) * (x[2] - 0.5) + 10 * x[3] + 5 * x[4] + 2 * noise
      table.append(
        x, label: hidden < 0.8 ? 0 : hidden < 1.15 ? 1 : 2, replicate: UInt64(row), truth: [number])
    }
    return table
  }
}

@Suite("The values of scikit-learn and scipy")
struct GoldenTests {
  @Test func classScores() throws {
    let golden = try Golden.read()
    let evaluation = try Evaluation(golden.table, golden.predictions)
    func near(_ value: Double?, _ expected: Double) { #expect(abs((value ?? .nan) - expected) < 1e-12) }
    near(evaluation.balancedAccuracy, golden.scores.balancedAccuracy)
    near(evaluation.logLoss, golden.scores.logLoss)
    near(evaluation.brier, golden.scores.brier)
    near(evaluation.reliability?.expectedCalibrationError, golden.scores.ece)
    for (index, one) in evaluation.perClass.enumerated() {
      near(one.averagePrecision, golden.scores.averagePrecision[index])
      near(one.curve?.area, golden.scores.rocAuc[index])
    }
  }

  @Test func numberScores() throws {
    let golden = try Golden.read().scores
    let (truth, predicted) = (golden.truth, golden.predicted)
    func near(_ value: Double, _ expected: Double) { #expect(abs(value - expected) < 1e-12) }
    let samples = truth.indices.map { Array(golden.samples[$0 * 40..<($0 + 1) * 40]) }
    near(RegressionScores.r2(truth: truth, predicted: predicted), golden.r2)
    near(RegressionScores.rootMeanSquaredError(truth: truth, predicted: predicted), golden.rmse)
    near(RegressionScores.meanAbsoluteError(truth: truth, predicted: predicted), golden.mae)
    near(RegressionScores.pinballLoss(truth: truth, quantiles: samples.map { $0[2] }, level: 0.07), golden.pinball)
    near(
      RegressionScores.coverage(truth: truth, lower: samples.map { $0[2] }, upper: samples.map { $0[37] }).value,
      golden.coverage)
    near(RegressionScores.crps(truth: truth, samples: golden.samples), golden.crps)
    // By hand, over all pairs.
    let twin = zip(truth, samples).reduce(0.0) { sum, row in
      let distance = row.1.reduce(0.0) { $0 + abs($1 - row.0) } / 40
      let spread = row.1.reduce(0.0) { sum, x in row.1.reduce(sum) { $0 + abs(x - $1) } } / 3200
      return sum + distance - spread
    }
    near(RegressionScores.crps(truth: truth, samples: golden.samples), twin / Double(truth.count))
    #expect(RegressionScores.r2(truth: [1, 1], predicted: [1, 1]) == 1)
    #expect(RegressionScores.r2(truth: [1, 1], predicted: [1, 2]) == 0)
    #expect(RegressionScores.crps(truth: [], samples: []).isNaN)
  }

  @Test func calibrations() throws {
    let golden = try Golden.read()
    let (labels, predictions) = (golden.scores.labels, golden.predictions)
    let floor = 1 / (2 * Double(labels.count))
    func near(_ values: [Double], _ expected: [Double], _ tolerance: Double) {
      let sum = expected.reduce(0, +)
      for (value, one) in zip(values, expected) { #expect(abs(value - one / sum) < tolerance) }
    }
    let temperature = Calibration(.temperature, labels: labels, predictions: predictions)
    let probe = PredictionTable(classes: ["x", "y", "z"], probabilities: [0.8, 0.15, 0.05])
    near(
      temperature.applied(to: probe).probabilities,
      probe.probabilities.map { pow($0, 1 / golden.calibrations.temperature) },
      1e-8)
    let beta = Calibration(.beta, labels: labels, predictions: predictions)
    let isotonic = Calibration(.isotonic, labels: labels, predictions: predictions)
    for place in 0...40 {
      let p = Double(place) / 40
      let row = PredictionTable(classes: ["x", "y", "z"], probabilities: [p, (1 - p) / 2, (1 - p) / 2])
      let expected = row.probabilities.enumerated().map { index, p -> Double in
        let clipped = min(max(p, floor), 1 - floor)
        let curve = golden.calibrations.beta[index]
        let z = curve[0] * log(clipped) - curve[1] * log(1 - clipped) + curve[2]
        return 1 / (1 + exp(-z))
      }
      near(beta.applied(to: row).probabilities, expected, 1e-5)
      // (1 - p) / 2 is on the grid of the stored curves for every second p.
      if place % 2 == 0 {
        let curves = golden.calibrations.isotonic
        let steps = [curves[0][place], curves[1][(40 - place) / 2], curves[2][(40 - place) / 2]]
        near(isotonic.applied(to: row).probabilities, steps, 1e-12)
      }
    }
  }

  /// The penalty is chosen on folds, the map found by another method than ours.
  @Test func dirichletCalibration() throws {
    let skewed = try Golden.read().skewed
    let claimed = PredictionTable(classes: ["x", "y", "z"], probabilities: skewed.probabilities)
    let corrected = Calibration(.dirichlet, labels: skewed.labels, predictions: claimed).applied(to: claimed)
    for row in skewed.labels.indices {
      let logarithms = claimed.row(row).map { log(max($0, 1 / 600)) }
      let masses = skewed.weights.map { weights in exp(zip(weights, logarithms).reduce(weights[3]) { $0 + $1.0 * $1.1 })
      }
      for (value, mass) in zip(corrected.row(row), masses) { #expect(abs(value - mass / masses.reduce(0, +)) < 1e-7) }
    }
  }

  /// Ten seeds tell how much chance does; a difference of five of its standard deviations (of a mean of three of ours and
  /// one of ten of theirs) would be another method.
  private func compare(_ name: String, _ runs: [[Double]]) throws {
    let golden = try #require(Golden.read().forests[name])
    for (index, expected) in golden.mean.enumerated() {
      let mean = runs.reduce(0.0) { $0 + $1[index] } / Double(runs.count)
      let error = golden.spread[index] * (1 / Double(runs.count) + 0.1).squareRoot()
      #expect(abs(mean - expected) <= 5 * error, "\(name) \(index): \(mean), scikit-learn \(expected) +- \(error)")
    }
  }

  private func classRuns(_ learner: some ForestLearner) throws -> [[Double]] {
    var learner = learner
    learner.trees = 200
    let (training, test) = (Golden.madeTable(seed: 1, rows: 800), Golden.madeTable(seed: 2, rows: 2000))
    return try (0..<3).map { seed in
      let model = try learner.fit(
        training, to: .classification(classes: training.classes), seed: UInt64(seed), threads: 2)
      let predictions = try model.predict(test, threads: 2)
      let evaluation = try Evaluation(test, predictions)
      return [
        evaluation.accuracy.value, evaluation.logLoss, model.outOfBag?.error ?? 0, Double(model.nodeCount),
        (0..<2000).reduce(0.0) { $0 + predictions.probability(row: $1, class: 0) } / 2000, model.importances[0],
      ]
    }
  }

  @Test func forestsOfClasses() throws {
    var forest = RandomForest()
    try compare("random_forest", classRuns(forest))
    forest.bootstrap = false
    forest.criterion = .entropy
    forest.minLeaf = 4
    try compare("random_forest_entropy", classRuns(forest))
    var weighted = RandomForest()
    weighted.bootstrap = false
    weighted.classWeights = .given(["x": 5])
    try compare("random_forest_weighted", classRuns(weighted))
    var trees = ExtraTrees()
    trees.bootstrap = true
    try compare("extra_trees_bootstrap", classRuns(trees))
  }

  private func numberRuns(_ learner: some ForestLearner) throws -> [[Double]] {
    var learner = learner
    learner.trees = 200
    let (training, test) = (Golden.madeTable(seed: 1, rows: 800), Golden.madeTable(seed: 2, rows: 2000))
    return try (0..<3).map { seed in
      let model = try learner.fit(
        training, to: .regression(targets: [TargetVariable("number")]), seed: UInt64(seed), threads: 2)
      let predicted = try model.predictTargets(test, levels: [], threads: 2).values
      return [
        RegressionScores.r2(truth: test.truth, predicted: predicted),
        RegressionScores.rootMeanSquaredError(truth: test.truth, predicted: predicted), Double(model.nodeCount),
        model.importances[3],
      ]
    }
  }

  @Test func forestsOfNumbers() throws {
    var forest = RandomForest()
    forest.maxFeatures = .third
    try compare("random_forest_numbers", numberRuns(forest))
    forest.minLeaf = 3
    forest.bootstrap = false
    try compare("random_forest_numbers_leaf", numberRuns(forest))
    var trees = ExtraTrees()
    trees.maxFeatures = .all
    try compare("extra_trees_numbers", numberRuns(trees))
    trees.maxFeatures = .third
    trees.minLeaf = 5
    try compare("extra_trees_numbers_leaf", numberRuns(trees))
  }
}
