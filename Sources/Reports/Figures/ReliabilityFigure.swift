import Groundwork

/// Whether probabilities mean what they say: the share that came true above the probability that was predicted.
enum ReliabilityFigure {
  private static let square = PlotSquare(side: 300, left: 60)

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
        square.axes(x: "probability of the class called", y: "share right")
        for bin in reliability.bins { point(bin) }
      }
      Piece.data([
        ("probability", .numbers(reliability.bins.map(\.probability))),
        ("share_right", .numbers(reliability.bins.map(\.observed))), ("low", .numbers(reliability.bins.map(\.low))),
        ("high", .numbers(reliability.bins.map(\.high))), ("calls", .wholes(reliability.bins.map(\.rows))),
      ])
      HTML.element("figcaption") {
        "The share of calls that are right (with 95 % intervals) by the probability of the class called. On the dashed line "
          + "probabilities mean what they say; below it they promise too much. Mean distance from it (expected calibration "
          + "error): \(percent)."
      }
    }
  }

  private static func point(_ bin: ReliabilityValues.Bin) -> HTML {
    let place = NumberText.coordinate(square.x(bin.probability))
    let bar = "M\(place) \(NumberText.coordinate(square.y(bin.low)))V\(NumberText.coordinate(square.y(bin.high)))"
    return .joined([
      HTML.element(
        "path", [Attribute("d", bar), Attribute("stroke", Palette.simulated), Attribute("stroke-width", "1.5")]),
      HTML.element(
        "circle",
        [
          Attribute("cx", place), Attribute("cy", NumberText.coordinate(square.y(bin.observed))), Attribute("r", "4"),
          Attribute("fill", Palette.simulated),
        ]),
    ])
  }
}
