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
  /// What is done to features first.
  var preprocess: Preprocessing { get }
  /// The weights of the columns for target `index`.
  func weights(_ moments: CentredMoments, target index: Int) -> [Double]
}

extension LeastSquaresLearner {
  /// The linear model of the numbers `task` names.
  func fitNumbers(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> LinearModel {
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table)
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
    guard !task.targets.isEmpty else { throw .otherTask(expected: "classes", found: "numbers") }
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

/// The elastic net (Zou & Hastie 2005, doi:10.1111/j.1467-9868.2005.00503.x) by coordinate descent (Friedman, Hastie &
/// Tibshirani 2010, doi:10.18637/jss.v033.i01); the lasso at an `l1_ratio` of 1.
///
/// What is made least is half the mean over rows of squared errors, in standard deviations of the target, plus `alpha` times
/// (`l1_ratio` x the sum of the weights' magnitudes + (1 - `l1_ratio`) / 2 x the sum of their squares), the intercept free.
public struct ElasticNet: LeastSquaresLearner {
  /// The name in study files and models.
  public static let id = "elastic_net"
  /// The name in reports.
  public static let title = "Elastic net"
  /// The DOI of the method.
  public static let doi = "10.1111/j.1467-9868.2005.00503.x"
  /// The version of what is learned.
  public static let version = 1
  /// It learns numbers only.
  public static let predictsClasses = false

  /// The penalty; above 0.
  public var alpha = 0.01
  /// The share of the penalty on magnitudes; 0 to 1, 1 being the lasso.
  public var l1Ratio = 0.5
  /// The most passes over the columns; at least 1.
  public var passes = 10_000
  /// Passes end where no weight moves by more than this (of standardised features and targets); above 0.
  public var tolerance = 1e-9
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
    try limits.require((0...1).contains(l1Ratio), "l1_ratio", l1Ratio, "a number from 0 to 1")
    try limits.require(passes, "passes", atLeast: 1)
    try limits.require(tolerance > 0 && tolerance < 1, "tolerance", tolerance)
    try limits.requireFolds(intervalFolds, "interval_folds")
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

extension ElasticNet {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case alpha
    case l1Ratio = "l1_ratio"
    case passes
    case tolerance
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
    try container.read(&intervalFolds, .intervalFolds)
    try container.read(word: &preprocess, .preprocess)
  }
}
