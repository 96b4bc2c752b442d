import Groundwork

/// The axis of a target: linear or logarithmic, from the least to the greatest value of its prior.
struct Axis {
  let low: Double
  let high: Double
  private let isLogarithmic: Bool

  init?(_ marginal: PosteriorValues.Marginal) {
    let values = (marginal.prior + marginal.posterior).filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), high > low, !marginal.isLogarithmic || low > 0 else {
      return nil
    }
    self.low = low
    self.high = high
    isLogarithmic = marginal.isLogarithmic
  }

  /// Where `value` lies, from 0 to 1.
  func place(_ value: Double) -> Double {
    let share =
      isLogarithmic
      ? PortableMath.log(max(value, low) / low) / PortableMath.log(high / low) : (value - low) / (high - low)
    return min(max(share, 0), 1)
  }

  /// The share of `values` in each of `bins` equal parts.
  func histogram(_ values: [Double], bins: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: bins)
    for value in values where value.isFinite { counts[min(bins - 1, Int(place(value) * Double(bins)))] += 1 }
    return counts.map { $0 / Double(max(1, values.count)) }
  }

  /// Round numbers along it.
  var ticks: [Double] {
    guard isLogarithmic, high / low > 10 else {
      return Ticks.values(from: low, to: high, step: Ticks.step(from: low, to: high, count: 4))
    }
    var values: [Double] = []
    var power = 1.0
    while power * 10 <= low { power *= 10 }
    while power > low { power /= 10 }
    while power <= high {
      if power >= low { values.append(power) }
      power *= 10
    }
    let most = 5
    let step = (values.count + most - 1) / most
    return values.enumerated().filter { $0.offset % max(1, step) == 0 }.map(\.element)
  }
}
