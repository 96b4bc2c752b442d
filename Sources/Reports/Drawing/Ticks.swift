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

  /// The numbers beside an axis; of a logarithmic one, whose `low` is above 0, powers of ten, and twice and five times them where these
  /// are few.
  static func along(from low: Double, to high: Double, isLogarithmic: Bool) -> [Double] {
    guard isLogarithmic else { return values(from: low, to: high, step: step(from: low, to: high, count: 5)) }
    // Powers that are made by steps are not exact.
    let range = low * (1 - 1e-9)...high * (1 + 1e-9)
    var power = 1.0
    while power > low * (1 + 1e-9) { power /= 10 }
    while power * 10 <= low { power *= 10 }
    var decades: [Double] = []
    while power <= range.upperBound, decades.count < 40 {
      decades.append(power)
      power *= 10
    }
    let factors = decades.count < 4 ? [1.0, 2, 5] : [1.0]
    let all: [Double] = decades.flatMap { decade in factors.map { factor in factor * decade } }
    return all.filter { range.contains($0) }
  }
}
