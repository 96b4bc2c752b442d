import FeatureTables

/// What a model predicts.
public enum PredictionTask: Codable, Sendable, Equatable {
  /// One of `classes`, whose order is that of labels and probabilities everywhere.
  case classification(classes: [String])
  /// The numbers `targets`, in this order.
  case regression(targets: [TargetVariable])

  /// The classes, in order; none in regression.
  public var classes: [String] {
    if case .classification(let classes) = self { return classes }
    return []
  }

  /// The numbers to predict, in order; none in classification.
  public var targets: [TargetVariable] {
    if case .regression(let targets) = self { return targets }
    return []
  }

  /// True if classes are told apart, false if numbers are predicted.
  public var isClassification: Bool {
    if case .classification = self { return true }
    return false
  }

  /// What an answer has values of: the classes or the numbers, by name.
  public var names: [String] {
    switch self {
    case .classification(let classes): classes
    case .regression(let targets): targets.map(\.name)
    }
  }

  /// Throws if numbers are to be predicted, which a learner of classes cannot.
  func requireClasses() throws(LearningError) {
    guard isClassification else { throw .otherTask(expected: "numbers", found: "classes") }
  }

  /// Throws if classes are to be told apart, which a learner of numbers cannot.
  func requireNumbers() throws(LearningError) {
    guard !isClassification else { throw .otherTask(expected: "classes", found: "numbers") }
  }

  /// Throws unless `table` has rows and columns and, for classification, labels and the classes of this task in the same
  /// order, for regression the targets among its truths.
  public func check(_ table: FeatureTable) throws(LearningError) {
    if table.columnCount == 0 { throw .emptyTable(reason: "the table has no columns") }
    if table.rowCount == 0 { throw .emptyTable(reason: "the table has no rows") }
    guard table.labels.count == table.rowCount else { throw .unlabelledTable }
    switch self {
    case .classification(let classes):
      guard table.classes == classes else { throw .classMismatch(expected: classes, found: table.classes) }
    case .regression(let targets):
      guard !targets.isEmpty else { throw .emptyTable(reason: "the task names no number to predict") }
      for target in targets where !table.truthNames.contains(target.name) {
        throw .unknownTarget(target.name, known: table.truthNames)
      }
    }
  }
}
