import Groundwork

/// ROC curves in one square.
enum ROCFigure {
  private static let square = PlotSquare(side: 380, left: 52)

  static func html(_ curves: [ROCCurveValues], classes: [String]) -> HTML {
    let colours = Palette.lineColours(curves.map(\.className), classes: classes)
    let label =
      "ROC curves. "
      + curves.map { "\($0.className): area under the curve \($0.auc.fixed(3))" }.joined(separator: "; ")
    return HTML.element("figure") {
      HTML.element(
        "svg",
        [
          Attribute("viewBox", "0 0 700 450"), Attribute("width", "700"), Attribute("height", "450"),
          Attribute("role", "img"), Attribute("aria-label", label),
        ]
      ) {
        HTML.element("title") { label }
        square.axes(x: "false positive rate", y: "true positive rate")
        for (index, curve) in curves.enumerated() { line(curve, colours[index], index) }
        for (index, curve) in curves.enumerated() { legend(curve, colours[index], index) }
      }
      let points = curves.flatMap { curve in drawn(curve).map { (curve.className, $0) } }
      Piece.data([
        ("class", .texts(points.map(\.0))), ("false_positive_rate", .numbers(points.map(\.1.falsePositiveRate))),
        ("true_positive_rate", .numbers(points.map(\.1.truePositiveRate))),
      ])
    }
  }

  /// The points of a curve that are drawn: at most about 500.
  private static func drawn(_ curve: ROCCurveValues) -> [(falsePositiveRate: Double, truePositiveRate: Double)] {
    let stride = max(1, curve.points.count / 500)
    return curve.points.enumerated().filter { $0.offset % stride == 0 || $0.offset == curve.points.count - 1 }
      .map(\.element)
  }

  private static func line(_ curve: ROCCurveValues, _ colour: String, _ index: Int) -> HTML {
    var path = ""
    for point in drawn(curve) {
      let command = path.isEmpty ? "M" : "L"
      path += command + NumberText.coordinate(square.x(min(max(point.falsePositiveRate, 0), 1))) + " "
      path += NumberText.coordinate(square.y(min(max(point.truePositiveRate, 0), 1)))
    }
    return HTML.element(
      "path",
      [
        Attribute("d", path), Attribute("fill", "none"), Attribute("stroke", colour),
        Attribute("stroke-width", "2.2"), Attribute("stroke-dasharray", Palette.dash(index)),
        Attribute("stroke-linejoin", "round"),
      ])
  }

  private static func legend(_ curve: ROCCurveValues, _ colour: String, _ index: Int) -> HTML {
    let height = PlotSquare.top + 14 + Double(index) * 22
    let start = square.left + square.side + 24
    return .joined([
      HTML.element(
        "path",
        [
          Attribute("d", "M\(start) \(height)h34"), Attribute("stroke", colour), Attribute("stroke-width", "2.6"),
          Attribute("stroke-dasharray", Palette.dash(index)),
        ]),
      Drawing.text("\(curve.className): AUC \(curve.auc.fixed(3))", x: start + 42, y: height + 4, anchor: "start"),
    ])
  }
}
