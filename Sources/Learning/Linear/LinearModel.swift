import FeatureTables
import Groundwork

/// A linear model: sums of weighted features, as they are (numbers), or turned into probabilities. Classes without training
/// rows have the probability 0.
public struct LinearModel: Model, ClassOrNumberModel {
  /// How sums become probabilities.
  enum Link: Int64, Sendable {
    /// exp(sum) over the sum of those of all classes; of numbers the sum itself.
    case softmax = 0
    /// 1 / (1 + exp(-2 sum)) for each class against the rest, rows then adding up to 1.
    case oneVersusRest = 1
  }

  /// The columns it was made for.
  public let schema: FeatureSchema
  /// What it predicts.
  public let task: PredictionTask
  /// The magnitude of each column's weights, added up over classes or targets, times the column's standard deviation; adding
  /// up to 1.
  public let importances: [Double]
  /// (Classes with rows, or targets) x columns: the weights of the features as the preprocessing leaves them.
  public let weights: [Double]
  /// What is added to the sums: one for each class with rows, or target, the latter standardised.
  public let intercepts: [Double]

  private let preprocessor: Preprocessor
  private let link: Link
  /// The classes that had rows, in ascending order.
  private let present: [Int32]
  private let scale: NumberScale?

  init(
    schema: FeatureSchema, task: PredictionTask, preprocessor: Preprocessor, link: Link = .softmax,
    present: [Int32] = [],
    weights: [Double], intercepts: [Double], scale: NumberScale? = nil, deviations: [Double]
  ) {
    let columns = schema.columns.count
    var sums = [Double](repeating: 0, count: columns)
    for (place, weight) in weights.enumerated() { sums[place % columns] += abs(weight) * deviations[place % columns] }
    let total = sums.reduce(0, +)
    self.init(
      schema: schema, task: task, importances: total > 0 ? sums.map { $0 / total } : sums, preprocessor: preprocessor,
      link: link, present: present, weights: weights, intercepts: intercepts, scale: scale)
  }

  private init(
    schema: FeatureSchema, task: PredictionTask, importances: [Double], preprocessor: Preprocessor, link: Link,
    present: [Int32], weights: [Double], intercepts: [Double], scale: NumberScale?
  ) {
    self.schema = schema
    self.task = task
    self.importances = importances
    self.preprocessor = preprocessor
    self.link = link
    self.present = present
    self.weights = weights
    self.intercepts = intercepts
    self.scale = scale
  }

  /// Rows x outputs: the sums.
  private func sums(_ table: FeatureTable, threads: Int) throws(LearningError) -> [Double] {
    try schema.check(table, preprocessor)
    let features = preprocessor.applied(to: table).values
    let (columns, outputs) = (schema.columns.count, intercepts.count)
    let blockSize = 256
    let blocks = parallelMap(count: (table.rowCount + blockSize - 1) / blockSize, threads: threads) { _, block in
      (block * blockSize..<min((block + 1) * blockSize, table.rowCount)).flatMap { row in
        (0..<outputs).map { output in
          var sum = intercepts[output]
          for column in 0..<columns { sum += weights[output * columns + column] * features[row * columns + column] }
          return sum
        }
      }
    }
    return blocks.flatMap { $0 }
  }

  func probabilities(
    _ table: FeatureTable, of classes: [String], threads: Int
  ) throws(LearningError) -> PredictionTable {
    let sums = try sums(table, threads: threads)
    let width = present.count
    var probabilities = [Double](repeating: 0, count: table.rowCount * classes.count)
    for row in 0..<table.rowCount {
      let own = sums[row * width..<(row + 1) * width]
      let top = own.reduce(-Double.infinity, max)
      let shares = own.map { sum in
        link == .softmax ? PortableMath.exp(sum - top) : 1 / (1 + PortableMath.exp(min(700, -2 * sum)))
      }
      let total = shares.reduce(0, +)
      for (label, share) in zip(present, shares) { probabilities[row * classes.count + Int(label)] = share / total }
    }
    return PredictionTable(classes: classes, probabilities: probabilities, locations: table.locations)
  }

  /// The targets for each row of `table`; quantiles as the errors on rows kept from the learner have them.
  func numbers(
    _ table: FeatureTable, levels: [Double], threads: Int
  ) throws(LearningError) -> TargetPredictions {
    guard let scale else { throw .otherTask(expected: "numbers", found: "classes") }
    return try scale.predictions(
      try sums(table, threads: threads), task, levels: levels, locations: table.locations)
  }

  /// Adds `linear_weight` (outputs x columns), `linear_intercept`, `linear_link` (0 softmax or none, 1 one against the
  /// rest), `class_with_rows`, `feature_importance`, what the targets were scaled by, and the preprocessing.
  public func addParts(to container: inout ArrayContainer) {
    container.add("linear_weight", NumericArray(weights, shape: [intercepts.count, schema.columns.count]))
    container.add("linear_intercept", NumericArray(intercepts))
    container.add("linear_link", NumericArray([link.rawValue]))
    container.add("class_with_rows", NumericArray(present))
    container.add("feature_importance", NumericArray(importances))
    preprocessor.addParts(to: &container)
    scale?.addParts(to: &container)
  }

  /// The model whose arrays are in `container`; arrays that do not fit each other are refused.
  public init(
    schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    let parts = ContainerParts(container: container, path: path)
    let columns = schema.columns.count
    let weights = try parts.member("linear_weight") { $0.doubles }
    let intercepts = try parts.member("linear_intercept") { $0.doubles }
    let present = try parts.member("class_with_rows") { $0.int32s }
    let importances = try parts.member("feature_importance") { $0.doubles }
    let code = try parts.member("linear_link") { $0.int64s }
    let outputs = task.isClassification ? present.count : task.targets.count
    guard outputs > 0, intercepts.count == outputs, weights.count == outputs * columns, importances.count == columns,
      code.count == 1, let link = Link(rawValue: code[0]), (weights + intercepts + importances).allSatisfy(\.isFinite),
      task.isClassification || present.isEmpty, present.allSatisfy({ task.classes.indices.contains(Int($0)) }),
      zip(present, present.dropFirst()).allSatisfy(<)
    else { throw .damaged(path: path, reason: "its weights are not of what it predicts") }
    self.init(
      schema: schema, task: task, importances: importances,
      preprocessor: try Preprocessor(parts: parts, columns: columns), link: link, present: present, weights: weights,
      intercepts: intercepts,
      scale: task.isClassification ? nil : try NumberScale(parts: parts, width: task.targets.count))
  }
}
