import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

/// How the score on held-out rows grew with the rows that were learned from, up to the model of a study: whether more simulations would
/// help.
package struct TrainingGrowth: Sendable, Equatable {
  /// A score with so many rows to learn from.
  package struct Point: Sendable, Equatable {
    /// What was measured: "accuracy", or a number that is predicted, whose score is R2.
    package let name: String
    /// Rows that were learned from.
    package let rows: Int
    /// The score, with the ends of its 95 % interval; these are the score itself where there is none.
    package let value, low, high: Double
  }

  /// The shares of the training rows that are learned from, besides all of them.
  static let shares = [0.125, 0.25, 0.5]
  /// The columns of the file.
  private static let header = ["measure", "rows", "value", "low", "high", "key"]

  /// By measure and rows.
  package let points: [Point]

  /// The points of `evaluation` with `rows` to learn from.
  static func points(_ evaluation: ModelEvaluation, rows: Int) -> [Point] {
    switch evaluation {
    case .classes(let one):
      let interval = one.accuracy.interval
      return [
        Point(
          name: "accuracy", rows: rows, value: one.accuracy.value, low: interval.lowerBound, high: interval.upperBound)
      ]
    case .numbers(let all):
      return all.map { Point(name: $0.target, rows: rows, value: $0.r2, low: $0.r2, high: $0.r2) }
    }
  }

  /// `learning_curve.tsv`; the last column has the key of the model.
  func table(key: String) -> String {
    let lines = points.map { one in
      ([one.name, "\(one.rows)"] + [one.value, one.low, one.high].map { "\(Float($0))" } + [key]).joined(
        separator: "\t")
    }
    return ([Self.header.joined(separator: "\t")] + lines).joined(separator: "\n") + "\n"
  }

  /// The points of a file; nil if they are not of the model with `key`, or the file is none.
  init?(_ text: String, key: String) {
    var found: [Point] = []
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == Self.header.count, fields[5] == key, let rows = Int(fields[1]),
        let value = Double(fields[2]),
        let low = Double(fields[3]), let high = Double(fields[4])
      else { return nil }
      found.append(Point(name: fields[0], rows: rows, value: value, low: low, high: high))
    }
    if found.isEmpty { return nil }
    points = found
  }

  init(points: [Point]) { self.points = points }
}

extension StudyRun {
  /// Fits the learner to an eighth, a quarter and a half of the rows that `model` learned from, which takes less time than the model did,
  /// measures each on the rows held out, and writes learning_curve.tsv; what is there already for this model is kept. Nothing for networks,
  /// joint posteriors and searches, whose fits take long.
  public func measureGrowth(
    _ model: ModelFile, _ training: (table: FeatureTable, key: String), _ evaluation: ModelEvaluation
  ) throws(StudyError) {
    guard search == nil, !(study.learner is any NetworkLearner), !(study.learner is PosteriorABC),
      growth(of: model) == nil
    else { return }
    let fitting = ModelFitting(LearningPlan(study, search: nil))
    guard try fitting.key(training.key) == model.provenance.studyHash else { return }
    let split = try fitting.split(training.table, seed: study.training.seed)
    let rows = training.table.selecting(split.training)
    let unseen = training.table.selecting(split.test)
    var points: [TrainingGrowth.Point] = []
    for (index, share) in TrainingGrowth.shares.enumerated() {
      let some = try attempt {
        try DataSplit.stratifiedSplit(rows, testFraction: 1 - share, seed: study.training.seed &+ UInt64(index))
      }.training
      progress(.growth, index, TrainingGrowth.shares.count)
      do throws(StudyError) {
        let measured = try fitting.refit(rows.selecting(some), measuredOn: unseen, threads: threads)
        points += TrainingGrowth.points(measured, rows: some.count)
      } catch {
        // Too few rows to learn from, of a class say, are no fault of the study.
        guard error.kind == .badData else { throw error }
      }
    }
    progress(.growth, TrainingGrowth.shares.count, TrainingGrowth.shares.count)
    points += TrainingGrowth.points(evaluation, rows: split.training.count)
    let order = points.map(\.name).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let sorted = order.flatMap { name in points.filter { $0.name == name } }
    let text = TrainingGrowth(points: sorted).table(key: model.provenance.studyHash)
    try attempt { try AtomicFile.write(text, to: folder.growth) }
  }

  /// What ``measureGrowth(_:_:_:)`` wrote for `model`; nil if it did not.
  package func growth(of model: ModelFile) -> TrainingGrowth? {
    guard let bytes = try? AtomicFile.read(folder.growth) else { return nil }
    return TrainingGrowth(String(decoding: bytes, as: UTF8.self), key: model.provenance.studyHash)
  }
}
