import FeatureTables
import Foundation
import Groundwork
import Learning
import Testing

/// Posteriors beside those that can be written down.
@Suite struct PosteriorABCTests {
  /// Two numbers, normal with mean 0 and variance 1, and a noisy sum and difference of them: the posterior is normal.
  private static let noise = 0.5

  static func table(rows: Int, seed: UInt64) -> FeatureTable {
    var stream = RandomStream(seed: seed, replicate: 1, purpose: .parameters)
    var table = FeatureTable(
      schema: MadeUp.schema(["sum", "difference", "noise"]), classes: ["simulated"], truthNames: ["a", "b"])
    for row in 0..<rows {
      let (a, b) = (stream.normal(), stream.normal())
      table.append(
        [a + b + noise * stream.normal(), a - b + noise * stream.normal(), stream.normal()], label: 0,
        replicate: UInt64(row), truth: [a, b])
    }
    return table
  }

  static let task = PredictionTask.regression(targets: [TargetVariable("a"), TargetVariable("b")])

  static func learner() -> PosteriorABC {
    var learner = PosteriorABC()
    learner.summaries = "ridge"
    learner.tried = 300
    return learner
  }

  /// a given sum s and difference d has mean (s + d) / (2 + noise^2) and variance noise^2 / (2 + noise^2); a and b are independent.
  @Test func aNormalPosteriorIsFound() throws {
    let table = Self.table(rows: 3000, seed: 5)
    let model = try Self.learner().fit(table, to: Self.task, seed: 1, threads: 2)
    let fresh = Self.table(rows: 40, seed: 6)
    let draws = try model.predictPosterior(fresh, threads: 2)
    #expect(draws.rowCount == 40 && draws.drawCount == 1000)
    let (scale, variance) = (2 + Self.noise * Self.noise, Self.noise * Self.noise / (2 + Self.noise * Self.noise))
    var (squares, ratios, correlations) = (0.0, 0.0, 0.0)
    for row in 0..<40 {
      let own = (0..<2).map { draws.draws(row: row, target: $0) }
      let means = own.map { $0.reduce(0, +) / 1000 }
      let truth = (fresh.values[3 * row] + fresh.values[3 * row + 1]) / scale
      squares += (means[0] - truth) * (means[0] - truth) / variance / 40
      let spread = zip(own, means).map { own, mean in own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1000 }
      ratios += spread[0] / variance / 40
      let product = zip(own[0], own[1]).reduce(0.0) { $0 + ($1.0 - means[0]) * ($1.1 - means[1]) } / 1000
      correlations += product / (spread[0] * spread[1]).squareRoot() / 40
    }
    // The mean is a fifth of a standard deviation off at most, in the mean over rows; width and independence within a tenth or so.
    #expect(squares < 0.06, "means \(squares)")
    #expect(abs(ratios - 1) < 0.15, "variances \(ratios)")
    #expect(abs(correlations) < 0.1, "correlations \(correlations)")
  }

  /// Intervals of rows that the model has not seen hold as many truths as they say.
  @Test func intervalsHold() throws {
    let model = try Self.learner().fit(Self.table(rows: 2000, seed: 7), to: Self.task, seed: 1, threads: 2)
    let fresh = Self.table(rows: 500, seed: 8)
    let evaluations = try RegressionEvaluation.all(of: model, fresh, nominal: [0.5, 0.9], threads: 2)
    for one in evaluations {
      #expect(abs(one.coverages[0].observed.value - 0.5) < 0.09, "\(one.coverages[0].observed.value)")
      #expect(abs(one.coverages[1].observed.value - 0.9) < 0.055, "\(one.coverages[1].observed.value)")
    }
  }

  /// No draw leaves the values that were seen in training, on whatever scale.
  @Test func drawsStayWithinThePrior() throws {
    var table = FeatureTable(schema: MadeUp.schema(["x"]), classes: ["simulated"], truthNames: ["size"])
    var stream = RandomStream(seed: 3, replicate: 0, purpose: .parameters)
    for row in 0..<400 {
      let size = stream.logUniform(10, 1000)
      table.append([PortableMath.log(size) + 0.1 * stream.normal()], label: 0, replicate: UInt64(row), truth: [size])
    }
    let task = PredictionTask.regression(targets: [TargetVariable("size", scale: .log)])
    let model = try Self.learner().fit(table, to: task, seed: 1, threads: 1)
    var far = FeatureTable(schema: table.schema)
    for value in [-5.0, 2.4, 6.8, 20] {
      far.append([value], location: FeatureTable.Location(contig: "1", start: 0, end: 1))
    }
    let draws = try model.predictPosterior(far, threads: 1)
    let truths = table.rows.truth("size") ?? []
    let (low, high) = (truths.min() ?? 0, truths.max() ?? 0)
    #expect(draws.values.allSatisfy { $0 >= low * 0.999_999 && $0 <= high * 1.000_001 })
    // Within reach it is where it should be.
    let median = draws.numbers(levels: [0.5]).quantiles(row: 1, target: 0)
    #expect(abs(PortableMath.log(median.first ?? 0) - 2.4) < 0.15)
  }

  @Test func mistakesAreNamed() throws {
    let table = Self.table(rows: 50, seed: 1)
    var learner = PosteriorABC()
    learner.summaries = "abc"
    #expect(errorMessage { try learner.fit(table, to: Self.task, seed: 1) }.contains("abc.summaries"))
    learner.summaries = "logistic"
    #expect(errorMessage { try learner.fit(table, to: Self.task, seed: 1) }.contains("logistic"))
    learner = PosteriorABC()
    learner.tolerance = 2
    #expect(errorMessage { try learner.fit(table, to: Self.task, seed: 1) }.contains("abc.tolerance"))
    let classes = MadeUp.clouds(rows: 30, seed: 1)
    #expect(
      errorMessage { try PosteriorABC().fit(classes, to: .classification(classes: classes.classes), seed: 1) }
        .contains("classes"))
  }
}
