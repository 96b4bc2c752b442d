import FeatureTables
import Groundwork
import Learning
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Regression")
struct RegressionTests {
  /// Friedman's first function of five of ten uniform columns, with normal noise of variance 1; beside it its exponential.
  static func friedman(rows: Int, seed: UInt64) -> FeatureTable {
    var random = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    var table = FeatureTable(
      schema: MadeUp.schema((0..<10).map { "f\($0)" }), classes: ["all"], truthNames: ["y", "size"])
    for row in 0..<rows {
      let x = (0..<10).map { _ in random.uniform() }
      let noise = (-2 * log(random.uniform())).squareRoot() * cos(2 * Double.pi * random.uniform())
      let y =
        10 * sin(Double.pi * x[0] * x[1]) + 20 * (x[2] - 0.5) * (x[2] - 0.5) + 10 * x[3] + 5 * x[4] + noise
      table.append(x, label: 0, replicate: UInt64(row), truth: [y, exp(y / 4)])
    }
    return table
  }

  static let task = PredictionTask.regression(targets: [TargetVariable("y")])

  /// Leaves of one row hold so few values that many truths lie beyond all of them: wide intervals must reach further.
  @Test(
    "Intervals from leaves of one row cover what they promise, on either scale", arguments: [TargetScale.linear, .log])
  func coverageOfSmallLeaves(scale: TargetScale) throws {
    let table = Self.friedman(rows: 2000, seed: 3)
    let test = Self.friedman(rows: 4000, seed: 4)
    var forest = RandomForest()
    (forest.trees, forest.maxFeatures) = (60, .third)
    let task = PredictionTask.regression(targets: [TargetVariable(scale == .log ? "size" : "y", scale: scale)])
    let model = try forest.fit(table, to: task, seed: 1, threads: 2)
    let shares = [0.5, 0.8, 0.9, 0.95, 0.98]
    let evaluation = try RegressionEvaluation.all(of: model, test, nominal: shares, threads: 2)[0]
    for one in evaluation.coverages { #expect(abs(one.observed.value - one.nominal) < 0.02, "\(one)") }
    // One-sided, too: each quantile has its share of the truths below it, and each interval lies within the next.
    let levels = [0.01, 0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975, 0.99]
    let predicted = try model.predictTargets(test, levels: levels, threads: 2)
    for (place, level) in levels.enumerated() {
      let below = (0..<4000).count { row in
        test.truth[2 * row + (scale == .log ? 1 : 0)] <= predicted.quantiles[row * levels.count + place]
      }
      #expect(abs(Double(below) / 4000 - level) < 0.02, "level \(level): \(below) of 4000")
    }
    for row in 0..<4000 {
      let own = predicted.quantiles(row: row, target: 0)
      #expect(zip(own, own.dropFirst()).allSatisfy(<=) && own[own.startIndex] < own[own.startIndex + 2])
    }
  }

  @Test("Intervals of 50 % and 90 % cover that many of new rows")
  func coverage() throws {
    let table = Self.friedman(rows: 2000, seed: 1)
    let test = Self.friedman(rows: 4000, seed: 2)
    var forest = RandomForest()
    forest.trees = 200
    forest.maxFeatures = .third
    forest.minLeaf = 5
    var trees = ExtraTrees()
    trees.trees = 200
    trees.maxFeatures = .all
    trees.minLeaf = 5
    trees.bootstrap = true
    func measure(_ learner: some ForestLearner) throws -> RegressionEvaluation {
      let model = try learner.fit(table, to: Self.task, seed: 1, threads: 2)
      return try RegressionEvaluation.all(of: model, test, nominal: [0.5, 0.9], threads: 2)[0]
    }
    for evaluation in [try measure(forest), try measure(trees)] {
      // Chance alone misses 0.5 by 0.014 and 0.9 by 0.008, from 2000 rows that correct and 4000 that are covered.
      #expect(abs(evaluation.coverages[0].observed.value - 0.5) < 0.04)
      #expect(abs(evaluation.coverages[1].observed.value - 0.9) < 0.02)
      // Noise alone is 1; the function's own variance is about 24.
      #expect(evaluation.r2 > 0.8 && evaluation.rootMeanSquaredError < 2.3 && evaluation.crps < 1.3)
      #expect(evaluation.meanAbsoluteError < evaluation.rootMeanSquaredError)
    }
  }

  @Test("A target of the log scale is learned as its logarithm")
  func logScale() throws {
    let table = Self.friedman(rows: 300, seed: 3)
    var learner = ExtraTrees()
    learner.trees = 30
    let linear = try learner.fit(table, to: Self.task, seed: 1).predictTargets(table, levels: [], threads: 1)
    let model = try learner.fit(
      table, to: .regression(targets: [TargetVariable("size", scale: .log)]), seed: 1)
    let log = try model.predictTargets(table, levels: [0.5], threads: 1)
    for row in 0..<300 { #expect(abs(log.values[row] / exp(linear.values[row] / 4) - 1) < 1e-4) }
  }

  @Test("What cannot be learned is refused by name")
  func refusals() throws {
    let table = Self.friedman(rows: 20, seed: 4)
    func refused(_ words: String..., task: PredictionTask, table: FeatureTable) {
      let message = errorMessage { try ExtraTrees().fit(table, to: task, seed: 1) }
      for word in words { #expect(message.contains(word), "\(message)") }
    }
    refused("no 'sizes'", "did you mean 'size'?", task: .regression(targets: [TargetVariable("sizes")]), table: table)
    refused("no number", task: .regression(targets: []), table: table)
    var broken = table
    broken.append([Double](repeating: 0, count: 10), label: 0, replicate: 20, truth: [.nan, -1])
    refused("row 21", "target 'y'", task: Self.task, table: broken)
    refused(
      "row 21", "-1.0", "has no logarithm", task: .regression(targets: [TargetVariable("size", scale: .log)]),
      table: broken)
    let model = try ExtraTrees().fit(table, to: Self.task, seed: 1)
    #expect(errorMessage { try model.predict(table, threads: 1) }.contains("predicts numbers, not classes"))
    #expect(errorMessage { try model.predictTargets(table, levels: [0.5, 0.5], threads: 1) }.contains("ascending"))
    #expect(
      errorMessage {
        try ExtraTrees().fit(table, to: Self.task, calibration: .beta, seed: 1, threads: 1, progress: nil)
      }.contains("calibration"))
  }

  @Test("Exchanging a column that tells something costs accuracy; one that tells nothing costs none")
  func permutation() throws {
    let table = Self.friedman(rows: 500, seed: 5)
    let test = Self.friedman(rows: 400, seed: 6)
    var learner = RandomForest()
    learner.trees = 60
    learner.maxFeatures = .third
    let model = try learner.fit(table, to: Self.task, seed: 1, threads: 2)
    let importances = try PermutationImportance.all(of: model, test, seed: 3, threads: 2)
    #expect(importances.map(\.column) == table.schema.columns.map(\.name))
    #expect(importances[..<5].allSatisfy { $0.mean > 5 * $0.spread / 5.0.squareRoot() && $0.spread > 0 })
    #expect(importances[5...].allSatisfy { abs($0.mean) < 0.02 })
    #expect(importances[3].mean > importances[4].mean)
    let some = try PermutationImportance.all(of: model, test, columns: [3, 0], seed: 3, threads: 1)
    #expect(some == [importances[0], importances[3]])
    #expect(try PermutationImportance.all(of: model, test, seed: 3, threads: 1) == importances)
    let clouds = MadeUp.clouds(rows: 300, seed: 5)
    let classes = try learner.fit(clouds, to: .classification(classes: clouds.classes), seed: 1)
    let falls = try PermutationImportance.all(of: classes, MadeUp.clouds(rows: 300, seed: 6), seed: 3, threads: 2)
    #expect(falls[1].mean > 0.1 && falls[4].mean == 0 && falls[4].spread == 0)
  }
}
