import FeatureTables

/// A learner of classes that is made of learners of two classes each.
package protocol CompositeLearner: Learner where Fitted == CompositeModel {
  /// What tells two classes, or groups of classes, apart.
  var base: any Learner { get set }

  /// The pairs of groups that are told apart, of classes `names`; throws if the settings do not fit them.
  func contrasts(_ names: [String]) throws(LearningError) -> (contrasts: [ClassContrast], rule: CompositeModel.Rule)
}

extension CompositeLearner {
  /// Numbers have no groups.
  public static var predictsNumbers: Bool { false }

  /// Throws if a hyper-parameter of the learners that it is made of is out of range.
  public func check() throws(LearningError) { try base.check() }

  /// Fits a model to the rows of each pair of groups; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> CompositeModel {
    try check()
    try task.requireClasses()
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(
      table, allowsMissing: preprocess.imputation != nil || base.preprocess.imputation != nil)
    let preprocessor = Preprocessor(preprocess, table)
    let rows = preprocessor.applied(to: table)
    let (contrasts, rule) = try contrasts(task.classes)
    var parts: [CompositeModel.Part] = []
    for (number, contrast) in contrasts.enumerated() {
      parts.append(try Self.part(contrast, base, rows, seed: seed &+ UInt64(number), threads: threads))
      progress?(number + 1, contrasts.count)
    }
    return CompositeModel(
      schema: table.schema, task: task, preprocessor: preprocessor, rule: rule, contrasts: contrasts, parts: parts,
      base: type(of: base).id)
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
