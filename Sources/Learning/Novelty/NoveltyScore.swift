import FeatureTables
import Groundwork

/// How far rows lie from all that a learner was shown: the Mahalanobis distance to the nearest class, with how often training
/// rows lie as far.
///
/// The covariance is that of rows about the means of their classes, the same for all classes (Lee et al. 2018,
/// arXiv:1807.03888), of standardised features, drawn towards a multiple of the identity as Ledoit & Wolf 2004
/// (doi:10.1016/S0047-259X(03)00096-4) do, so that it can be inverted however many columns there are. Some rows are kept aside
/// to say which distances are usual.
public struct NoveltyScore: Sendable, Equatable {
  /// The columns it was made for.
  public let schema: FeatureSchema
  /// The share of the identity in the covariance.
  public let shrinkage: Double
  /// The distances of the rows kept aside, ascending.
  public let usual: [Double]

  let preprocessor: Preprocessor
  /// Classes with rows x columns: the means, in the coordinates in which the covariance is the identity.
  let means: [Double]
  /// The lower Cholesky factor of the covariance.
  let factor: [Double]

  /// The score of the labelled rows of `table`, a fifth of whose replicates, drawn by `seed`, is kept aside.
  public init(_ table: FeatureTable, seed: UInt64) throws(LearningError) {
    let split = try DataSplit.stratifiedSplit(table, testFraction: 0.2, seed: DerivedSeed.novelty(seed))
    try self.init(training: table.selecting(split.training), keptAside: table.selecting(split.test))
  }

  /// The score of the labelled rows of `training`; the rows `keptAside` say which distances are usual. Missing values are
  /// filled as `imputation` says, so that they add nothing or little to a distance; nil: there may be none.
  public init(
    training table: FeatureTable, keptAside: FeatureTable, imputation: Preprocessing.Imputation? = nil
  ) throws(LearningError) {
    try PredictionTask.classification(classes: table.classes).check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: imputation != nil)
    let preprocessor = Preprocessor(Preprocessing(.standardise, imputation: imputation), table)
    let rows = preprocessor.applied(to: table)
    let within = WithinClasses(rows)
    let (columns, count) = (table.columnCount, Double(table.rowCount))
    // Moments with the divisor rows, as Ledoit & Wolf have them.
    let scale = Double(max(1, table.rowCount - within.counts.count { $0 > 0 })) / count
    var covariance = within.covariance.map { $0 * scale }
    let size = (0..<columns).reduce(0.0) { $0 + covariance[$1 * columns + $1] } / Double(columns)
    let squares = covariance.reduce(0.0) { $0 + $1 * $1 }
    var fourth = 0.0
    for row in 0..<table.rowCount {
      let first = Int(table.labels[row]) * columns
      let length = (0..<columns).reduce(0.0) { sum, column in
        let difference = rows.values[row * columns + column] - within.means[first + column]
        return sum + difference * difference
      }
      fourth += length * length
    }
    let distance = squares - size * size * Double(columns)
    let noise = (fourth / count - squares) / count
    let share = distance > 0 ? min(max(noise / distance, 0), 1) : 1
    // Where nothing varies any distance is as good as another.
    let floor = size > 0 ? 1e-12 * size : 1
    for place in covariance.indices { covariance[place] *= 1 - share }
    for column in 0..<columns { covariance[column * columns + column] += share * size + floor }
    guard let factor = SmallMatrix.cholesky(covariance, order: columns) else {
      preconditionFailure("a covariance drawn towards the identity by \(share) of \(size) is not positive definite")
    }
    schema = table.schema
    shrinkage = share
    self.preprocessor = preprocessor
    self.factor = factor
    let present = within.counts.indices.filter { within.counts[$0] > 0 }
    means = present.flatMap { label in
      SmallMatrix.forward(factor, Array(within.means[label * columns..<(label + 1) * columns]))
    }
    usual = try Self.scores(keptAside, schema, preprocessor, factor, means).sorted()
  }

  /// A score from its parts.
  init(
    schema: FeatureSchema, shrinkage: Double, usual: [Double], preprocessor: Preprocessor, means: [Double],
    factor: [Double]
  ) {
    self.schema = schema
    self.shrinkage = shrinkage
    self.usual = usual
    self.preprocessor = preprocessor
    self.means = means
    self.factor = factor
  }

  /// The distance of each row of `table`; throws if it has other columns or a feature is not finite.
  public func scores(_ table: FeatureTable) throws(LearningError) -> [Double] {
    try Self.scores(table, schema, preprocessor, factor, means)
  }

  private static func scores(
    _ table: FeatureTable, _ schema: FeatureSchema, _ preprocessor: Preprocessor, _ factor: [Double], _ means: [Double]
  ) throws(LearningError) -> [Double] {
    try schema.check(table, preprocessor)
    let rows = preprocessor.applied(to: table)
    let columns = table.columnCount
    return (0..<table.rowCount).map { row in
      let place = SmallMatrix.forward(factor, Array(rows.row(row)))
      let nearest = stride(from: 0, to: means.count, by: columns).map { first in
        (0..<columns).reduce(0.0) { sum, column in
          let difference = place[column] - means[first + column]
          return sum + difference * difference
        }
      }
      return (nearest.min() ?? 0).squareRoot()
    }
  }

  /// The distances of the rows of `table` as `model` reads them: of their features and, if the score was made of both, of what the model makes
  /// of what else it reads; throws as predicting does.
  public func scores(
    _ table: FeatureTable, readBy model: any Model, threads: Int
  ) throws(LearningError) -> [Double] {
    let sees = schema.columns.count > model.schema.columns.count
    return try scores(sees ? table.withEmbedding(of: model, threads: threads) : table)
  }

  /// How often a row like those of training scores `score` or more: (rows kept aside that do + 1) / (rows kept aside + 1).
  /// Rows of training fall at or below p in at most the share p of cases.
  public func falseAlarmRate(_ score: Double) -> Double {
    var (low, high) = (0, usual.count)
    while low < high {
      let middle = (low + high) / 2
      if usual[middle] < score { low = middle + 1 } else { high = middle }
    }
    return Double(usual.count - low + 1) / Double(usual.count + 1)
  }

  /// The share of rows with the distances `scores` that only the share `rate` of training rows lie as far as: about `rate` if the rows are
  /// like the training rows.
  public func shareBeyond(_ scores: [Double], rate: Double) -> Double {
    Double(scores.count { falseAlarmRate($0) <= rate }) / Double(max(1, scores.count))
  }
}
