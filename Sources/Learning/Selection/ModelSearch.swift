import FeatureTables

/// Hyper-parameters to choose among, and how they are compared.
public struct ModelSearch: Codable, Sendable, Equatable {
  /// The values to try.
  public var space: SearchSpace
  /// Combinations to draw from the space; nil for all.
  public var candidates: Int?
  /// The folds on which a combination is measured.
  public var folds: Int

  /// A search of `space`, or of `candidates` combinations drawn from it, on `folds` folds.
  package init(_ space: SearchSpace, candidates: Int? = nil, folds: Int = usualFolds) {
    self.space = space
    self.candidates = candidates
    self.folds = folds
  }

  /// The folds if none are asked for.
  package static let usualFolds = 5

  /// Throws if `learner` has no hyper-parameter of a name in the space, or does not take one of its values.
  package func check(_ learner: some Learner) throws(LearningError) {
    for one in space.candidates {
      for value in one.values { _ = try learner.setting([ParameterSetting(one.name, value)]) }
    }
  }

  /// `learner` with the combination that does best on the folds of `table`, and how each did.
  ///
  /// The combinations are drawn, and the folds dealt, by `seed`. Throws as fitting does, if there are fewer replicates than
  /// folds, and if the learner has no hyper-parameter of a name in the space.
  package func choose<L: Learner>(
    _ learner: L, _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> (learner: any Learner, choice: ModelChoice) {
    if let candidates, candidates < 1 {
      throw .invalidParameter(name: "candidates", value: "\(candidates)", expected: "at least 1")
    }
    let cells = candidates.map { space.sample($0, seed: seed) } ?? space.grid
    let found = try ModelSelection(.folds(folds), seed: seed, threads: threads)
      .search(learner, cells, table, to: task, progress: progress)
    return (found.learner, ModelChoice(search: self, best: found.best, cells: found.cells))
  }
}
