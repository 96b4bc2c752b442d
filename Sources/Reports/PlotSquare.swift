import Groundwork

/// A square in which two quantities of one scale are drawn, with axes and the diagonal where both are equal.
struct PlotSquare {
  /// The length of its sides, and where it begins from the left, in pixels.
  let side: Double
  let left: Double
  /// The values at its lower left and upper right corner.
  var low = 0.0
  var high = 1.0
  /// Whether both axes are logarithmic; `low` is positive then.
  var isLogarithmic = false

  /// Where it begins from the top.
  static let top = 12.0

  func x(_ value: Double) -> Double { left + share(value) * side }
  func y(_ value: Double) -> Double { Self.top + side - share(value) * side }

  /// Where `value` lies between `low` and `high`, as the axes count.
  private func share(_ value: Double) -> Double {
    guard isLogarithmic else { return (value - low) / (high - low) }
    return PortableMath.log(max(value, low) / low) / PortableMath.log(high / low)
  }

  /// The numbers beside the axes; of logarithmic ones powers of ten, and twice and five times them where these are few.
  private var numbers: [Double] {
    guard isLogarithmic else {
      return Ticks.values(from: low, to: high, step: Ticks.step(from: low, to: high, count: 5))
    }
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
    let values: [Double] = decades.flatMap { decade in factors.map { factor in factor * decade } }
    return values.filter { range.contains($0) }
  }

  /// Grid, numbers, titles and the diagonal; shares, from 0 to 1, have one digit.
  func axes(x abscissa: String, y ordinate: String) -> HTML {
    let (top, isShare) = (Self.top, low == 0 && high == 1)
    let values =
      isShare
      ? (0...5).map { Double($0) / 5 }
      : numbers
    var pieces: [HTML] = []
    for value in values {
      let words = isShare ? value.fixed(1) : NumberText.significant(value)
      let grid = "M\(NumberText.coordinate(x(value))) \(top)v\(side)M\(left) \(NumberText.coordinate(y(value)))h\(side)"
      pieces.append(HTML.element("path", [Attribute("d", grid), Attribute("stroke", "#e3e8ec")]))
      pieces.append(Drawing.text(words, x: x(value), y: top + side + 18, anchor: "middle"))
      pieces.append(Drawing.text(words, x: left - 8, y: y(value) + 4, anchor: "end"))
    }
    pieces.append(
      HTML.element(
        "path",
        [
          Attribute("d", "M\(left) \(top + side)L\(left + side) \(top)"), Attribute("stroke", "#9aa6b0"),
          Attribute("stroke-dasharray", "3 4"),
        ]))
    pieces.append(Drawing.text(abscissa, x: left + side / 2, y: top + side + 40, anchor: "middle"))
    let turned = "translate(14 \(NumberText.coordinate(top + side / 2))) rotate(-90)"
    pieces.append(
      HTML.element("text", [Attribute("transform", turned), Attribute("text-anchor", "middle")]) { ordinate })
    return .joined(pieces)
  }
}
