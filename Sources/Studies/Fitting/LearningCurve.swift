import Learning

/// How the score on rows kept aside grows with the rows to learn from.
public struct LearningCurve: Sendable {
  /// The shares of the training rows that are learned from.
  static let shares = [0.05, 0.1, 0.2, 0.4, 0.7, 1]

  /// What is measured.
  public let score: SelectionScore
  /// About how many rows were learned from.
  public let rows: [Double]
  /// The scores with each number of rows.
  public let scores: [ModelSelection.Scores]
}
