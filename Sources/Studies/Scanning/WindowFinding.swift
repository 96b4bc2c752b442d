import FeatureTables
import Learning

/// What a model says of a window, and how far the window lies from what the model has seen.
public struct WindowFinding: Sendable, Equatable {
  /// What a model says of a window, in the terms of its task.
  public enum Verdict: Sendable, Equatable {
    /// Probabilities in class order, and the index of the class called; nil where the call is withheld.
    case classes([Double], called: Int?)
    /// The numbers predicted, in the order of the targets.
    case numbers([NumberEstimate])
  }

  /// What the model says.
  public let verdict: Verdict
  /// The share of the window's features outside the 1-99 % range of the training simulations.
  public let atypicalShare: Double

  /// A finding from its parts.
  init(verdict: Verdict, atypicalShare: Double) {
    self.verdict = verdict
    self.atypicalShare = atypicalShare
  }

  /// What `model` finds of each row of `observed`.
  static func all(
    _ model: ModelFile, _ observed: FeatureTable, threads: Int
  ) throws(LearningError) -> [WindowFinding] {
    try verdicts(try model.model.answer(for: observed, levels: levels, threads: threads)).enumerated().map {
      WindowFinding(verdict: $1, atypicalShare: atypicalShare(observed.row($0), model.featureRanges))
    }
  }

  /// The levels between which nine truths in ten lie.
  private static let levels = [0.05, 0.95]

  /// What `answer`, with quantiles at ``levels``, says of each row.
  private static func verdicts(_ answer: Answer) throws(LearningError) -> [Verdict] {
    switch answer {
    case .classes(let predictions):
      return (0..<predictions.rowCount).map {
        .classes(Array(predictions.row($0)), called: predictions.calledClass(row: $0))
      }
    case .posterior(let draws): return try verdicts(.numbers(draws.numbers(levels: levels)))
    case .numbers(let predictions):
      // A column a target, once and not for every row.
      let columns = predictions.targets.indices.map(predictions.values(of:))
      return (0..<predictions.rowCount).map { row in
        .numbers(
          columns.indices.map { target in
            let bounds = predictions.quantiles(row: row, target: target)
            return NumberEstimate(value: columns[target][row], low: bounds.first ?? .nan, high: bounds.last ?? .nan)
          })
      }
    }
  }

  private static func atypicalShare(_ features: ArraySlice<Double>, _ ranges: [FeatureRange]) -> Double {
    let outside = zip(features, ranges).count { !$1.isTypical($0) }
    return Double(outside) / Double(max(1, features.count))
  }
}
