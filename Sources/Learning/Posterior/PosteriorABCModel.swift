import FeatureTables
import Groundwork

/// Training rows with their summaries, from which posteriors are drawn.
public struct PosteriorABCModel: Model {
  /// The columns it was made for.
  public let schema: FeatureSchema
  /// What it predicts.
  public let task: PredictionTask
  /// The mean of the importances in the models of the summaries, adding up to 1.
  public let importances: [Double]
  private let preprocessor: Preprocessor
  private let regression: SummaryRegression
  /// What a difference of 1 in each summary is.
  private let units: [Double]
  private let scale: PriorScale
  private let posterior: NeighbourPosterior
  private let recalibration: RankRecalibration
  private let drawCount: Int
  private let seed: UInt64

  init(
    schema: FeatureSchema, task: PredictionTask, preprocessor: Preprocessor, regression: SummaryRegression,
    units: [Double], scale: PriorScale, posterior: NeighbourPosterior, recalibration: RankRecalibration, drawCount: Int,
    seed: UInt64
  ) {
    self.schema = schema
    self.task = task
    self.preprocessor = preprocessor
    self.regression = regression
    self.units = units
    self.scale = scale
    self.posterior = posterior
    self.recalibration = recalibration
    self.drawCount = drawCount
    self.seed = seed
    var shares = [Double](repeating: 0, count: schema.columns.count)
    for model in regression.models {
      for column in shares.indices { shares[column] += model.importances[column] / Double(regression.models.count) }
    }
    importances = shares
  }

  /// Draws from the joint posterior for each row of `table`; see ``Model/answer(for:levels:threads:)``.
  public func answer(for table: FeatureTable, levels: [Double], threads: Int) throws(LearningError) -> Answer {
    try schema.check(table, preprocessor)
    let summaries = try regression.summaries(preprocessor.applied(to: table), threads: threads)
    let width = task.targets.count
    let rows = parallelMap(count: table.rowCount, threads: threads) { _, row in
      let point = units.indices.map { summaries[row * units.count + $0] / units[$0] }
      // The same for all rows: what is said of one does not depend on its place.
      var stream = RandomStream(seed: seed, replicate: 0, purpose: .posterior)
      let drawn = posterior.draws(at: point, count: drawCount, &stream)
      return recalibration.applied(to: drawn, width: width).enumerated().map { scale.restored($1, $0 % width) }
    }
    return .posterior(
      PosteriorDraws(
        targets: task.targets, drawCount: drawCount, values: rows.flatMap { $0 }, locations: table.locations))
  }

  /// Adds `abc_settings` (accepted rows, 1 if they are moved, draws, seed), `abc_summaries`, `abc_units`, `abc_parameters`, `abc_lows`,
  /// `abc_highs`, `abc_ranks`, the names and the models of the summaries, and the preprocessing.
  public func addParts(to container: inout ArrayContainer) {
    container.add(
      "abc_settings",
      NumericArray([
        Int64(posterior.neighbours), posterior.isAdjusted ? 1 : 0, Int64(drawCount), Int64(bitPattern: seed),
      ]))
    container.add("abc_summaries", NumericArray(posterior.summaries, shape: [posterior.rowCount, units.count]))
    container.add("abc_units", NumericArray(units))
    container.add(
      "abc_parameters", NumericArray(posterior.parameters, shape: [posterior.rowCount, task.targets.count]))
    container.add("abc_lows", NumericArray(scale.lows))
    container.add("abc_highs", NumericArray(scale.highs))
    container.add("abc_ranks", NumericArray(recalibration.ranks))
    container.add("abc_learners", NumericArray(Array(regression.learners.joined(separator: ",").utf8)))
    regression.addParts(to: &container)
    preprocessor.addParts(to: &container)
  }

  /// The model whose arrays are in `container`; arrays that do not fit each other are refused.
  public init(
    schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    let parts = ContainerParts(container: container, path: path)
    let settings = try parts.member("abc_settings") { $0.int64s }
    let summaries = try parts.member("abc_summaries") { $0.doubles }
    let units = try parts.member("abc_units") { $0.doubles }
    let parameters = try parts.member("abc_parameters") { $0.doubles }
    let lows = try parts.member("abc_lows") { $0.doubles }
    let highs = try parts.member("abc_highs") { $0.doubles }
    let ranks = try parts.member("abc_ranks") { $0.doubles }
    let names = try parts.member("abc_learners") { $0.uint8s }
    let learners = String(decoding: names, as: UTF8.self).split(separator: ",").map(String.init)
    let width = task.targets.count
    let rows = width > 0 ? parameters.count / width : 0
    let all = summaries + units + parameters + lows + highs + ranks
    guard width > 0, rows > 0, settings.count == 4, learners.allSatisfy({ $0 != PosteriorABC.id }),
      units.count == learners.count * width, summaries.count == rows * units.count, parameters.count == rows * width,
      lows.count == width, highs.count == width, ranks.count % width == 0, all.allSatisfy(\.isFinite),
      units.allSatisfy({ $0 > 0 }), zip(lows, highs).allSatisfy({ $0 <= $1 }),
      (1...Int64(rows)).contains(settings[0]), (1...Int64(ParameterLimits.most)).contains(settings[2])
    else { throw .damaged(path: path, reason: "the arrays of its posterior do not fit each other") }
    self.init(
      schema: schema, task: task, preprocessor: try Preprocessor(parts: parts, columns: schema.columns.count),
      regression: try SummaryRegression(schema: schema, task: task, learners: learners, parts: container, path: path),
      units: units, scale: PriorScale(lows: lows, highs: highs, scales: task.targets.map(\.scale)),
      posterior: NeighbourPosterior(
        summaries: summaries, summaryCount: units.count, parameters: parameters, targetCount: width,
        neighbours: Int(settings[0]), isAdjusted: settings[1] != 0),
      recalibration: RankRecalibration(ranks: ranks, width: width), drawCount: Int(settings[2]),
      seed: UInt64(bitPattern: settings[3]))
  }
}
