/// How a score trades false against true positives (receiver operating characteristic).
public struct ROCCurve: Codable, Sendable, Equatable {
  /// One point of the curve: what is called positive at or above a threshold.
  public struct Point: Codable, Sendable, Equatable {
    /// The share of negatives called positive.
    public let falsePositiveRate: Double
    /// The share of positives called positive.
    public let truePositiveRate: Double
    /// The lowest score that is called positive; above every score at the first point.
    public let threshold: Double

    /// A point from its parts.
    public init(falsePositiveRate: Double, truePositiveRate: Double, threshold: Double) {
      self.falsePositiveRate = falsePositiveRate
      self.truePositiveRate = truePositiveRate
      self.threshold = threshold
    }
  }

  /// How many positives are found at a share of false positives.
  public struct Power: Codable, Sendable, Equatable {
    /// The share of negatives called positive, at most.
    public let falsePositiveRate: Double
    /// The share of positives called positive then.
    public let truePositiveRate: Double
  }

  /// The share of positives that are found where at most `rate` of the negatives are called positive; scores are not split.
  public func power(at rate: Double) -> Power {
    let best = points.last { $0.falsePositiveRate <= rate }
    return Power(falsePositiveRate: rate, truePositiveRate: best?.truePositiveRate ?? 0)
  }

  /// The curve from (0, 0) to (1, 1), a point for each different score.
  public let points: [Point]
  /// The area under the curve: the chance that a positive scores higher than a negative, ties counting one half.
  public let area: Double
  /// Rows that are positive.
  public let positives: Int
  /// Rows that are negative.
  public let negatives: Int

  /// The curve of `scores` of rows that are positive or not; nil unless there are rows of both kinds.
  public init?(scores: [Double], isPositive: [Bool]) {
    precondition(scores.count == isPositive.count, "\(scores.count) scores of \(isPositive.count) rows")
    positives = isPositive.count { $0 }
    negatives = isPositive.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var points = [Point(falsePositiveRate: 0, truePositiveRate: 0, threshold: .infinity)]
    var (truePositives, falsePositives, doubleArea) = (0, 0, 0)
    var next = 0
    while next < order.count {
      let threshold = scores[order[next]]
      let (truesBefore, falsesBefore) = (truePositives, falsePositives)
      while next < order.count, scores[order[next]] == threshold {
        if isPositive[order[next]] { truePositives += 1 } else { falsePositives += 1 }
        next += 1
      }
      doubleArea += (falsePositives - falsesBefore) * (truePositives + truesBefore)
      points.append(
        Point(
          falsePositiveRate: Double(falsePositives) / Double(negatives),
          truePositiveRate: Double(truePositives) / Double(positives), threshold: threshold))
    }
    self.points = points
    area = Double(doubleArea) / (2 * Double(positives) * Double(negatives))
  }

  private init(points: [Point], area: Double, positives: Int, negatives: Int) {
    self.points = points
    self.area = area
    self.positives = positives
    self.negatives = negatives
  }

  /// The same curve with about `count` points, evenly along it; for drawing. The area stays that of all points.
  package func thinned(to count: Int) -> ROCCurve {
    precondition(count >= 2, "a curve needs at least 2 points, got \(count)")
    guard points.count > count else { return self }
    let step = 2 / Double(count - 1)
    var kept: [Point] = []
    var nextStop = 0.0
    for point in points.dropLast() where point.falsePositiveRate + point.truePositiveRate >= nextStop {
      kept.append(point)
      nextStop = point.falsePositiveRate + point.truePositiveRate + step
    }
    return ROCCurve(
      points: kept + points.suffix(1), area: area, positives: positives, negatives: negatives)
  }
}
