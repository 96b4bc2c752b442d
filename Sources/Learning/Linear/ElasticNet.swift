import FeatureTables

/// The elastic net (Zou & Hastie 2005, doi:10.1111/j.1467-9868.2005.00503.x) by coordinate descent (Friedman, Hastie &
/// Tibshirani 2010, doi:10.18637/jss.v033.i01); the lasso at an `l1_ratio` of 1.
///
/// What is made least is half the mean over rows of squared errors, in standard deviations of the target, plus `alpha` times
/// (`l1_ratio` x the sum of the weights' magnitudes + (1 - `l1_ratio`) / 2 x the sum of their squares), the intercept free. Of
/// classes the mean over rows of -log p(class of the row), p a softmax, stands in the place of the errors, and the minimum is found
/// by `QuasiNewton`; nothing is drawn then, so the seed decides nothing.
public struct ElasticNet: LeastSquaresLearner {
  /// The name in study files and models.
  public static let id = "elastic_net"
  /// The name in reports.
  public static let title = "Elastic net"
  /// The DOI of the method.
  public static let doi = "10.1111/j.1467-9868.2005.00503.x"
  /// The version of what is learned.
  public static let version = 1

  /// The penalty; above 0.
  public var alpha = 0.01
  /// The share of the penalty on magnitudes; 0 to 1, 1 being the lasso.
  public var l1Ratio = 0.5
  /// The most passes over the columns, or of classes steps; at least 1.
  public var passes = 10_000
  /// Passes end where no weight moves by more than this (of standardised features and targets), steps where no slope is
  /// greater; above 0.
  public var tolerance = 1e-9
  /// How much the rows of a class count.
  public var classWeights = ClassWeights.none
  /// Folds that yield the intervals of numbers; 0 for none.
  public var intervalFolds = 5
  /// What is done to features first.
  public var preprocess = Preprocessing.standardise

  /// A learner with the default hyper-parameters.
  public init() {}

  /// Throws if a hyper-parameter is out of range.
  public func check() throws(LearningError) {
    let limits = ParameterLimits(Self.self)
    try limits.require(alpha > 0 && alpha < 1e30, "alpha", alpha, "a number above 0")
    try limits.require((0...1).contains(l1Ratio), "l1_ratio", l1Ratio, "a number from 0 to 1")
    try limits.require(passes, "passes", atLeast: 1)
    try limits.require(tolerance > 0 && tolerance < 1, "tolerance", tolerance)
    try classWeights.check(Self.id)
    try limits.requireFolds(intervalFolds, "interval_folds")
  }

  /// Finds the weights; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> LinearModel {
    try check()
    guard task.isClassification else {
      return try fitNumbers(table, to: task, seed: seed, threads: threads, progress: progress)
    }
    let settings = SoftmaxSettings(
      squares: alpha * (1 - l1Ratio), magnitudes: alpha * l1Ratio, tolerance: tolerance, steps: passes,
      classWeights: classWeights, preprocess: preprocess)
    return try fitSoftmax(settings, table, to: task, threads: threads, progress: progress)
  }

  func weights(_ moments: CentredMoments, target index: Int) -> [Double] {
    let (columns, rows) = (moments.columns, Double(moments.rowCount))
    let (magnitude, square) = (alpha * l1Ratio * rows, alpha * (1 - l1Ratio) * rows)
    var weights = [Double](repeating: 0, count: columns)
    // Products of each column and what the weights leave unexplained.
    var left = moments.withTarget(index)
    for _ in 0..<passes {
      var greatest = 0.0
      for column in 0..<columns {
        let own = moments.products[column * columns + column]
        guard own > 0 else { continue }
        let pull = left[column] + own * weights[column]
        let next = pull > magnitude ? pull - magnitude : pull < -magnitude ? pull + magnitude : 0
        let change = next / (own + square) - weights[column]
        if change == 0 { continue }
        weights[column] += change
        for other in 0..<columns { left[other] -= change * moments.products[column * columns + other] }
        greatest = max(greatest, abs(change) * (own / rows).squareRoot())
      }
      if greatest <= tolerance { break }
    }
    return weights
  }
}

extension ElasticNet {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case alpha
    case l1Ratio = "l1_ratio"
    case passes
    case tolerance
    case classWeights = "class_weights"
    case intervalFolds = "interval_folds"
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try container.read(&alpha, .alpha)
    try container.read(&l1Ratio, .l1Ratio)
    try container.read(&passes, .passes)
    try container.read(&tolerance, .tolerance)
    try container.read(&classWeights, .classWeights)
    try container.read(&intervalFolds, .intervalFolds)
    try container.read(word: &preprocess, .preprocess)
  }
}
