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

  /// The corrected probabilities of the classes for each row of `table`.
  public func predict(_ table: FeatureTable, threads: Int) throws(LearningError) -> PredictionTable {
    calibration.applied(to: try base.predict(table, threads: threads))
  }

  /// Always throws: it predicts classes.
  public func predictTargets(
    _ table: FeatureTable, levels: [Double], threads: Int
  ) throws(LearningError) -> TargetPredictions {
    throw .otherTask(expected: "numbers", found: "classes")
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

extension Calibration {
  /// The correction in `parts`; nil if there is none.
  init?(parts: ContainerParts, classCount: Int) throws(LearningError) {
    func damaged() -> LearningError {
      .damaged(path: parts.path, reason: "its calibration is not one of \(classCount) classes")
    }
    if let temperature = try parts.optionalMember("calibration_temperature", { $0.doubles }) {
      guard temperature.count == 2, temperature.allSatisfy({ $0 > 0 && $0.isFinite }) else { throw damaged() }
      self.init(map: .temperature(temperature[0], floor: temperature[1]))
    } else if let curves = try parts.optionalMember("calibration_beta", { $0.doubles }) {
      let floor = try parts.member("calibration_floor") { $0.doubles }
      guard curves.count == 3 * classCount, curves.allSatisfy(\.isFinite), floor.count == 1, floor[0] > 0,
        floor[0] <= 0.5
      else { throw damaged() }
      self.init(
        map: .beta(
          (0..<classCount).map { BetaCurve(a: curves[3 * $0], b: curves[3 * $0 + 1], c: curves[3 * $0 + 2]) },
          floor: floor[0]))
    } else if let weights = try parts.optionalMember("calibration_dirichlet", { $0.doubles }) {
      let floor = try parts.member("calibration_floor") { $0.doubles }
      guard weights.count == classCount * (classCount + 1), weights.allSatisfy(\.isFinite), floor.count == 1,
        floor[0] > 0, floor[0] <= 0.5
      else { throw damaged() }
      self.init(map: .dirichlet(DirichletMap(classCount: classCount, weights: weights), floor: floor[0]))
    } else if let scores = try parts.optionalMember("calibration_score", { $0.doubles }) {
      let values = try parts.member("calibration_value") { $0.doubles }
      let ends = try parts.member("calibration_end") { $0.int64s }
      guard values.count == scores.count, ends.count == classCount, ends.last == Int64(scores.count),
        (ends.first ?? 0) > 0, zip(ends, ends.dropFirst()).allSatisfy({ $0 < $1 }),
        scores.allSatisfy(\.isFinite), values.allSatisfy({ (0...1).contains($0) })
      else { throw damaged() }
      self.init(
        map: .isotonic(
          ends.indices.map { index in
            let points = (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
            return IsotonicCurve(scores: Array(scores[points]), values: Array(values[points]))
          }))
    } else {
      return nil
    }
  }
}

extension Learner {
  /// The share of the training replicates that a correction is learned from.
  public static var calibrationFraction: Double { 0.2 }

  /// Learns from the labelled rows of `table`, and corrects the probabilities by `method`; nil corrects nothing.
  ///
  /// A fifth of the replicates of `table` (``DataSplit/stratifiedSplit(_:testFraction:seed:)``) is kept from the learner
  /// for the correction. Throws as ``fit(_:to:seed:threads:progress:)`` does, and if there are numbers to predict.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, calibration method: CalibrationMethod?, seed: UInt64,
    threads: Int, progress: FitProgress?
  ) throws(LearningError) -> any Model {
    guard let method else { return try fit(table, to: task, seed: seed, threads: threads, progress: progress) }
    guard task.targets.isEmpty else {
      throw .invalidParameter(name: "calibration", value: method.rawValue, expected: "none, as numbers are predicted")
    }
    // Another seed than the caller's, whose own split may have been drawn by it.
    let split = try DataSplit.stratifiedSplit(
      table, testFraction: Self.calibrationFraction, seed: seed ^ 0x6361_6C69_6272_6174)
    guard !split.test.isEmpty else {
      throw .emptyTable(reason: "calibration needs two replicates of a class at least, to keep one from the learner")
    }
    let base = try fit(
      table.selecting(split.training), to: task, seed: seed, threads: threads, progress: progress)
    let unseen = table.selecting(split.test)
    let predictions = try base.predict(unseen, threads: threads)
    return CalibratedModel(
      base, Calibration(method, labels: unseen.labels, predictions: predictions, replicates: unseen.replicates))
  }
}
