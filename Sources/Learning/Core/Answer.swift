import FeatureTables

/// What a model says of the rows of a table, in the terms of its task.
public enum Answer: Sendable, Equatable {
  /// The probabilities of the classes.
  case classes(PredictionTable)
  /// Numbers, with quantiles of what they may be.
  case numbers(TargetPredictions)
  /// Draws from the joint posterior of several numbers.
  case posterior(PosteriorDraws)
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

  /// Draws from the joint posterior of the targets for each row of `table`, as ``answer(for:levels:threads:)`` has them.
  ///
  /// Throws as that does, and if the model gives no joint posterior.
  public func predictPosterior(_ table: FeatureTable, threads: Int) throws(LearningError) -> PosteriorDraws {
    guard case .posterior(let draws) = try answer(for: table, levels: [], threads: threads) else {
      throw .otherTask(expected: "a joint posterior", found: task.isClassification ? "classes" : "numbers one by one")
    }
    return draws
  }

  /// The targets for each row of `table`, with their quantiles at `levels`, as ``answer(for:levels:threads:)`` has them.
  ///
  /// Throws as that does, and if the model predicts classes.
  public func predictTargets(
    _ table: FeatureTable, levels: [Double], threads: Int
  ) throws(LearningError) -> TargetPredictions {
    guard case .regression = task else { throw .otherTask(expected: "numbers", found: "classes") }
    switch try answer(for: table, levels: levels, threads: threads) {
    case .classes: throw .otherTask(expected: "numbers", found: "classes")
    case .numbers(let numbers): return numbers
    case .posterior(let draws):
      try TargetPredictions.check(levels)
      return draws.numbers(levels: levels)
    }
  }
}
