import Groundwork

/// The answers of a scan for sites along one chromosome: how probable a selected site is within reach of each point.
package struct SiteProfile: Sendable {
  /// The middles of the points, ascending, in base pairs.
  package let middles: [Double]
  /// The probability of a sweep of any class that is looked for.
  package let scores: [Double]
  /// Base pairs from a point to the next, where none is missing between them.
  package let step: Double

  /// The points at `middles` with `scores`.
  package init(middles: [Double], scores: [Double], step: Double) {
    precondition(middles.count == scores.count, "\(middles.count) points with \(scores.count) scores")
    (self.middles, self.scores, self.step) = (middles, scores, step)
  }

  /// The points that are higher than all others within `separation` of them that are not within `separation` of a higher peak: greedily,
  /// the highest first, of equal ones the first.
  package func peaks(separation: Double) -> [Int] {
    let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    var isOpen = [Bool](repeating: true, count: scores.count)
    var peaks: [Int] = []
    for point in order where isOpen[point] {
      peaks.append(point)
      for other in stride(from: point, through: 0, by: -1) {
        if middles[point] - middles[other] >= separation { break }
        isOpen[other] = false
      }
      for other in point..<middles.count {
        if middles[other] - middles[point] >= separation { break }
        isOpen[other] = false
      }
    }
    return peaks
  }

  /// The ``peaks(separation:)`` but for those whose interval overlaps that of a higher one, highest first.
  package func standing(separation: Double, mass: Double, reach: Double, sharpness: Double) -> [Int] {
    var taken: [(start: Double, end: Double)] = []
    return peaks(separation: separation).filter { point in
      let own = interval(point, mass: mass, reach: reach, sharpness: sharpness)
      if taken.contains(where: { own.start < $0.end && $0.start < own.end }) { return false }
      taken.append(own)
      return true
    }
  }

  /// The points about the peak `point` in the order in which an interval takes them in: the nearer on the side that is more probable
  /// first; `taken` is called with the points taken so far and the share of the evidence in them, until it returns false. Evidence is
  /// (p / (1 - p))^`sharpness`, of points within `reach`.
  private func grow(
    _ point: Int, reach: Double, sharpness: Double, _ taken: (ClosedRange<Int>, _ share: Double) -> Bool
  ) {
    var (first, last) = (point, point)
    while first > 0, middles[point] - middles[first - 1] <= reach { first -= 1 }
    while last + 1 < middles.count, middles[last + 1] - middles[point] <= reach { last += 1 }
    let weights = (first...last).map { evidence($0, sharpness) }
    let total = weights.reduce(0, +)
    var (low, high) = (point, point)
    var sum = weights[point - first]
    while taken(low...high, sum / total), low > first || high < last {
      let left = low > first ? weights[low - 1 - first] : -1
      let right = high < last ? weights[high + 1 - first] : -1
      if left >= right { low -= 1 } else { high += 1 }
      sum += max(left, right)
    }
  }

  private func evidence(_ point: Int, _ sharpness: Double) -> Double {
    let p = min(max(scores[point], 1e-6), 1 - 1e-6)
    return PortableMath.exp(sharpness * PortableMath.log(p / (1 - p)))
  }

  /// The stretch of the points that hold more than the share `mass` of the evidence about the peak `point`, from the first base to the one
  /// behind the last.
  package func interval(_ point: Int, mass: Double, reach: Double, sharpness: Double) -> (start: Double, end: Double) {
    var result = point...point
    grow(point, reach: reach, sharpness: sharpness) { points, share in
      result = points
      return share <= mass
    }
    return (middles[result.lowerBound] - step / 2, middles[result.upperBound] + step / 2)
  }

  /// The largest `mass` whose interval about the peak `point` does not yet hold `site`: below 0 if the peak's own stretch does, infinite if
  /// none within reach does.
  package func missingMass(_ point: Int, site: Double, reach: Double, sharpness: Double) -> Double {
    var before = -1.0
    var result = Double.infinity
    grow(point, reach: reach, sharpness: sharpness) { points, share in
      if site >= middles[points.lowerBound] - step / 2, site < middles[points.upperBound] + step / 2 {
        result = before
        return false
      }
      before = share
      return true
    }
    return result
  }
}
