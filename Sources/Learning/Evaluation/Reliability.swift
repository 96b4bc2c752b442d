/// Whether probabilities mean what they say: rows binned by a predicted probability, beside the share that came true.
public struct Reliability: Codable, Sendable, Equatable {
  /// Rows with probabilities in one stretch: above `lower`, or 0 in the first, up to `upper`.
  public struct Bin: Codable, Sendable, Equatable {
    /// The lower bound, which belongs to the bin below.
    public let lower: Double
    /// The upper bound.
    public let upper: Double
    /// The mean of the probabilities; nil without rows.
    public let meanProbability: Double?
    /// The share of rows that came true.
    public let observed: Proportion
    /// Its 95 % interval (Wilson's): lower and upper bound.
    public let observedInterval: [Double]
  }

  /// Bins of equal width from 0 to 1.
  public let bins: [Bin]
  /// See ``ProbabilityScores/calibrationError(probabilities:isTrue:weights:binCount:)``.
  public let expectedCalibrationError: Double

  /// The reliability of `probabilities` of things that came true or not, in `binCount` bins.
  public init(probabilities: [Double], isTrue: [Bool], binCount: Int = 10) {
    precondition(
      probabilities.count == isTrue.count && binCount > 0,
      "\(probabilities.count) probabilities of \(isTrue.count) rows in \(binCount) bins")
    var sums = [Double](repeating: 0, count: binCount)
    var rows = [Int](repeating: 0, count: binCount)
    var trues = rows
    for (probability, came) in zip(probabilities, isTrue) {
      let bin = ProbabilityScores.bin(of: probability, binCount)
      sums[bin] += probability
      rows[bin] += 1
      if came { trues[bin] += 1 }
    }
    bins = (0..<binCount).map { bin in
      let observed = Proportion(successes: trues[bin], total: rows[bin])
      return Bin(
        lower: Double(bin) / Double(binCount), upper: Double(bin + 1) / Double(binCount),
        meanProbability: rows[bin] == 0 ? nil : sums[bin] / Double(rows[bin]), observed: observed,
        observedInterval: [observed.interval.lowerBound, observed.interval.upperBound])
    }
    expectedCalibrationError = ProbabilityScores.calibrationError(
      probabilities: probabilities, isTrue: isTrue, binCount: binCount)
  }

  /// The reliability of the probability of the class called, which came true if the call is right.
  public init(labels: [Int32], predictions: PredictionTable) {
    let calls = ProbabilityScores.calls(labels, predictions)
    self.init(probabilities: calls.probabilities, isTrue: calls.areRight)
  }
}
