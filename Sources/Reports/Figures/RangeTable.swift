/// One row a feature: simulated and observed quantiles drawn over each other.
enum RangeTable {
  private static let width = 420.0
  private static let height = 38.0

  static func html(_ ranges: [FeatureRange]) -> HTML {
    HTML.element("div", [Attribute("class", "scroll"), Attribute("tabindex", "0")]) {
      Piece.legend([("simulated", Palette.simulated), ("observed", Palette.observed)])
      Piece.paragraph(
        "Box: quartiles with the median; line: 1 to 99 %; ticks: least and greatest value, at the edge if beyond it.",
        "note")
      HTML.element("table") {
        HTML.element("caption") { "Features, those furthest outside the simulations first" }
        HTML.element("thead") {
          HTML.element("tr") {
            for name in ["Feature", "Outside", "Simulated and observed", "Simulated median", "Observed median"] {
              HTML.element("th", [Attribute("scope", "col")]) { name }
            }
          }
        }
        HTML.element("tbody") { for range in ranges { row(range) } }
      }
    }
  }

  private static func row(_ range: FeatureRange) -> HTML {
    let share = range.shareOutside
    let style = "background:\(Palette.alarm(share));color:\(Palette.alarmText(share))"
    return HTML.element("tr") {
      HTML.element("th", [Attribute("scope", "row")]) { range.name }
      HTML.element("td", [Attribute("class", "number"), Attribute("style", style)]) { NumberText.percent(share) }
      HTML.element("td") { figure(range) }
      HTML.element("td", [Attribute("class", "number")]) { NumberText.significant(range.simulated.median) }
      HTML.element("td", [Attribute("class", "number")]) { NumberText.significant(range.observed.median) }
    }
  }

  private static func figure(_ range: FeatureRange) -> HTML {
    let both = [range.simulated, range.observed]
    let lows = both.map(\.q01).filter(\.isFinite)
    let highs = both.map(\.q99).filter(\.isFinite)
    guard var low = lows.min(), var high = highs.max() else { return Piece.nothing("no values") }
    let pad = high > low ? (high - low) * 0.06 : max(high.magnitude, 1) * 0.06
    low -= pad
    high += pad
    let label =
      "\(range.name): simulated median \(NumberText.significant(range.simulated.median)), observed median "
      + "\(NumberText.significant(range.observed.median)), \(NumberText.percent(range.shareOutside)) outside"
    return HTML.element(
      "svg",
      [
        Attribute("viewBox", "0 0 \(Int(width)) \(Int(height))"), Attribute("width", width),
        Attribute("height", height), Attribute("role", "img"), Attribute("aria-label", label),
      ]
    ) {
      HTML.element("title") { label }
      box(range.simulated, y: 10, low: low, high: high, colour: Palette.simulated)
      box(range.observed, y: 28, low: low, high: high, colour: Palette.observed)
    }
  }

  /// A box of `values` around the height `y`.
  private static func box(
    _ values: FeatureQuantiles, y: Double, low: Double, high: Double, colour: String
  ) -> HTML {
    guard values.median.isFinite, values.q01.isFinite, values.q99.isFinite else { return .empty }
    func x(_ value: Double) -> Double { 2 + min(max((value - low) / (high - low), 0), 1) * (width - 4) }
    let whiskers =
      "M\(NumberText.coordinate(x(values.q01))) \(y)H\(NumberText.coordinate(x(values.q99)))"
      + [values.minimum, values.maximum].filter(\.isFinite)
      .map { "M\(NumberText.coordinate(x($0))) \(y - 3)v6" }.joined()
    return .joined([
      HTML.element(
        "path", [Attribute("d", whiskers), Attribute("stroke", colour), Attribute("stroke-width", "1.5")]),
      HTML.element(
        "rect",
        [
          Attribute("x", x(values.q25)), Attribute("y", y - 6),
          Attribute("width", max(x(values.q75) - x(values.q25), 1)), Attribute("height", "12"),
          Attribute("fill", colour), Attribute("fill-opacity", "0.28"), Attribute("stroke", colour),
        ]),
      HTML.element(
        "path",
        [
          Attribute("d", "M\(NumberText.coordinate(x(values.median))) \(y - 6)v12"), Attribute("stroke", colour),
          Attribute("stroke-width", "2.5"),
        ]),
    ])
  }
}
