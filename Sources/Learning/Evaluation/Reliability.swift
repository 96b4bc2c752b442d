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
  /// The expected calibration error: |share - mean probability|, averaged over rows by bins (Naeini et al. 2015,
  /// doi:10.1609/aaai.v29i1.9602); 0 without rows.
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
      let bin = min(max(Int((probability * Double(binCount)).rounded(.up)) - 1, 0), binCount - 1)
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
    let error = (0..<binCount).reduce(0.0) { $0 + abs(Double(trues[$1]) - sums[$1]) }
    expectedCalibrationError = probabilities.isEmpty ? 0 : error / Double(probabilities.count)
  }

  /// The reliability of the probability of the class called, which came true if the call is right.
  public init(labels: [Int32], predictions: PredictionTable) {
    let called = (0..<predictions.rowCount).map { predictions.calledClass(row: $0) }
    self.init(
      probabilities: called.indices.map { predictions.probability(row: $0, class: called[$0]) },
      isTrue: called.indices.map { called[$0] == Int(labels[$0]) })
  }
}
