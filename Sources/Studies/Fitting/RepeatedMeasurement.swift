import Learning

/// Measurements of one kind on several parts of a table.
public struct RepeatedMeasurement: Sendable {
  /// Of each part.
  public var evaluations: [ModelEvaluation] = []
  /// What a search chose for each part; empty without a search.
  public var choices: [ModelChoice] = []
}
