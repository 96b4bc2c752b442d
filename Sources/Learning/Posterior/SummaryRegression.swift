import FeatureTables

/// Features boiled down to what they say of the targets: for each of several learners its prediction of each target.
///
/// Such summaries keep what matters for the posterior mean (Fearnhead & Prangle 2012, doi:10.1111/j.1467-9868.2011.01010.x), and there are
/// few of them, so that near rows are near.
struct SummaryRegression: Sendable {
  /// The models, one a learner, each of all targets.
  let models: [any Model]
  /// The learners' names.
  let learners: [String]
  private let task: PredictionTask

  init(models: [any Model], learners: [String], task: PredictionTask) {
    self.models = models
    self.learners = learners
    self.task = task
  }

  /// Summaries of each row.
  var width: Int { models.count * task.targets.count }

  /// What `learners` make of `table`, and the summaries of its rows (rows x ``width``) by models that have not seen them; where there are
  /// fewer replicates than `folds` by models that have.
  static func fit(
    _ learners: [any Learner], _ table: FeatureTable, to task: PredictionTask, folds: Int, seed: UInt64, threads: Int,
    progress: FitProgress?
  ) throws(LearningError) -> (regression: SummaryRegression, unseen: [Double]) {
    let isDealt = Set(table.replicates).count >= folds
    let all = Array(0..<table.rowCount)
    let parts = isDealt ? try DataSplit.folds(table, count: folds, seed: seed) : [(training: all, test: all)]
    let width = learners.count * task.targets.count
    var unseen = [Double](repeating: 0, count: table.rowCount * width)
    var models: [any Model] = []
    let total = learners.count * (parts.count + 1)
    var done = 0
    for (number, learner) in learners.enumerated() {
      for part in parts {
        let model = try learner.fit(table.selecting(part.training), to: task, seed: seed, threads: threads)
        let own = try SummaryRegression(models: [model], learners: [""], task: task)
          .summaries(table.selecting(part.test), threads: threads)
        let targets = task.targets.count
        for (place, row) in part.test.enumerated() {
          for target in 0..<targets {
            unseen[row * width + number * targets + target] = own[place * targets + target]
          }
        }
        done += 1
        progress?(done, total)
      }
      models.append(try learner.fit(table, to: task, seed: seed, threads: threads))
      done += 1
      progress?(done, total)
    }
    return (SummaryRegression(models: models, learners: learners.map { type(of: $0).id }, task: task), unseen)
  }

  /// Rows x ``width``: the summaries of the rows of `table`, on the targets' scales.
  func summaries(_ table: FeatureTable, threads: Int) throws(LearningError) -> [Double] {
    var result = [Double](repeating: 0, count: table.rowCount * width)
    let targets = task.targets.count
    for (number, model) in models.enumerated() {
      let values = try model.predictTargets(table, levels: [], threads: threads).values
      for (place, value) in values.enumerated() {
        let (row, target) = (place / targets, place % targets)
        result[row * width + number * targets + target] = task.targets[target].scale.transformed(value)
      }
    }
    return result
  }

  /// Adds the models, those of learner k with the prefix `summary_k_`.
  func addParts(to container: inout ArrayContainer) {
    for (number, model) in models.enumerated() {
      var own = ArrayContainer(manifest: [])
      model.addParts(to: &own)
      for (name, array) in own.arrays { container.add("summary_\(number)_\(name)", array) }
    }
  }

  /// The models of `learners` in `container`.
  init(
    schema: FeatureSchema, task: PredictionTask, learners: [String], parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    var models: [any Model] = []
    for (number, name) in learners.enumerated() {
      let prefix = "summary_\(number)_"
      var own = ArrayContainer(manifest: [])
      for (name, array) in container.arrays where name.hasPrefix(prefix) {
        own.add(String(name.dropFirst(prefix.count)), array)
      }
      models.append(try Self.model(of: try LearnerRegistry.learner(name), schema, task, own, path))
    }
    self.init(models: models, learners: learners, task: task)
  }

  private static func model<L: Learner>(
    of _: L, _ schema: FeatureSchema, _ task: PredictionTask, _ parts: ArrayContainer, _ path: String
  ) throws(LearningError) -> any Model {
    try L.Fitted(schema: schema, task: task, parts: parts, path: path)
  }
}
