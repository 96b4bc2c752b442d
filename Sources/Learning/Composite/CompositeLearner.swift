import FeatureTables

/// A learner of classes that is made of learners of two classes each.
protocol CompositeLearner: Learner where Fitted == CompositeModel {
  /// What tells two classes, or groups of classes, apart.
  var base: any Learner { get set }

  /// The pairs of groups that are told apart, of classes `names`; throws if the settings do not fit them.
  func contrasts(_ names: [String]) throws(LearningError) -> (contrasts: [ClassContrast], rule: CompositeModel.Rule)
}

/// Two groups of classes that are told apart, by their indices.
struct ClassContrast: Sendable, Codable, Equatable {
  let first: [Int]
  let second: [Int]
}

extension CompositeLearner {
  /// Numbers have no groups.
  public static var predictsNumbers: Bool { false }

  /// What is done to features first, by the learners that it is made of.
  public var preprocess: Preprocessing {
    get { base.preprocess }
    set { base.preprocess = newValue }
  }

  /// Throws if a hyper-parameter of the learners that it is made of is out of range.
  public func check() throws(LearningError) { try base.check() }

  /// Fits a model to the rows of each pair of groups; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> CompositeModel {
    try check()
    guard task.targets.isEmpty else {
      throw .invalidParameter(
        name: "learner", value: Self.id, expected: "a learner of numbers: this one tells classes apart")
    }
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: base.preprocess.imputation != nil)
    let (contrasts, rule) = try contrasts(task.classes)
    var parts: [CompositeModel.Part] = []
    for (number, contrast) in contrasts.enumerated() {
      parts.append(try Self.part(contrast, base, table, seed: seed &+ UInt64(number), threads: threads))
      progress?(number + 1, contrasts.count)
    }
    return CompositeModel(
      schema: table.schema, task: task, rule: rule, contrasts: contrasts, parts: parts, base: type(of: base).id)
  }

  private static func part(
    _ contrast: ClassContrast, _ base: some Learner, _ table: FeatureTable, seed: UInt64, threads: Int
  ) throws(LearningError) -> CompositeModel.Part {
    let sides = table.labels.map { label in
      contrast.first.contains(Int(label)) ? 0 : contrast.second.contains(Int(label)) ? 1 : -1
    }
    guard sides.contains(0), sides.contains(1) else { return .certain(first: sides.contains(0)) }
    var own = FeatureTable(schema: table.schema, classes: CompositeModel.sides)
    for (row, side) in sides.enumerated() where side >= 0 {
      own.append(Array(table.row(row)), label: side, replicate: UInt64(row), truth: [])
    }
    return .model(
      try base.fit(own, to: .classification(classes: CompositeModel.sides), seed: seed, threads: threads))
  }
}
