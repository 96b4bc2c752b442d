import FeatureTables
import Groundwork

/// Multinomial logistic regression with a penalty on the squares of the weights (Hastie, Tibshirani & Friedman 2009,
/// doi:10.1007/978-0-387-84858-7, section 4.4).
///
/// What is made least is the sum over rows of -log p(class of the row) plus the sum of squared weights / (2 c), intercepts
/// free: the minimum is one, so nothing is drawn and the seed decides nothing.
public struct LogisticRegression: Learner {
  /// The name in study files and models.
  public static let id = "logistic_regression"
  /// The name in reports.
  public static let title = "Multinomial logistic regression"
  /// The DOI of the method.
  public static let doi = "10.1007/978-0-387-84858-7"
  /// The version of what is learned.
  public static let version = 1
  /// It learns classes only.
  public static let predictsNumbers = false

  /// What an error costs, against small weights; above 0.
  public var c = 1.0
  /// The greatest slope, per row, at which the minimum counts as found; above 0.
  public var tolerance = 1e-7
  /// The most steps to it; at least 1.
  public var steps = 2000
  /// How much the rows of a class count.
  public var classWeights = ClassWeights.none
  /// What is done to features first.
  public var preprocess = Preprocessing.standardise

  /// A learner with the default hyper-parameters.
  public init() {}

  /// Throws if a hyper-parameter is out of range.
  public func check() throws(LearningError) {
    let limits = ParameterLimits(Self.self)
    try limits.require(c > 0 && c < 1e15, "c", c, "a number above 0")
    try limits.require(tolerance > 0 && tolerance < 1, "tolerance", tolerance)
    try limits.require(steps, "steps", atLeast: 1)
    try classWeights.check(Self.id)
  }

  /// Finds the weights; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> LinearModel {
    try check()
    try task.requireClasses()
    let settings = SoftmaxSettings(
      squares: 1 / (c * Double(max(1, table.rowCount))), magnitudes: 0, tolerance: tolerance, steps: steps,
      classWeights: classWeights, preprocess: preprocess)
    return try fitSoftmax(settings, table, to: task, threads: threads, progress: progress)
  }
}

extension LogisticRegression {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case c
    case tolerance
    case steps
    case classWeights = "class_weights"
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try container.read(&c, .c)
    try container.read(&tolerance, .tolerance)
    try container.read(&steps, .steps)
    try container.read(&classWeights, .classWeights)
    try container.read(word: &preprocess, .preprocess)
  }
}
