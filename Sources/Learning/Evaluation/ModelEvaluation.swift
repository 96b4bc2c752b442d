/// How well a model does on rows that it has not seen, in the terms of what it predicts.
public enum ModelEvaluation: Codable, Sendable, Equatable {
  /// Of a model of classes.
  case classes(Evaluation)
  /// Of a model of numbers: one a target.
  case numbers([RegressionEvaluation])
}
