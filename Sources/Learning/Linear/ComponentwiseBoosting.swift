import FeatureTables
import Groundwork

/// Componentwise boosting of linear models (Bühlmann & Hothorn 2007, doi:10.1214/07-STS242), as evolBoosting (Lin et al.
/// 2011) and hierarchical boosting (Pybus et al. 2015) use it through mboost's `glmboost`.
///
/// Features are centred. In each step every column is fitted alone to what is left, and the one that explains most is added,
/// `nu` times its weight. Of numbers what is left are the errors (L2Boost, from the mean on). Of classes one function f is
/// learned for each class against the rest, with y = 1 or -1, from half the log odds on: what is left is the downward slope of
/// log2(1 + exp(-2 y f)), a constant column standing beside the others, and the probability is 1 / (1 + exp(-2 f)); those of
/// more than two classes are made to add up to 1.
public struct ComponentwiseBoosting: LeastSquaresLearner {
  /// The name in study files and models.
  public static let id = "componentwise_boosting"
  /// The name in reports.
  public static let title = "Componentwise boosting"
  /// The DOI of the method.
  public static let doi = "10.1214/07-STS242"
  /// The version of what is learned.
  public static let version = 1

  /// Steps; at least 1.
  public var mstop = 1000
  /// How much of each fit is added; above 0, at most 1.
  public var nu = 0.1
  /// Folds that yield the intervals of numbers; 0 for none.
  public var intervalFolds = 5
  /// What is done to features first.
  public var preprocess = Preprocessing.standardise

  /// A learner with the default hyper-parameters.
  public init() {}

  /// Throws if a hyper-parameter is out of range.
  public func check() throws(LearningError) {
    let limits = ParameterLimits(Self.self)
    try limits.require(mstop, "mstop", atLeast: 1)
    try limits.require(nu > 0 && nu <= 1, "nu", nu, "a number above 0 and at most 1")
    try limits.requireFolds(intervalFolds, "interval_folds")
  }

  /// Adds up the steps; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> LinearModel {
    try check()
    guard task.isClassification else {
      return try fitNumbers(table, to: task, seed: seed, threads: threads, progress: progress)
    }
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: preprocess.imputation != nil)
    let preprocessor = Preprocessor(preprocess, table)
    let rows = preprocessor.applied(to: table)
    let present = Set(table.labels).sorted()
    let centred = CentredColumns(rows)
    let found = parallelMap(count: present.count, threads: threads) { _, index in
      boosted(centred, isClass: table.labels.map { $0 == present[index] })
    }
    progress?(1, 1)
    return LinearModel(
      schema: table.schema, task: task, preprocessor: preprocessor, link: .oneVersusRest, present: present,
      weights: found.flatMap(\.weights), intercepts: found.map(\.intercept), deviations: ColumnMoments(rows).deviations)
  }

  func weights(_ moments: CentredMoments, target index: Int) -> [Double] {
    let columns = moments.columns
    var weights = [Double](repeating: 0, count: columns)
    var left = moments.withTarget(index)
    for _ in 0..<mstop {
      guard let (column, fit) = Self.best(left, squares: { moments.products[$0 * columns + $0] }) else { break }
      weights[column] += nu * fit
      for other in 0..<columns { left[other] -= nu * fit * moments.products[column * columns + other] }
    }
    return weights
  }

  /// The column whose fit alone explains most of what is left, and its weight; nil if none explains anything. `left` holds
  /// the product of each column and what is left, `squares` that of the column and itself.
  private static func best(_ left: [Double], squares: (Int) -> Double) -> (column: Int, fit: Double)? {
    var (best, most) = (-1, 0.0)
    for column in left.indices where squares(column) > 0 {
      let explained = left[column] * left[column] / squares(column)
      if explained > most { (best, most) = (column, explained) }
    }
    return best < 0 ? nil : (best, left[best] / squares(best))
  }

  /// The function that tells the rows with `isClass` from the others.
  private func boosted(_ features: CentredColumns, isClass: [Bool]) -> (weights: [Double], intercept: Double) {
    let (rows, columns) = (isClass.count, features.means.count)
    let share = Double(isClass.count { $0 }) / Double(rows)
    var weights = [Double](repeating: 0, count: columns)
    // Nothing is to be told apart where all rows are of the class: then certainty, as far as numbers go.
    guard share < 1 else { return (weights, 350) }
    var intercept = PortableMath.log(share / (1 - share)) / 2
    var function = [Double](repeating: intercept, count: rows)
    var slope = [Double](repeating: 0, count: rows)
    var left = [Double](repeating: 0, count: columns + 1)
    let scale = 2 / PortableMath.log(2)
    for _ in 0..<mstop {
      for row in 0..<rows {
        let y = isClass[row] ? 1.0 : -1.0
        slope[row] = scale * y / (1 + PortableMath.exp(min(700, 2 * y * function[row])))
      }
      for column in 0..<columns { left[column] = features.product(column, slope) }
      left[columns] = slope.reduce(0, +)
      let chosen = Self.best(left) { $0 == columns ? Double(rows) : features.squares[$0] }
      guard let (column, fit) = chosen else { break }
      if column == columns {
        intercept += nu * fit
        for row in 0..<rows { function[row] += nu * fit }
      } else {
        weights[column] += nu * fit
        for row in 0..<rows { function[row] += nu * fit * features.values[column * rows + row] }
      }
    }
    for column in 0..<columns { intercept -= weights[column] * features.means[column] }
    return (weights, intercept)
  }
}

/// Columns without their means, column after column.
private struct CentredColumns {
  let values: [Double]
  let means: [Double]
  /// The sum of squares of each column, 0 where it is constant.
  let squares: [Double]

  init(_ table: FeatureTable) {
    let (rows, columns) = (table.rowCount, table.columnCount)
    let moments = ColumnMoments(table)
    means = moments.means
    values = (0..<columns).flatMap { column in
      (0..<rows).map { table.values[$0 * columns + column] - moments.means[column] }
    }
    squares = moments.deviations.map { $0 * $0 * Double(rows) }
  }

  /// The sum over rows of products of a column and `other`.
  func product(_ column: Int, _ other: [Double]) -> Double {
    let rows = other.count
    return values.withUnsafeBufferPointer { values in
      other.withUnsafeBufferPointer { other in
        // Four sums: an addition need not wait for the one before it.
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
        let own = column * rows
        var row = 0
        while row &+ 3 < rows {
          a += values[own &+ row] * other[row]
          b += values[own &+ row &+ 1] * other[row &+ 1]
          c += values[own &+ row &+ 2] * other[row &+ 2]
          d += values[own &+ row &+ 3] * other[row &+ 3]
          row &+= 4
        }
        while row < rows {
          a += values[own &+ row] * other[row]
          row &+= 1
        }
        return a + b + (c + d)
      }
    }
  }
}

extension ComponentwiseBoosting {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case mstop
    case nu
    case intervalFolds = "interval_folds"
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try container.read(&mstop, .mstop)
    try container.read(&nu, .nu)
    try container.read(&intervalFolds, .intervalFolds)
    try container.read(word: &preprocess, .preprocess)
  }
}
