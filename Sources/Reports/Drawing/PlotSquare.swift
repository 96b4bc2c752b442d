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

  /// Grid, numbers, titles and, where it means something, the diagonal; shares, from 0 to 1, have one digit.
  func axes(x abscissa: String, y ordinate: String, hasDiagonal: Bool = true) -> HTML {
    let (top, isShare) = (Self.top, low == 0 && high == 1)
    let values =
      isShare
      ? (0...5).map { Double($0) / 5 }
      : Ticks.along(from: low, to: high, isLogarithmic: isLogarithmic)
    var pieces: [HTML] = []
    var reached = -Double.infinity
    for value in values {
      let words = isShare ? value.fixed(1) : NumberText.significant(value)
      let grid = "M\(NumberText.coordinate(x(value))) \(top)v\(side)M\(left) \(NumberText.coordinate(y(value)))h\(side)"
      pieces.append(HTML.element("path", [Attribute("d", grid), Attribute("stroke", "#e3e8ec")]))
      // Numbers that would lie on the one before are left out; the lines of the grid stay.
      let half = Double(words.count) * 3.4
      if x(value) - half > reached + 4 {
        pieces.append(Drawing.text(words, x: x(value), y: top + side + 18, anchor: "middle"))
        reached = x(value) + half
      }
      pieces.append(Drawing.text(words, x: left - 8, y: y(value) + 4, anchor: "end"))
    }
    if hasDiagonal {
      pieces.append(
        HTML.element(
          "path",
          [
            Attribute("d", "M\(left) \(top + side)L\(left + side) \(top)"), Attribute("stroke", "#9aa6b0"),
            Attribute("stroke-dasharray", "3 4"),
          ]))
    }
    pieces.append(Drawing.text(abscissa, x: left + side / 2, y: top + side + 40, anchor: "middle"))
    let turned = "translate(14 \(NumberText.coordinate(top + side / 2))) rotate(-90)"
    pieces.append(
      HTML.element("text", [Attribute("transform", turned), Attribute("text-anchor", "middle")]) { ordinate })
    return .joined(pieces)
  }
}
