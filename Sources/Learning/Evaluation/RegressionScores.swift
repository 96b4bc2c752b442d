/// How good predicted numbers and their intervals are. All take as many predictions as truths; of no rows every score is
/// NaN.
public enum RegressionScores {
  /// 1 - sum (truth - prediction)^2 / sum (truth - mean truth)^2: 1 is perfect, 0 as good as the mean. Of equal truths it
  /// is 1 if all predictions are right and 0 otherwise.
  public static func r2(truth: [Double], predicted: [Double]) -> Double {
    check(truth.count, predicted.count)
    let mean = truth.reduce(0, +) / Double(truth.count)
    let total = truth.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
    let missed = zip(truth, predicted).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return total == 0 ? (missed == 0 ? 1 : 0) : 1 - missed / total
  }

  /// The root of the mean squared error, in the target's unit.
  public static func rootMeanSquaredError(truth: [Double], predicted: [Double]) -> Double {
    check(truth.count, predicted.count)
    let missed = zip(truth, predicted).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (missed / Double(truth.count)).squareRoot()
  }

  /// The mean absolute error, in the target's unit.
  public static func meanAbsoluteError(truth: [Double], predicted: [Double]) -> Double {
    check(truth.count, predicted.count)
    return zip(truth, predicted).reduce(0.0) { $0 + abs($1.0 - $1.1) } / Double(truth.count)
  }

  /// The share of truths from `lower` to `upper`, both included.
  public static func coverage(truth: [Double], lower: [Double], upper: [Double]) -> Proportion {
    check(truth.count, lower.count)
    check(truth.count, upper.count)
    return Proportion(
      successes: truth.indices.count { lower[$0] <= truth[$0] && truth[$0] <= upper[$0] }, total: truth.count)
  }

  /// The mean pinball loss of predicted quantiles at `level`, in the target's unit: what is least for the true quantiles
  /// (Koenker & Bassett 1978, doi:10.2307/1913643).
  public static func pinballLoss(truth: [Double], quantiles: [Double], level: Double) -> Double {
    check(truth.count, quantiles.count)
    let sum = zip(truth, quantiles).reduce(0.0) { sum, pair in
      let difference = pair.0 - pair.1
      return sum + max(level * difference, (level - 1) * difference)
    }
    return sum / Double(truth.count)
  }

  /// The mean continuous ranked probability score of predicted samples, in the target's unit: mean |x - truth| less half
  /// the mean |x - x'| over all pairs of a row's samples (Gneiting & Raftery 2007, doi:10.1198/016214506000001437). The
  /// samples of row r are `samples`[r m ..< (r + 1) m], ascending; quantiles at levels (k - 1/2) / m serve as such.
  public static func crps(truth: [Double], samples: [Double]) -> Double {
    precondition(
      truth.isEmpty ? samples.isEmpty : !samples.isEmpty && samples.count % truth.count == 0,
      "\(samples.count) samples are not as many for each of \(truth.count) truths")
    if truth.isEmpty { return .nan }
    let size = samples.count / truth.count
    var sum = 0.0
    for (row, value) in truth.enumerated() {
      var distance = 0.0
      var spread = 0.0
      for place in 0..<size {
        let sample = samples[row * size + place]
        distance += abs(sample - value)
        // Sample k of the ascending ones is the greater of k pairs and the lesser of the others.
        spread += Double(2 * place - size + 1) * sample
      }
      sum += distance / Double(size) - spread / (Double(size) * Double(size))
    }
    return sum / Double(truth.count)
  }

  private static func check(_ truths: Int, _ predictions: Int) {
    precondition(truths == predictions, "\(truths) truths of \(predictions) predictions")
  }
}
