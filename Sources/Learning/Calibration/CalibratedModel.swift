import FeatureTables

/// A model of classes whose probabilities are corrected.
public struct CalibratedModel<Base: Model>: Model {
  /// The model before correction.
  public let base: Base
  /// The correction.
  public let calibration: Calibration

  /// `base` with its probabilities corrected by `calibration`.
  public init(_ base: Base, _ calibration: Calibration) {
    self.base = base
    self.calibration = calibration
  }

  /// The columns it was made for.
  public var schema: FeatureSchema { base.schema }
  /// What it predicts.
  public var task: PredictionTask { base.task }
  /// The importances of the model before correction.
  public var importances: [Double] { base.importances }

  /// What the model before correction says about training rows that its parts did not see.
  public var outOfBag: OutOfBag? { base.outOfBag }

  /// The corrected probabilities of the classes for each row of `table`; see ``Model/answer(for:levels:threads:)``.
  public func answer(for table: FeatureTable, levels: [Double], threads: Int) throws(LearningError) -> Answer {
    .classes(calibration.applied(to: try base.predict(table, threads: threads)))
  }

  /// Adds the arrays of the model, and those of the correction: `calibration_temperature` (T, floor); or
  /// `calibration_beta` (classes x a, b, c) and `calibration_floor`; or `calibration_dirichlet` (classes x the weights of
  /// classes, intercept) and `calibration_floor`; or `calibration_score`, `calibration_value` and `calibration_end` (points of
  /// the curve of class after class, and where those of each class end).
  public func addParts(to container: inout ArrayContainer) {
    base.addParts(to: &container)
    switch calibration.map {
    case .temperature(let temperature, let floor):
      container.add("calibration_temperature", NumericArray([temperature, floor]))
    case .beta(let curves, let floor):
      container.add("calibration_beta", NumericArray(curves.flatMap { [$0.a, $0.b, $0.c] }, shape: [curves.count, 3]))
      container.add("calibration_floor", NumericArray([floor]))
    case .dirichlet(let map, let floor):
      container.add(
        "calibration_dirichlet", NumericArray(map.weights, shape: [map.classCount, map.classCount + 1]))
      container.add("calibration_floor", NumericArray([floor]))
    case .isotonic(let curves):
      container.add("calibration_score", NumericArray(curves.flatMap(\.scores)))
      container.add("calibration_value", NumericArray(curves.flatMap(\.values)))
      var end: Int64 = 0
      let ends = curves.map { curve in
        end += Int64(curve.scores.count)
        return end
      }
      container.add("calibration_end", NumericArray(ends))
    }
  }

  /// The model and the correction whose arrays are in `container`.
  public init(
    schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    base = try Base(schema: schema, task: task, parts: container, path: path)
    guard
      let read = try Calibration(
        parts: ContainerParts(container: container, path: path), classCount: task.classes.count)
    else { throw .damaged(path: path, reason: "it has no calibration") }
    calibration = read
  }
}
