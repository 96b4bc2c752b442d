import Groundwork

/// A score over the rows that were learned from, on a logarithmic axis of rows.
enum GrowthFigure {
  private static let (left, right, top, height) = (70.0, 470.0, 16.0, 220.0)

  /// The picture of `curve`; nothing with fewer than two points.
  static func html(_ curve: GrowthCurveValues) -> HTML {
    let points = curve.points.filter { $0.rows > 0 && $0.value.isFinite && $0.low.isFinite && $0.high.isFinite }
    guard let first = points.first, let last = points.last, points.count > 1, last.rows > first.rows else {
      return .empty
    }
    var low = points.reduce(1) { min($0, $1.low) }
    var high = points.reduce(low) { max($0, $1.high) }
    let margin = max(0.01, (high - low) * 0.08)
    (low, high) = (low - margin, high + margin)
    let (least, most) = (Double(first.rows) * 0.9, Double(last.rows) * 1.1)
    let x = { (rows: Double) in left + PortableMath.log(rows / least) / PortableMath.log(most / least) * (right - left)
    }
    let y = { (value: Double) in top + (1 - (value - low) / (high - low)) * height }
    let label =
      "\(curve.name) by training rows: "
      + points.map { "\($0.rows.grouped) rows \(NumberText.significant($0.value))" }.joined(separator: ", ")
    return HTML.element("figure") {
      HTML.element(
        "svg",
        [
          Attribute("viewBox", "0 0 490 300"), Attribute("width", "490"), Attribute("height", "300"),
          Attribute("role", "img"), Attribute("aria-label", label),
        ]
      ) {
        HTML.element("title") { label }
        axes(
          points, curve.name, Ticks.values(from: low, to: high, step: Ticks.step(from: low, to: high, count: 5)), x, y)
        bars(points, x, y)
        for point in points {
          HTML.element(
            "rect",
            [
              Attribute("x", x(Double(point.rows)) - 4), Attribute("y", y(point.value) - 4), Attribute("width", "8"),
              Attribute("height", "8"), Attribute("fill", Palette.simulated),
            ])
        }
      }
      Piece.data([
        ("rows", .wholes(points.map(\.rows))), ("value", .numbers(points.map(\.value))),
        ("low", .numbers(points.map(\.low))), ("high", .numbers(points.map(\.high))),
      ])
      HTML.element("figcaption") { words(points) }
    }
  }

  /// What doubling the rows has brought at the end.
  private static func words(_ points: [GrowthCurveValues.Point]) -> String {
    let (before, last) = (points[points.count - 2], points[points.count - 1])
    let gain = last.value - before.value
    let start =
      "From \(before.rows.grouped) to \(last.rows.grouped) rows it changed by \(gain < 0 ? "" : "+")\(gain.fixed(3)); "
    return start
      + (gain < 0.005
        ? "more simulations would hardly help." : "the curve still rises, and more training.replicates should help.")
      + " Bars: 95 % intervals, where known."
  }

  private static func bars(_ points: [GrowthCurveValues.Point], _ x: (Double) -> Double, _ y: (Double) -> Double)
    -> HTML
  {
    var line = ""
    var path = ""
    for point in points {
      let place = NumberText.coordinate(x(Double(point.rows)))
      line += "\(line.isEmpty ? "M" : "L")\(place) \(NumberText.coordinate(y(point.value)))"
      path += "M\(place) \(NumberText.coordinate(y(point.low)))V\(NumberText.coordinate(y(point.high)))"
    }
    return .joined([
      HTML.element(
        "path",
        [
          Attribute("d", line), Attribute("fill", "none"), Attribute("stroke", Palette.simulated),
          Attribute("stroke-width", "2"),
        ]),
      HTML.element(
        "path", [Attribute("d", path), Attribute("stroke", Palette.simulated), Attribute("stroke-width", "1.5")]),
    ])
  }

  private static func axes(
    _ points: [GrowthCurveValues.Point], _ name: String, _ levels: [Double], _ x: (Double) -> Double,
    _ y: (Double) -> Double
  ) -> HTML {
    var pieces: [HTML] = []
    for level in levels {
      let place = NumberText.coordinate(y(level))
      pieces.append(
        HTML.element("path", [Attribute("d", "M\(left) \(place)H\(right)"), Attribute("stroke", "#e3e8ec")]))
      pieces.append(Drawing.text(NumberText.significant(level), x: left - 8, y: y(level) + 4, anchor: "end"))
    }
    for point in points {
      pieces.append(Drawing.text(point.rows.grouped, x: x(Double(point.rows)), y: top + height + 18, anchor: "middle"))
    }
    pieces.append(
      Drawing.text("rows that were learned from", x: (left + right) / 2, y: top + height + 42, anchor: "middle"))
    let turned = "translate(14 \(NumberText.coordinate(top + height / 2))) rotate(-90)"
    pieces.append(HTML.element("text", [Attribute("transform", turned), Attribute("text-anchor", "middle")]) { name })
    return .joined(pieces)
  }
}
