import Groundwork

/// How good probabilities are, not only the classes called from them. Rows count by `weights`, all alike without them.
public enum ProbabilityScores {
  /// The mean of -log(probability of the true class), natural logarithm; probabilities below 2^-52 count as 2^-52, since
  /// a forest says 0 where it only means "rare". 0 for no rows; lower is better.
  public static func logLoss(labels: [Int32], predictions: PredictionTable, weights: [Double]? = nil) -> Double {
    mean(labels, predictions, weights) { row, label in
      -PortableMath.log(max(predictions.probability(row: row, class: label), 0x1p-52))
    }
  }

  /// The mean over rows of the sum over classes of (probability - [is the true class])^2 (Brier 1950,
  /// doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2); from 0, the best, to 2. 0 for no rows.
  public static func brier(labels: [Int32], predictions: PredictionTable, weights: [Double]? = nil) -> Double {
    mean(labels, predictions, weights) { row, label in
      predictions.row(row).enumerated().reduce(0.0) { sum, entry in
        let error = entry.element - (entry.offset == label ? 1 : 0)
        return sum + error * error
      }
    }
  }

  /// The expected calibration error of `probabilities` of things that came true or not: |share true - mean probability|, averaged over
  /// rows by bins of equal width (Naeini et al. 2015, doi:10.1609/aaai.v29i1.9602). 0 for no rows; lower is better.
  public static func calibrationError(
    probabilities: [Double], isTrue: [Bool], weights: [Double]? = nil, binCount: Int = 10
  ) -> Double {
    precondition(
      probabilities.count == isTrue.count && probabilities.count == weights?.count ?? isTrue.count && binCount > 0,
      "\(probabilities.count) probabilities of \(isTrue.count) rows in \(binCount) bins")
    var sums = [(weight: Double, trues: Double, probability: Double)](repeating: (0, 0, 0), count: binCount)
    for (row, probability) in probabilities.enumerated() {
      let weight = weights?[row] ?? 1
      let bin = bin(of: probability, binCount)
      sums[bin].weight += weight
      sums[bin].trues += isTrue[row] ? weight : 0
      sums[bin].probability += probability * weight
    }
    let total = sums.reduce(0.0) { $0 + $1.weight }
    return total > 0 ? sums.reduce(0.0) { $0 + abs($1.trues - $1.probability) } / total : 0
  }

  /// The same of the probability of the class called, which comes true if the call is right.
  public static func calibrationError(
    labels: [Int32], predictions: PredictionTable, weights: [Double]? = nil
  ) -> Double {
    let calls = calls(labels, predictions)
    return calibrationError(probabilities: calls.probabilities, isTrue: calls.areRight, weights: weights)
  }

  /// The probability of the class called of each row, and whether the call is right.
  static func calls(_ labels: [Int32], _ predictions: PredictionTable) -> (probabilities: [Double], areRight: [Bool]) {
    let called = (0..<predictions.rowCount).map { predictions.calledClass(row: $0) }
    return (
      called.indices.map { predictions.probability(row: $0, class: called[$0]) },
      called.indices.map { called[$0] == Int(labels[$0]) }
    )
  }

  /// The bin of `probability` among `count`: above its lower bound, or 0 in the first.
  static func bin(of probability: Double, _ count: Int) -> Int {
    min(max(Int((probability * Double(count)).rounded(.up)) - 1, 0), count - 1)
  }

  private static func mean(
    _ labels: [Int32], _ predictions: PredictionTable, _ weights: [Double]?,
    _ score: (_ row: Int, _ label: Int) -> Double
  ) -> Double {
    precondition(
      labels.count == predictions.rowCount && labels.count == weights?.count ?? labels.count,
      "\(labels.count) labels of \(predictions.rowCount) predictions")
    if labels.isEmpty { return 0 }
    var (sum, total) = (0.0, 0.0)
    for (row, label) in labels.enumerated() {
      let weight = weights?[row] ?? 1
      sum += weight * score(row, Int(label))
      total += weight
    }
    return sum / total
  }
}
