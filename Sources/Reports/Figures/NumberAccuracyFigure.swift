import Groundwork

/// Predicted against true numbers, in one square.
enum NumberAccuracyFigure {
  static func html(_ accuracy: NumberAccuracy) -> HTML {
    let points = accuracy.points.filter { $0.truth.isFinite && $0.predicted.isFinite }
    let values = points.flatMap { [$0.truth, $0.predicted] }
    guard let low = values.min(), var high = values.max() else { return Piece.nothing("There is nothing to draw.") }
    if high <= low { high = low + max(low.magnitude, 1) }
    let isLogarithmic = accuracy.isLogarithmic && low > 0
    let square = PlotSquare(side: 360, left: 90, low: low, high: high, isLogarithmic: isLogarithmic)
    let label = "\(accuracy.name): predicted against true, \(points.count.grouped) held-out simulations"
    return HTML.element("figure") {
      HTML.element(
        "svg",
        [
          Attribute("viewBox", "0 0 480 430"), Attribute("width", "480"), Attribute("height", "430"),
          Attribute("role", "img"), Attribute("aria-label", label),
        ]
      ) {
        HTML.element("title") { label }
        let unit = accuracy.unit.isEmpty ? "" : " (\(accuracy.unit))"
        square.axes(x: "true" + unit, y: "predicted" + unit)
        HTML.element(
          "path",
          [
            Attribute(
              "d",
              points.map { point in
                let x = NumberText.coordinate(square.x(point.truth))
                return "M\(x) \(NumberText.coordinate(square.y(point.predicted)))h0"
              }.joined()), Attribute("stroke", Palette.simulated), Attribute("stroke-width", "4"),
            Attribute("stroke-linecap", "round"), Attribute("stroke-opacity", "0.45"),
          ])
      }
      Piece.data([
        ("true", .numbers(points.map(\.truth))), ("predicted", .numbers(points.map(\.predicted))),
      ])
      HTML.element("figcaption") {
        label + (isLogarithmic ? ", on logarithmic axes" : "") + "; the line is where both are equal."
      }
    }
  }
}
