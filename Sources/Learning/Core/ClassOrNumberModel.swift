import FeatureTables

/// A model that predicts classes or numbers, as its task says.
protocol ClassOrNumberModel: Model {
  /// The probabilities of `classes`; throws as ``Model/answer(for:levels:threads:)`` does.
  func probabilities(
    _ table: FeatureTable, of classes: [String], threads: Int
  ) throws(LearningError) -> PredictionTable
  /// The numbers with their quantiles at `levels`; throws as ``Model/answer(for:levels:threads:)`` does.
  func numbers(
    _ table: FeatureTable, levels: [Double], threads: Int
  ) throws(LearningError) -> TargetPredictions
}

extension ClassOrNumberModel {
  /// See ``Model/answer(for:levels:threads:)``.
  public func answer(for table: FeatureTable, levels: [Double], threads: Int) throws(LearningError) -> Answer {
    switch task {
    case .classification(let classes): .classes(try probabilities(table, of: classes, threads: threads))
    case .regression: .numbers(try numbers(table, levels: levels, threads: threads))
    }
  }
}
