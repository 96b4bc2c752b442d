import FeatureTables
import Groundwork

/// Joint posteriors of several numbers by approximate Bayesian computation on learned summaries.
///
/// Learners predict each target from the features, every training row by models that have not seen it; these predictions are the
/// summaries (semi-automatic ABC; Fearnhead & Prangle 2012, doi:10.1111/j.1467-9868.2011.01010.x). The training rows nearest to the data
/// are accepted and moved by local linear regression (Beaumont et al. 2002, doi:10.1093/genetics/162.4.2025), on a scale on which no draw
/// leaves the prior. How many are accepted, and whether they are moved, is what forecasts unseen rows best (energy score). At last each
/// marginal is widened or narrowed by where the truths of unseen rows lay in it.
public struct PosteriorABC: Learner {
  /// The name in study files and models.
  public static let id = "abc"
  /// The name in reports.
  public static let title = "Approximate Bayesian computation on learned summaries"
  /// The DOI of the method.
  public static let doi = "10.1111/j.1467-9868.2011.01010.x"
  /// The version of what is learned.
  public static let version = 1
  /// It learns numbers only.
  public static let predictsClasses = false

  /// What becomes of accepted rows.
  public enum Adjustment: String, Sendable, Codable, CaseIterable {
    /// What forecasts unseen rows better.
    case auto
    /// They are moved by local linear regression.
    case linear
    /// They stay: plain rejection.
    case none
  }

  /// The learners whose predictions are the summaries, by name, separated by commas.
  public var summaries = "ridge, extra_trees"
  /// The share of the training rows to accept, above 0 and at most 1; 0: what forecasts unseen rows best.
  public var tolerance = 0.0
  /// What becomes of accepted rows.
  public var adjustment = Adjustment.auto
  /// Draws from each posterior; at least 100.
  public var draws = 1000
  /// Folds for predictions of rows that models have not seen; at least 2.
  public var folds = 5
  /// Training rows, each left out in turn, that choose the tolerance and correct the marginals; 0: neither.
  public var tried = 1000
  /// What is done to features first.
  public var preprocess = Preprocessing.none

  /// A learner with the default hyper-parameters.
  public init() {}

  /// Throws if a hyper-parameter is out of range.
  public func check() throws(LearningError) {
    let limits = ParameterLimits(Self.self)
    try limits.require((0...1).contains(tolerance), "tolerance", tolerance, "0 (chosen) or a share up to 1")
    try limits.require(draws, "draws", atLeast: 100)
    try limits.require((2...1000).contains(folds), "folds", folds, "at least 2")
    try limits.require(tried, "tried", atLeast: 0)
    let example = "learners of numbers, such as ridge, extra_trees"
    try limits.require(!summaryNames.isEmpty, "summaries", "'\(summaries)'", example)
    for name in summaryNames {
      let learner = try LearnerRegistry.learner(name)
      try limits.require(type(of: learner).predictsNumbers && name != Self.id, "summaries", name, example)
    }
  }

  private var summaryNames: [String] {
    summaries.split(separator: ",").map { $0.split(separator: " ").joined() }.filter { !$0.isEmpty }
  }

  /// The tolerances tried.
  private static let tolerances = [0.02, 0.05, 0.1, 0.2, 0.4]
  /// The fewest rows to accept: what a regression on a handful of summaries needs.
  private static let fewest = 50

  /// Learns summaries and keeps the rows; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> PosteriorABCModel {
    try check()
    try task.requireNumbers()
    try task.check(table)
    let preprocessor = Preprocessor(preprocess, table)
    let rows = preprocessor.applied(to: table)
    let truths = try TargetColumns(table, task.targets).values
    let scale = PriorScale(truths, task.targets)
    let width = task.targets.count
    let learners = try summaryNames.map { name throws(LearningError) in try Self.summaryLearner(name) }
    let (regression, unseen) = try SummaryRegression.fit(
      learners, rows, to: task, folds: folds, seed: seed, threads: threads, progress: progress)
    let units = Self.units(unseen, truths, task, regression.width)
    var posterior = NeighbourPosterior(
      summaries: unseen.enumerated().map { $1 / units[$0 % units.count] }, summaryCount: regression.width,
      parameters: truths.enumerated().map { scale.unbounded($1, $0 % width) }, targetCount: width,
      neighbours: table.rowCount, isAdjusted: adjustment != .none)
    let trial = PosteriorTrial(posterior, rows: tried, draws: min(draws, 400), seed: seed, threads: threads)
    posterior = choice(posterior, trial)
    let ranks = table.rowCount < Self.fewest ? [] : trial.ranks(posterior)
    return PosteriorABCModel(
      schema: table.schema, task: task, preprocessor: preprocessor, regression: regression, units: units, scale: scale,
      posterior: posterior, recalibration: RankRecalibration(rowsByTargets: ranks, width: width),
      drawCount: draws, seed: seed)
  }

  /// A learner of summaries; what it would do for intervals is not needed.
  private static func summaryLearner(_ name: String) throws(LearningError) -> any Learner {
    var learner = try LearnerRegistry.learner(name)
    if var own = learner as? any ResidualLearner {
      own.intervalFolds = 0
      learner = own
    }
    return learner
  }

  /// The error of each summary as a prediction of its target, in which differences of summaries are counted: a target that the
  /// features say nothing of then says nothing of who is near.
  private static func units(
    _ unseen: [Double], _ truths: [Double], _ task: PredictionTask, _ width: Int
  ) -> [Double] {
    let targets = task.targets.count
    var squares = [Double](repeating: 0, count: width)
    for (place, summary) in unseen.enumerated() {
      let (row, column) = (place / width, place % width)
      let target = column % targets
      let error = summary - task.targets[target].scale.transformed(truths[row * targets + target])
      squares[column] += error * error
    }
    let rows = Double(max(1, unseen.count / max(1, width)))
    return squares.map { max(($0 / rows).squareRoot(), 1e-12) }
  }

  /// `posterior` with the tolerance and the adjustment that do best in `trial`, where they are not given.
  private func choice(_ posterior: NeighbourPosterior, _ trial: PosteriorTrial) -> NeighbourPosterior {
    let rows = Double(posterior.rowCount)
    let shares = tolerance > 0 || trial.isEmpty ? [tolerance > 0 ? tolerance : 0.1] : Self.tolerances
    let adjustments =
      adjustment == .auto ? (trial.isEmpty ? [true] : [true, false]) : [adjustment == .linear]
    var candidates: [NeighbourPosterior] = []
    for share in shares {
      for isAdjusted in adjustments {
        var own = posterior
        own.neighbours = min(posterior.rowCount, max(Self.fewest, Int((share * rows).rounded())))
        own.isAdjusted = isAdjusted
        if !candidates.contains(where: { $0.neighbours == own.neighbours && $0.isAdjusted == isAdjusted }) {
          candidates.append(own)
        }
      }
    }
    if candidates.count == 1 { return candidates[0] }
    let scores = candidates.map { trial.score($0) }
    let best = scores.indices.min { scores[$0] < scores[$1] } ?? 0
    return candidates[best]
  }
}

extension PosteriorABC {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case summaries
    case tolerance
    case adjustment
    case draws
    case folds
    case tried
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try container.read(&summaries, .summaries)
    try container.read(&tolerance, .tolerance)
    try container.read(word: &adjustment, .adjustment)
    try container.read(&draws, .draws)
    try container.read(&folds, .folds)
    try container.read(&tried, .tried)
    try container.read(word: &preprocess, .preprocess)
  }
}
