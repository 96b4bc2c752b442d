import Groundwork

/// Simulated and observed windows on two axes.
enum CheckFigure {
  private static let side = 400.0
  private static let left = 56.0
  private static let top = 12.0

  static func html(_ check: CheckValues) -> HTML {
    let all = check.simulated + check.observed
    let reach = max(1, all.flatMap { [abs($0.x), abs($0.y)] }.filter(\.isFinite).max() ?? 1) * 1.05
    let scale = { (value: Double) in (value + reach) / (2 * reach) * side }
    let shares = check.axisShares.map { NumberText.percent($0) }
    let label =
      "\(check.simulated.count.grouped) simulated and \(check.observed.count.grouped) observed windows on the first two principal "
      + "axes, which hold \(shares.joined(separator: " and ")) of the variance"
    func path(_ points: [CheckValues.Point]) -> String {
      points.map { point in
        "M\(NumberText.coordinate(left + scale(point.x))) \(NumberText.coordinate(top + side - scale(point.y)))h0"
      }.joined()
    }
    return HTML.joined([
      Piece.legend([("simulated", Palette.simulated), ("observed", Palette.observed)]),
      HTML.element("figure") {
        HTML.element(
          "svg",
          [
            Attribute("viewBox", "0 0 480 460"), Attribute("width", "480"), Attribute("height", "460"),
            Attribute("role", "img"), Attribute("aria-label", label),
          ]
        ) {
          HTML.element("title") { label }
          axes(reach, scale)
          dots(path(check.simulated), Palette.simulated, opacity: "0.35")
          dots(path(check.observed), Palette.observed, opacity: "0.7")
        }
        Piece.data([
          (
            "windows",
            .texts(check.simulated.map { _ in "simulated" } + check.observed.map { _ in "observed" })
          ),
          ("first_axis", .numbers(all.map(\.x))), ("second_axis", .numbers(all.map(\.y))),
        ])
        HTML.element("figcaption") { label + "; in spreads of the simulated ones." }
      },
    ])
  }

  private static func dots(_ path: String, _ colour: String, opacity: String) -> HTML {
    HTML.element(
      "path",
      [
        Attribute("d", path), Attribute("stroke", colour), Attribute("stroke-width", "5"),
        Attribute("stroke-linecap", "round"), Attribute("stroke-opacity", opacity),
      ])
  }

  private static func axes(_ reach: Double, _ scale: (Double) -> Double) -> HTML {
    var pieces: [HTML] = []
    for value in Ticks.values(from: -reach, to: reach, step: Ticks.step(from: -reach, to: reach, count: 6)) {
      let (x, y) = (left + scale(value), top + side - scale(value))
      let grid = "M\(NumberText.coordinate(x)) \(top)v\(side)M\(left) \(NumberText.coordinate(y))h\(side)"
      pieces.append(HTML.element("path", [Attribute("d", grid), Attribute("stroke", "#e3e8ec")]))
      pieces.append(Drawing.text(NumberText.significant(value), x: x, y: top + side + 18, anchor: "middle"))
      pieces.append(Drawing.text(NumberText.significant(value), x: left - 8, y: y + 4, anchor: "end"))
    }
    pieces.append(Drawing.text("first axis", x: left + side / 2, y: top + side + 38, anchor: "middle"))
    return .joined(pieces)
  }
}
