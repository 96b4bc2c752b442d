import Groundwork

/// How well a score puts positives above negatives: scores sorted once, so that resampling needs no sorting.
struct Ranking {
  /// Rows in descending order of the score, whether they are positive, and where each run of equal scores ends.
  private let order: [Int]
  private let isPositive: [Bool]
  private let ends: [Int]

  init(scores: [Double], isPositive: [Bool]) {
    precondition(scores.count == isPositive.count, "\(scores.count) scores of \(isPositive.count) rows")
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    self.order = order
    self.isPositive = order.map { isPositive[$0] }
    ends = order.indices.filter { $0 == order.count - 1 || scores[order[$0]] != scores[order[$0 + 1]] }.map { $0 + 1 }
  }

  /// The area under the precision-recall curve by its steps, the sum over thresholds of precision times the gain of recall
  /// ("average precision"); nil without positives.
  var averagePrecision: Double? {
    let positives = isPositive.count { $0 }
    guard positives > 0 else { return nil }
    var (trues, sum, first) = (0, 0.0, 0)
    for end in ends {
      let gain = isPositive[first..<end].count { $0 }
      trues += gain
      sum += Double(gain) * Double(trues) / Double(end)
      first = end
    }
    return sum / Double(positives)
  }

  /// The area under the ROC curve where row r counts `copies`[r] times; nil unless rows of both kinds count.
  func area(copies: [Int32]) -> Double? {
    var (trues, falses, doubleArea, first) = (0, 0, 0, 0)
    for end in ends {
      var (newTrues, newFalses) = (0, 0)
      for place in first..<end {
        let weight = Int(copies[order[place]])
        newTrues += isPositive[place] ? weight : 0
        newFalses += isPositive[place] ? 0 : weight
      }
      doubleArea += newFalses * (2 * trues + newTrues)
      trues += newTrues
      falses += newFalses
      first = end
    }
    return trues > 0 && falses > 0 ? Double(doubleArea) / (2 * Double(trues) * Double(falses)) : nil
  }

  /// Times that rows are drawn again for an interval.
  static let rounds = 1000

  /// The 95 % intervals of the areas under the ROC curves of `rankings`, all of the same rows: the 2.5 % and 97.5 %
  /// quantiles over rows drawn with replacement (Efron's percentile interval, Hyndman & Fan's type 7 quantiles). The draws
  /// depend on the number of rows only. Nil where fewer than half of the draws have rows of both kinds.
  static func areaIntervals(_ rankings: [Ranking]) -> [[Double]?] {
    let rowCount = rankings.first?.order.count ?? 0
    var areas = [[Double]](repeating: [], count: rankings.count)
    for round in 0..<rounds {
      var stream = RandomStream(seed: 0, replicate: UInt64(round), purpose: .resampling)
      var copies = [Int32](repeating: 0, count: rowCount)
      for _ in 0..<rowCount { copies[stream.index(below: rowCount)] += 1 }
      for (index, ranking) in rankings.enumerated() {
        if let area = ranking.area(copies: copies) { areas[index].append(area) }
      }
    }
    return areas.map { areas in
      guard 2 * areas.count >= rounds else { return nil }
      let sorted = areas.sorted()
      return [0.025, 0.975].map { level in
        let place = level * Double(sorted.count - 1)
        let below = Int(place)
        return sorted[below] + (place - Double(below)) * (sorted[min(below + 1, sorted.count - 1)] - sorted[below])
      }
    }
  }
}
