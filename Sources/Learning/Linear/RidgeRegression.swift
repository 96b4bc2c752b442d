import FeatureTables

/// Ridge regression (Hoerl & Kennard 1970, doi:10.1080/00401706.1970.10488634): what is made least is the sum over rows of
/// squared errors, in standard deviations of the target, plus `alpha` times the sum of squared weights, the intercept free.
public struct RidgeRegression: LeastSquaresLearner {
  /// The name in study files and models.
  public static let id = "ridge"
  /// The name in reports.
  public static let title = "Ridge regression"
  /// The DOI of the method.
  public static let doi = "10.1080/00401706.1970.10488634"
  /// The version of what is learned.
  public static let version = 1
  /// It learns numbers only.
  public static let predictsClasses = false

  /// The penalty; above 0.
  public var alpha = 1.0
  /// Folds that yield the intervals; 0 for none.
  public var intervalFolds = 5
  /// What is done to features first.
  public var preprocess = Preprocessing.standardise

  /// A learner with the default hyper-parameters.
  public init() {}

  /// Throws if a hyper-parameter is out of range.
  public func check() throws(LearningError) {
    let limits = ParameterLimits(Self.self)
    try limits.require(alpha > 0 && alpha < 1e30, "alpha", alpha, "a number above 0")
    try limits.requireFolds(intervalFolds, "interval_folds")
  }

  func weights(_ moments: CentredMoments, target index: Int) -> [Double] {
    let columns = moments.columns
    // Columns that depend on each other exactly leave rounding errors below 0: then a penalty that outweighs them.
    var penalty = alpha
    while true {
      var matrix = moments.products
      for column in 0..<columns { matrix[column * columns + column] += penalty }
      if let factor = SmallMatrix.cholesky(matrix, order: columns) {
        return SmallMatrix.backward(factor, SmallMatrix.forward(factor, moments.withTarget(index)))
      }
      penalty *= 10
      precondition(penalty.isFinite, "the products of \(columns) finite columns are not finite")
    }
  }
}

extension RidgeRegression {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case alpha
    case intervalFolds = "interval_folds"
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try container.read(&alpha, .alpha)
    try container.read(&intervalFolds, .intervalFolds)
    try container.read(word: &preprocess, .preprocess)
  }
}
