import Groundwork

/// How good probabilities are, not only the classes called from them.
public enum ProbabilityScores {
  /// The mean of -log(probability of the true class), natural logarithm; probabilities below 2^-52 count as 2^-52, since
  /// a forest says 0 where it only means "rare". 0 for no rows; lower is better.
  public static func logLoss(labels: [Int32], predictions: PredictionTable) -> Double {
    mean(labels, predictions) { row, label in
      -PortableMath.log(max(predictions.probability(row: row, class: label), 0x1p-52))
    }
  }

  /// The mean over rows of the sum over classes of (probability - [is the true class])^2 (Brier 1950,
  /// doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2); from 0, the best, to 2. 0 for no rows.
  public static func brier(labels: [Int32], predictions: PredictionTable) -> Double {
    mean(labels, predictions) { row, label in
      predictions.row(row).enumerated().reduce(0.0) { sum, entry in
        let error = entry.element - (entry.offset == label ? 1 : 0)
        return sum + error * error
      }
    }
  }

  private static func mean(
    _ labels: [Int32], _ predictions: PredictionTable, _ score: (_ row: Int, _ label: Int) -> Double
  ) -> Double {
    precondition(
      labels.count == predictions.rowCount, "\(labels.count) labels of \(predictions.rowCount) predictions")
    if labels.isEmpty { return 0 }
    var sum = 0.0
    for (row, label) in labels.enumerated() { sum += score(row, Int(label)) }
    return sum / Double(labels.count)
  }
}
