import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

/// Learning from a table and measuring what was learned on replicates that the learner did not see.
public struct ModelFitting: Sendable {
  let plan: LearningPlan
  var training: Study.Training { plan.training }
  private var learner: any Learner { plan.learner }
  private var task: PredictionTask { plan.task }
  private var search: ModelSearch? { plan.search }

  /// How rows are divided into some to learn from and some to measure on, again and again.
  public enum Resampling: Sendable {
    /// So many random splits.
    case splits(Int)
    /// Each of so many folds in turn.
    case folds(Int)
  }

  init(_ plan: LearningPlan) { self.plan = plan }

  /// The key of the model made from the table with `tableKey`.
  func key(_ tableKey: String) throws(StudyError) -> String {
    struct Inputs: Encodable {
      var table: String
      @LearnerSpecification var learner: any Learner
      var learnerVersion: Int
      var testFraction: Double
      var seed: UInt64
      var calibration: CalibrationMethod?
      var search: ModelSearch?
      var task: PredictionTask
      var resembled: String?
    }
    return try StageKey.of(
      Inputs(
        table: tableKey, learner: learner, learnerVersion: type(of: learner).version,
        testFraction: training.testFraction, seed: training.seed, calibration: training.calibration, search: search,
        task: task, resembled: plan.resembled.map { StageKey.ofWords($0.values.map(\.bitPattern)) }))
  }

  /// The rows of `table` to learn from and those to measure on.
  func split(_ table: FeatureTable, seed: UInt64) throws(StudyError) -> (training: [Int], test: [Int]) {
    try attempt { try DataSplit.stratifiedSplit(table, testFraction: training.testFraction, seed: seed) }
  }

  /// Throws if there is nothing to tell apart in `table`, or a number in it is none to learn from; rows are counted here,
  /// before they are divided into some to learn from and some to measure on.
  private func check(_ table: FeatureTable) throws(StudyError) {
    try attempt { try task.check(table) }
    let columns = table.columnCount
    let allowsMissing = learner.preprocess.imputation != nil
    if let place = table.values.firstIndex(where: { !Float($0).isFinite && !(allowsMissing && $0.isNaN) }) {
      throw StudyError(
        LearningError.notFinite(
          row: place / columns, column: table.schema.columns[place % columns].name, value: table.values[place]))
    }
    for target in task.targets {
      guard let values = table.rows.truth(target.name) else { continue }
      if let row = values.firstIndex(where: { !target.scale.transformed($0).isFinite }) {
        throw StudyError(
          LearningError.unusableTarget(row: row, target: target.name, value: values[row], scale: target.scale))
      }
      if let first = values.first, values.allSatisfy({ $0 == first }) {
        throw .invalid(
          "'\(target.name)' is \(first) in all rows, so there is nothing to learn; predict a number that varies")
      }
    }
    if case .classification = task, let first = table.labels.first, table.labels.allSatisfy({ $0 == first }) {
      throw .invalid(
        "all rows are of the class '\(table.classes[Int(first)])'; telling classes apart takes rows of at least two")
    }
  }

  /// The model of the training rows of `table`, measured on the others.
  func fit(
    _ table: FeatureTable, provenance: Provenance, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) -> ModelFile {
    try check(table)
    let split = try split(table, seed: training.seed)
    let rows = try resembling(table.selecting(split.training), threads: threads)
    let fitted = try fit(rows, seed: training.seed, threads: threads) { progress(.train, $0, $1) }
    let unseen = table.selecting(split.test)
    let distances = try novelty(fitted.model, rows, unseen, threads: threads)
    return ModelFile(
      model: fitted.model, learner: fitted.learner, evaluation: try evaluate(fitted.model, unseen, threads: threads),
      featureRanges: try attempt { try FeatureRange.all(of: rows) },
      importances: try attempt {
        try PermutationImportance.foremost(of: fitted.model, unseen, seed: training.seed, threads: threads)
      }, novelty: distances, sample: TrainingSample(rows), choice: fitted.choice, provenance: provenance,
      citations: Citations.of(plan, featureSet: table.schema.featureSet, hasNovelty: distances != nil))
  }

  /// `rows`, drawn to be like the table of the plan if it has one.
  private func resembling(_ rows: FeatureTable, threads: Int) throws(StudyError) -> FeatureTable {
    guard let other = plan.resembled else { return rows }
    return try ResemblingRows(rows, like: other, seed: training.seed, threads: threads).table
  }

  /// Columns beyond which no novelty score is made: its matrix has columns^2 entries, its factor costs columns^3 / 3.
  private static let noveltyColumns = 1000

  /// How far rows lie from `rows`, in their features and in what `model` makes of what else it reads; which distances are usual is said by the
  /// rows `unseen`. nil where there are too many columns. Missing values are filled as the learner fills them.
  private func novelty(
    _ model: any Model, _ rows: FeatureTable, _ unseen: FeatureTable, threads: Int
  ) throws(StudyError) -> NoveltyScore? {
    if rows.columnCount > Self.noveltyColumns { return nil }
    return try attempt {
      let isSmall = rows.schema.withEmbedding(of: model).columns.count <= Self.noveltyColumns
      return try NoveltyScore(
        training: isSmall ? rows.withEmbedding(of: model, threads: threads) : rows,
        keptAside: isSmall ? unseen.withEmbedding(of: model, threads: threads) : unseen,
        imputation: learner.preprocess.imputation)
    }
  }

  /// The model of all `rows`; a search, too, sees no others.
  private func fit(
    _ rows: FeatureTable, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(StudyError) -> (model: any Model, learner: any Learner, choice: ModelChoice?) {
    try attempt {
      let chosen = try search?.choose(learner, rows, to: task, seed: seed, threads: threads, progress: progress)
      let learner = chosen?.learner ?? learner
      let model = try learner.fit(
        rows, to: task, calibration: training.calibration, seed: seed, threads: threads, progress: progress)
      return (model, learner, chosen?.choice)
    }
  }

  /// What a model fitted to all `rows` does on the rows `unseen`.
  func refit(
    _ rows: FeatureTable, measuredOn unseen: FeatureTable, threads: Int
  ) throws(StudyError) -> ModelEvaluation {
    let drawn = try resembling(rows, threads: threads)
    return try evaluate(
      try fit(drawn, seed: training.seed, threads: threads, progress: nil).model, unseen, threads: threads)
  }

  /// What models are measured to do that are fitted anew, hyper-parameters chosen anew, to the parts of `table`.
  ///
  /// The seeds of random splits are the study's and those after it; folds are dealt by the study's.
  func repeated(
    _ table: FeatureTable, _ resampling: Resampling, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) -> RepeatedMeasurement {
    try check(table)
    var parts: [(training: [Int], test: [Int], seed: UInt64)] = []
    switch resampling {
    case .splits(let count):
      for number in 0..<count {
        let seed = training.seed &+ UInt64(number)
        let split = try split(table, seed: seed)
        parts.append((split.training, split.test, seed))
      }
    case .folds(let count):
      parts = try attempt { try DataSplit.folds(table, count: count, seed: training.seed) }
        .map { ($0.training, $0.test, training.seed) }
    }
    var made = RepeatedMeasurement()
    for part in parts {
      let rows = try resembling(table.selecting(part.training), threads: threads)
      let fitted = try fit(rows, seed: part.seed, threads: threads, progress: nil)
      made.evaluations.append(try evaluate(fitted.model, table.selecting(part.test), threads: threads))
      if let choice = fitted.choice { made.choices.append(choice) }
      progress(.train, made.evaluations.count, parts.count)
    }
    return made
  }

  /// How the score on rows kept aside grows with the rows to learn from.
  func learningCurve(
    _ table: FeatureTable, folds: Int?, threads: Int
  ) throws(StudyError) -> LearningCurve {
    if search != nil {
      throw .invalid(
        "a learning curve is that of given hyper-parameters; leave out --search, or add --set training.search=none")
    }
    try check(table)
    let resampling = folds.map { ModelSelection.Resampling.folds($0) } ?? .holdOut(training.testFraction)
    let selection = ModelSelection(resampling, seed: training.seed, threads: threads)
    let scores = try attempt { try selection.learningCurve(learner, table, to: task, shares: LearningCurve.shares) }
    let kept = folds.map { 1 / Double($0) } ?? training.testFraction
    return LearningCurve(
      score: .usual(for: task), rows: LearningCurve.shares.map { $0 * (1 - kept) * Double(table.rowCount) },
      scores: scores)
  }

  /// How well `model` does on the labelled rows of `table`.
  func evaluate(
    _ model: any Model, _ table: FeatureTable, threads: Int
  ) throws(StudyError) -> ModelEvaluation {
    try attempt {
      switch model.task {
      case .regression: .numbers(try RegressionEvaluation.all(of: model, table, threads: threads))
      case .classification:
        .classes(try Evaluation(table, model.predict(table, threads: threads), groups: plan.groups))
      }
    }
  }
}
