import Groundwork

/// Round numbers along an axis.
enum Ticks {
  /// The step (1, 2 or 5 times a power of ten) that cuts `low`...`high` into about `count` parts.
  static func step(from low: Double, to high: Double, count: Int) -> Double {
    let rough = max(high - low, .leastNormalMagnitude) / Double(max(count, 1))
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough { power /= 10 }
    let factor = rough / power
    return power * (factor > 5 ? 10 : factor > 2 ? 5 : factor > 1 ? 2 : 1)
  }

  /// Multiples of `step` within `low`...`high`.
  static func values(from low: Double, to high: Double, step: Double) -> [Double] {
    var result: [Double] = []
    var index = (low / step).rounded(.up)
    while index * step <= high, result.count < 100 {
      result.append(index * step)
      index += 1
    }
    return result
  }
}
