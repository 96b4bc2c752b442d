import FeatureTables
import Groundwork

/// Parameters without bounds: the logit of where a target lies between the least and the greatest value of the training rows, on the
/// target's scale. What is restored never leaves these bounds.
struct PriorScale: Sendable, Equatable {
  /// The bounds of each target on its scale.
  let lows: [Double]
  let highs: [Double]
  let scales: [TargetScale]

  /// How far inside the bounds the outermost values are taken to lie, as a share of their distance.
  private static let margin = 1e-4

  init(lows: [Double], highs: [Double], scales: [TargetScale]) {
    self.lows = lows
    self.highs = highs
    self.scales = scales
  }

  /// The bounds of `values`, rows x targets.
  init(_ values: [Double], _ targets: [TargetVariable]) {
    scales = targets.map(\.scale)
    let width = targets.count
    var lows = [Double](repeating: .infinity, count: width)
    var highs = [Double](repeating: -.infinity, count: width)
    for (place, value) in values.enumerated() {
      let own = targets[place % width].scale.transformed(value)
      lows[place % width] = min(lows[place % width], own)
      highs[place % width] = max(highs[place % width], own)
    }
    self.lows = lows
    self.highs = highs
  }

  /// `value` of target `index` without bounds.
  func unbounded(_ value: Double, _ index: Int) -> Double {
    let width = highs[index] - lows[index]
    guard width > 0 else { return 0 }
    let share = (scales[index].transformed(value) - lows[index]) / width
    let inside = min(max(share, Self.margin), 1 - Self.margin)
    return PortableMath.log(inside / (1 - inside))
  }

  /// The value of target `index` that is `unbounded` without bounds.
  func restored(_ unbounded: Double, _ index: Int) -> Double {
    let share = 1 / (1 + PortableMath.exp(-min(max(unbounded, -40), 40)))
    // The margin is taken off again: its ends are the bounds.
    let whole = min(max((share - Self.margin) / (1 - 2 * Self.margin), 0), 1)
    return scales[index].restored(lows[index] + whole * (highs[index] - lows[index]))
  }
}
