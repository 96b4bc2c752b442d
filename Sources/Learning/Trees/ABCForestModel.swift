import FeatureTables

/// The forests of approximate Bayesian computation.
public struct ABCForestModel: PosteriorModel {
  /// The columns it was made for.
  public let schema: FeatureSchema
  /// The mean decrease of impurity due to each column, that of an axis shared out by the columns' parts in it; adding up to 1.
  public let importances: [Double]
  /// The axes beside the features; there may be none.
  package let axes: LinearDiscriminants
  /// The forest that votes for models, or predicts parameters, of features and axes.
  public let forest: ForestModel
  /// The forest that predicts the error of the votes; nil if numbers are predicted or all trees saw all rows.
  let errors: ForestModel?
  private let preprocessor: Preprocessor

  static let error = "error"
  static let errorTask = PredictionTask.regression(targets: [TargetVariable(error)])

  /// What it predicts.
  public var task: PredictionTask { forest.task }
  /// What the trees of features and axes say about training rows that they did not see.
  public var outOfBag: OutOfBag? { forest.outOfBag }

  init(
    schema: FeatureSchema, preprocessor: Preprocessor, axes: LinearDiscriminants, forest: ForestModel,
    errors: ForestModel?, deviations: [Double]
  ) {
    let columns = schema.columns.count
    var shares = Array(forest.importances.prefix(columns))
    for axis in 0..<axes.count {
      let parts = (0..<columns).map { abs(axes.weights[axis * columns + $0]) * deviations[$0] }
      let sum = parts.reduce(0, +)
      for column in 0..<columns where sum > 0 {
        shares[column] += forest.importances[columns + axis] * parts[column] / sum
      }
    }
    self.init(
      schema: schema, importances: shares, preprocessor: preprocessor, axes: axes, forest: forest, errors: errors)
  }

  private init(
    schema: FeatureSchema, importances: [Double], preprocessor: Preprocessor, axes: LinearDiscriminants,
    forest: ForestModel, errors: ForestModel?
  ) {
    self.schema = schema
    self.importances = importances
    self.preprocessor = preprocessor
    self.axes = axes
    self.forest = forest
    self.errors = errors
  }

  /// `table` with a column for each axis behind the features.
  static func extended(_ table: FeatureTable, _ axes: LinearDiscriminants) -> FeatureTable {
    if axes.count == 0 { return table }
    let places = axes.places(table)
    return table.replacing(
      schema: extended(table.schema, axes.count),
      values: (0..<table.rowCount).flatMap { table.row($0) + places[$0 * axes.count..<($0 + 1) * axes.count] })
  }

  private static func extended(_ schema: FeatureSchema, _ axes: Int) -> FeatureSchema {
    FeatureSchema(
      featureSet: schema.featureSet,
      columns: schema.columns
        + (0..<axes).map {
          FeatureColumn(name: "discriminant_axis_\($0 + 1)", statistic: "discriminant_axis", version: 1, subwindow: nil)
        },
      usesPhase: schema.usesPhase, usesPolarisation: schema.usesPolarisation, haplotypeCount: schema.haplotypeCount,
      windowLength: schema.windowLength, subwindowCount: schema.subwindowCount)
  }

  private func prepared(_ table: FeatureTable) throws(LearningError) -> FeatureTable {
    try schema.check(table, preprocessor)
    return Self.extended(preprocessor.applied(to: table), axes)
  }

  /// The shares of trees that vote for each class, or the targets with their quantiles; see
  /// ``Model/answer(for:levels:threads:)``.
  public func answer(for table: FeatureTable, levels: [Double], threads: Int) throws(LearningError) -> Answer {
    try forest.answer(for: try prepared(table), levels: levels, threads: threads)
  }

  /// True if it says how probable a call is: it predicts classes, and some trees did not see some rows.
  public var hasPosterior: Bool { errors != nil }

  /// The class called for each row of `table` and its posterior probability: 1 less the predicted error of the vote.
  ///
  /// Throws as predicting does, and if there is nothing to tell the error from: numbers are predicted, or all trees saw all rows.
  public func posterior(_ table: FeatureTable, threads: Int) throws(LearningError) -> [PosteriorCall] {
    let rows = try prepared(table)
    let votes = try forest.predict(rows, threads: threads)
    guard let errors else {
      throw .emptyTable(reason: "no training row was out of bag, so the error of the votes is not known")
    }
    let missed = try errors.predictTargets(rows, levels: [], threads: threads).values
    return missed.enumerated().map { row, error in
      PosteriorCall(called: votes.calledClass(row: row), probability: min(max(1 - error, 0), 1))
    }
  }

  /// Adds the arrays of the forest, those of the forest of errors with the prefix `error_`, `axis_weight` (axes x columns),
  /// `axis_offset`, `column_importance` and the preprocessing.
  public func addParts(to container: inout ArrayContainer) {
    forest.addParts(to: &container)
    var own = ArrayContainer(manifest: [])
    errors?.addParts(to: &own)
    for (name, array) in own.arrays { container.add(Self.prefix + name, array) }
    container.add(
      "axis_weight", NumericArray(axes.weights, shape: [axes.count, axes.weights.count / max(1, axes.count)]))
    container.add("axis_offset", NumericArray(axes.offsets))
    container.add("column_importance", NumericArray(importances))
    preprocessor.addParts(to: &container)
  }

  private static let prefix = "error_"

  /// The model whose arrays are in `container`; arrays that do not fit each other are refused.
  public init(
    schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    let parts = ContainerParts(container: container, path: path)
    let weights = try parts.member("axis_weight") { $0.doubles }
    let offsets = try parts.member("axis_offset") { $0.doubles }
    let importances = try parts.member("column_importance") { $0.doubles }
    guard weights.count == offsets.count * schema.columns.count, importances.count == schema.columns.count,
      (weights + offsets + importances).allSatisfy(\.isFinite)
    else { throw .damaged(path: path, reason: "its discriminant axes are not of its columns") }
    var (own, ofErrors) = (ArrayContainer(manifest: []), ArrayContainer(manifest: []))
    for (name, array) in container.arrays {
      // What was done to the features is not for the forests to do again.
      if name.hasPrefix(Self.prefix) {
        ofErrors.add(String(name.dropFirst(Self.prefix.count)), array)
      } else if !name.hasPrefix("preprocess_") {
        own.add(name, array)
      }
    }
    let extended = Self.extended(schema, offsets.count)
    self.init(
      schema: schema, importances: importances,
      preprocessor: try Preprocessor(parts: parts, columns: schema.columns.count),
      axes: LinearDiscriminants(weights: weights, offsets: offsets),
      forest: try ForestModel(schema: extended, task: task, parts: own, path: path),
      errors: ofErrors.arrays.isEmpty
        ? nil : try ForestModel(schema: extended, task: Self.errorTask, parts: ofErrors, path: path))
  }
}
