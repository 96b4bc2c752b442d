import Groundwork

/// The posterior at a point as the training rows near it have it: rejection, then each accepted row's parameters are moved by what a
/// local linear regression says of the difference of the summaries (Beaumont et al. 2002, doi:10.1093/genetics/162.4.2025).
struct NeighbourPosterior: Sendable, Equatable {
  /// Rows x summaries, each in units of the error with which it tells its target.
  let summaries: [Double]
  let summaryCount: Int
  /// Rows x targets, without bounds (``PriorScale``).
  let parameters: [Double]
  let targetCount: Int
  /// Rows to accept.
  var neighbours: Int
  /// True if accepted parameters are moved.
  var isAdjusted: Bool

  var rowCount: Int { parameters.count / targetCount }

  /// `count` draws at `point` (scaled summaries): draws x targets; `excluded` is a training row to leave out.
  func draws(at point: [Double], count: Int, excluding excluded: Int? = nil, _ stream: inout RandomStream) -> [Double] {
    let accepted = accepted(at: point, excluding: excluded)
    let moved = isAdjusted ? moves(accepted, point) : nil
    // Evenly spaced through the weights: less noise than independent draws, the same distribution. Then in random order.
    let total = accepted.reduce(0) { $0 + $1.weight }
    let step = total / Double(count)
    var next = stream.uniform() * step
    var sum = 0.0
    var chosen: [Int] = []
    chosen.reserveCapacity(count)
    for (place, row) in accepted.enumerated() {
      sum += row.weight
      while chosen.count < count && (next < sum || place == accepted.count - 1) {
        chosen.append(place)
        next += step
      }
    }
    stream.shuffle(&chosen)
    return chosen.flatMap { place in
      (0..<targetCount).map { target in
        parameters[accepted[place].index * targetCount + target]
          + (moved.map { $0[place * targetCount + target] } ?? 0)
      }
    }
  }

  /// The nearest rows, with the weights of Epanechnikov's kernel.
  private func accepted(at point: [Double], excluding excluded: Int?) -> [(index: Int, weight: Double)] {
    var distances = [(squared: Double, index: Int)]()
    distances.reserveCapacity(rowCount)
    summaries.withUnsafeBufferPointer { summaries in
      for row in 0..<rowCount where row != excluded {
        var squared = 0.0
        for column in 0..<summaryCount {
          let difference = summaries[row &* summaryCount &+ column] - point[column]
          squared += difference * difference
        }
        distances.append((squared, row))
      }
    }
    distances.sort { ($0.squared, $0.index) < ($1.squared, $1.index) }
    let kept = distances.prefix(max(1, min(neighbours, distances.count)))
    // The first row that is not accepted has no weight; where there is none, the last one has a little.
    let edge = kept.count < distances.count ? distances[kept.count].squared : (kept.last?.squared ?? 0) * 1.01
    return kept.map { ($0.index, edge > 0 ? max(1 - $0.squared / edge, 1e-9) : 1) }
  }

  /// Accepted rows x targets: what the parameters of each are moved by.
  private func moves(_ accepted: [(index: Int, weight: Double)], _ point: [Double]) -> [Double]? {
    let total = accepted.reduce(0) { $0 + $1.weight }
    guard accepted.count > 2 * summaryCount + 2, total > 0 else { return nil }
    var means = [Double](repeating: 0, count: summaryCount + targetCount)
    for row in accepted {
      for column in 0..<summaryCount { means[column] += row.weight * summaries[row.index * summaryCount + column] }
      for target in 0..<targetCount {
        means[summaryCount + target] += row.weight * parameters[row.index * targetCount + target]
      }
    }
    for place in means.indices { means[place] /= total }
    var products = [Double](repeating: 0, count: summaryCount * summaryCount)
    var withTargets = [Double](repeating: 0, count: targetCount * summaryCount)
    for row in accepted {
      for i in 0..<summaryCount {
        let own = row.weight * (summaries[row.index * summaryCount + i] - means[i])
        for j in 0...i { products[i * summaryCount + j] += own * (summaries[row.index * summaryCount + j] - means[j]) }
        for target in 0..<targetCount {
          withTargets[target * summaryCount + i] +=
            own * (parameters[row.index * targetCount + target] - means[summaryCount + target])
        }
      }
    }
    // Summaries of one target by several learners are nearly the same: a small ridge keeps their weights small.
    let trace = (0..<summaryCount).reduce(0) { $0 + products[$1 * summaryCount + $1] }
    for i in 0..<summaryCount {
      products[i * summaryCount + i] += 1e-3 * trace / Double(summaryCount) + 1e-12
      for j in 0..<i { products[j * summaryCount + i] = products[i * summaryCount + j] }
    }
    guard let factor = SmallMatrix.cholesky(products, order: summaryCount) else { return nil }
    var result = [Double](repeating: 0, count: accepted.count * targetCount)
    for target in 0..<targetCount {
      let right = Array(withTargets[target * summaryCount..<(target + 1) * summaryCount])
      let slopes = SmallMatrix.backward(factor, SmallMatrix.forward(factor, right))
      for (place, row) in accepted.enumerated() {
        var move = 0.0
        for column in 0..<summaryCount {
          move += slopes[column] * (point[column] - summaries[row.index * summaryCount + column])
        }
        result[place * targetCount + target] = move
      }
    }
    return result
  }
}
