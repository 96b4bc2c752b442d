import FeatureTables

/// How well a model does at one number on rows that it has not seen.
public struct RegressionEvaluation: Codable, Sendable, Equatable {
  /// The target.
  public let target: String
  /// See ``RegressionScores/r2(truth:predicted:)``.
  public let r2: Double
  /// See ``RegressionScores/rootMeanSquaredError(truth:predicted:)``.
  public let rootMeanSquaredError: Double
  /// See ``RegressionScores/meanAbsoluteError(truth:predicted:)``.
  public let meanAbsoluteError: Double
  /// See ``RegressionScores/crps(truth:samples:)``; the samples are 100 quantiles.
  public let crps: Double
  /// Intervals asked for, each with the share of rows that it covers.
  public let coverages: [Coverage]
  /// Rows to draw, evenly taken: about `pointCount` at most.
  public let points: [Point]

  /// Rows that are stored to be drawn (about).
  package static let pointCount = 400

  /// What is true of a row and what was predicted.
  public struct Point: Codable, Sendable, Equatable {
    /// The truth.
    public let truth: Double
    /// The prediction.
    public let predicted: Double
  }

  /// An interval that should cover a share of the truths, and what it covers.
  public struct Coverage: Codable, Sendable, Equatable {
    /// The share that it should cover.
    public let nominal: Double
    /// The share that it covers, with Wilson's interval.
    public let observed: Proportion
  }

  /// The evaluations of `model`, one a target, on the rows of `table`, with intervals that should cover `nominal`.
  ///
  /// Throws as predicting does, and if the table is empty or lacks a target.
  public static func all(
    of model: any Model, _ table: FeatureTable, nominal: [Double] = [0.5, 0.9, 0.95], threads: Int
  ) throws(LearningError) -> [RegressionEvaluation] {
    try model.task.check(table)
    let truths = try TargetColumns(table, model.task.targets).values
    let width = model.task.targets.count
    let sampleLevels = (0..<100).map { (Double($0) + 0.5) / 100 }
    let ends = nominal.map { [(1 - $0) / 2, (1 + $0) / 2] }
    // All at once: what a model has to do for a row it does once.
    let levels = Set(sampleLevels + ends.flatMap { $0 }).sorted()
    let found = try model.predictTargets(table, levels: levels, threads: threads)
    let samples = found.selecting(levels: sampleLevels)
    let bounds = ends.map(found.selecting(levels:))
    return model.task.targets.indices.map { target in
      let truth = (0..<table.rowCount).map { truths[$0 * width + target] }
      let predicted = samples.values(of: target)
      func quantiles(_ table: TargetPredictions, _ level: Int) -> [Double] {
        truth.indices.map { table.quantiles[($0 * width + target) * table.levels.count + level] }
      }
      return RegressionEvaluation(
        target: samples.targets[target], r2: RegressionScores.r2(truth: truth, predicted: predicted),
        rootMeanSquaredError: RegressionScores.rootMeanSquaredError(truth: truth, predicted: predicted),
        meanAbsoluteError: RegressionScores.meanAbsoluteError(truth: truth, predicted: predicted),
        crps: RegressionScores.crps(
          truth: truth, samples: truth.indices.flatMap { samples.quantiles(row: $0, target: target) }),
        coverages: zip(nominal, bounds).map { share, bounds in
          Coverage(
            nominal: share,
            observed: RegressionScores.coverage(
              truth: truth, lower: quantiles(bounds, 0), upper: quantiles(bounds, 1)))
        },
        points: stride(from: 0, to: truth.count, by: max(1, truth.count / pointCount)).map {
          Point(truth: truth[$0], predicted: predicted[$0])
        })
    }
  }
}
