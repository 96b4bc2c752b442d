import FeatureTables

/// The second moments of preprocessed features and of standardised targets, about their means: all that least squares need.
struct CentredMoments {
  let rowCount: Int
  let columns: Int
  /// The means of the columns.
  let means: [Double]
  /// Columns x columns: the sums over rows of products of two columns.
  let products: [Double]
  /// Targets x columns: the sums over rows of products of a target and a column.
  let withTargets: [Double]

  /// The moments of the rows of `table`, with `targets` (rows x `width`), whose means are 0.
  init(_ table: FeatureTable, targets: [Double], width: Int) {
    let (rows, columns) = (table.rowCount, table.columnCount)
    let means = ColumnMoments(table).means
    var products = [Double](repeating: 0, count: columns * columns)
    var withTargets = [Double](repeating: 0, count: width * columns)
    var centred = [Double](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { centred[column] = table.values[row * columns + column] - means[column] }
      products.withUnsafeMutableBufferPointer { products in
        centred.withUnsafeBufferPointer { centred in
          for i in 0..<columns {
            let (value, own) = (centred[i], i &* columns)
            for j in 0...i { products[own &+ j] += value * centred[j] }
          }
        }
      }
      for target in 0..<width {
        let value = targets[row * width + target]
        for column in 0..<columns { withTargets[target * columns + column] += value * centred[column] }
      }
    }
    for i in 0..<columns { for j in 0..<i { products[j * columns + i] = products[i * columns + j] } }
    self.rowCount = rows
    self.columns = columns
    self.means = means
    self.products = products
    self.withTargets = withTargets
  }

  /// The sums of products of target `index` and the columns.
  func withTarget(_ index: Int) -> [Double] { Array(withTargets[index * columns..<(index + 1) * columns]) }
}

/// A learner of numbers whose weights follow from second moments.
protocol LeastSquaresLearner: ResidualLearner where Fitted == LinearModel {
  /// The weights of the columns for target `index`.
  func weights(_ moments: CentredMoments, target index: Int) -> [Double]
}

extension LeastSquaresLearner {
  /// The linear model of the numbers `task` names.
  func fitNumbers(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> LinearModel {
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: preprocess.imputation != nil)
    let preprocessor = Preprocessor(preprocess, table)
    let rows = preprocessor.applied(to: table)
    let targets = try TargetColumns(table, task.targets)
    let moments = CentredMoments(rows, targets: targets.standardised, width: task.targets.count)
    let weights = task.targets.indices.map { self.weights(moments, target: $0) }
    let intercepts = weights.map { own in -zip(own, moments.means).reduce(0.0) { $0 + $1.0 * $1.1 } }
    progress?(1, 1)
    return LinearModel(
      schema: table.schema, task: task, preprocessor: preprocessor, weights: weights.flatMap { $0 },
      intercepts: intercepts,
      scale: NumberScale(
        targets, residuals: try heldOutResiduals(table, targets, task, seed: seed, threads: threads)),
      deviations: ColumnMoments(rows).deviations)
  }

  /// Finds the weights; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> LinearModel {
    try check()
    try task.requireNumbers()
    return try fitNumbers(table, to: task, seed: seed, threads: threads, progress: progress)
  }
}

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
