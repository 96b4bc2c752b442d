import FeatureTables

/// What a model predicts.
public enum PredictionTask: Codable, Sendable, Equatable {
  /// One of `classes`, whose order is that of labels and probabilities everywhere.
  case classification(classes: [String])

  /// The classes, in order.
  public var classes: [String] {
    switch self {
    case .classification(let classes): return classes
    }
  }

  /// Throws unless `table` has rows, columns, labels, and the classes of this task in the same order.
  func check(_ table: FeatureTable) throws(LearningError) {
    if table.columnCount == 0 { throw .emptyTable(reason: "the table has no columns") }
    if table.rowCount == 0 { throw .emptyTable(reason: "the table has no rows") }
    guard table.labels.count == table.rowCount else { throw .unlabelledTable }
    guard table.classes == classes else { throw .classMismatch(expected: classes, found: table.classes) }
  }
}
