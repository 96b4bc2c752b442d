import FeatureTables

/// What a model says of the rows of a table, in the terms of its task.
public enum Answer: Sendable, Equatable {
  /// The probabilities of the classes.
  case classes(PredictionTable)
  /// Numbers, with quantiles of what they may be.
  case numbers(TargetPredictions)
}

extension Model {
  /// The probabilities of the classes for each row of `table`, as ``answer(for:levels:threads:)`` has them.
  ///
  /// Throws as that does, and if the model predicts numbers.
  public func predict(_ table: FeatureTable, threads: Int) throws(LearningError) -> PredictionTable {
    guard case .classification = task, case .classes(let table) = try answer(for: table, levels: [], threads: threads)
    else { throw .otherTask(expected: "classes", found: "numbers") }
    return table
  }

  /// The targets for each row of `table`, with their quantiles at `levels`, as ``answer(for:levels:threads:)`` has them.
  ///
  /// Throws as that does, and if the model predicts classes.
  public func predictTargets(
    _ table: FeatureTable, levels: [Double], threads: Int
  ) throws(LearningError) -> TargetPredictions {
    guard case .regression = task, case .numbers(let numbers) = try answer(for: table, levels: levels, threads: threads)
    else { throw .otherTask(expected: "numbers", found: "classes") }
    return numbers
  }
}
