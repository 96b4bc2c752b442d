import Groundwork

/// Whether probabilities mean what they say: the share that came true above the probability that was predicted.
enum ReliabilityFigure {
  private static let side = 300.0
  private static let left = 60.0
  private static let top = 12.0

  static func html(_ reliability: ReliabilityValues) -> HTML {
    let percent = NumberText.percent(reliability.expectedCalibrationError)
    let label =
      "Reliability of the class called: expected calibration error \(percent). "
      + reliability.bins.map { bin in
        "Probability \(NumberText.percent(bin.probability)): right in \(NumberText.percent(bin.observed)) of \(bin.rows.grouped)"
      }.joined(separator: "; ")
    return HTML.element("figure") {
      HTML.element(
        "svg",
        [
          Attribute("viewBox", "0 0 400 370"), Attribute("width", "400"), Attribute("height", "370"),
          Attribute("role", "img"), Attribute("aria-label", label),
        ]
      ) {
        HTML.element("title") { label }
        axes()
        for bin in reliability.bins { point(bin) }
      }
      HTML.element("figcaption") {
        "The share of calls that are right (with 95 % intervals) by the probability of the class called. On the dashed line "
          + "probabilities mean what they say; below it they promise too much. Mean distance from it (expected calibration "
          + "error): \(percent)."
      }
    }
  }

  private static func x(_ share: Double) -> Double { left + share * side }
  private static func y(_ share: Double) -> Double { top + (1 - share) * side }

  private static func axes() -> HTML {
    var pieces: [HTML] = []
    for step in 0...5 {
      let share = Double(step) / 5
      let grid = "M\(NumberText.coordinate(x(share))) \(top)v\(side)M\(left) \(NumberText.coordinate(y(share)))h\(side)"
      pieces.append(HTML.element("path", [Attribute("d", grid), Attribute("stroke", "#e3e8ec")]))
      pieces.append(Drawing.text(share.fixed(1), x: x(share), y: top + side + 18, anchor: "middle"))
      pieces.append(Drawing.text(share.fixed(1), x: left - 8, y: y(share) + 4, anchor: "end"))
    }
    pieces.append(
      HTML.element(
        "path",
        [
          Attribute("d", "M\(x(0)) \(y(0))L\(x(1)) \(y(1))"), Attribute("stroke", "#9aa6b0"),
          Attribute("stroke-dasharray", "3 4"),
        ]))
    pieces.append(
      Drawing.text("probability of the class called", x: left + side / 2, y: top + side + 40, anchor: "middle"))
    let turned = "translate(16 \(NumberText.coordinate(top + side / 2))) rotate(-90)"
    pieces.append(
      HTML.element("text", [Attribute("transform", turned), Attribute("text-anchor", "middle")]) { "share right" })
    return .joined(pieces)
  }

  private static func point(_ bin: ReliabilityValues.Bin) -> HTML {
    let place = NumberText.coordinate(x(bin.probability))
    let bar = "M\(place) \(NumberText.coordinate(y(bin.low)))V\(NumberText.coordinate(y(bin.high)))"
    return .joined([
      HTML.element(
        "path", [Attribute("d", bar), Attribute("stroke", Palette.simulated), Attribute("stroke-width", "1.5")]),
      HTML.element(
        "circle",
        [
          Attribute("cx", place), Attribute("cy", NumberText.coordinate(y(bin.observed))), Attribute("r", "4"),
          Attribute("fill", Palette.simulated),
        ]),
    ])
  }
}
