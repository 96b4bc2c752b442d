import Groundwork

/// ROC curves, or precision over recall, in one square.
enum ROCFigure {
  private static let square = PlotSquare(side: 380, left: 52)

  /// What is drawn.
  enum Kind {
    case rates, precision

    fileprivate var title: String { self == .rates ? "ROC curves" : "Precision-recall curves" }
    fileprivate var axes: (x: String, y: String) {
      self == .rates
        ? ("false positive rate", "true positive rate") : ("recall (share found)", "precision (share right)")
    }
    fileprivate var columns: (x: String, y: String) {
      self == .rates ? ("false_positive_rate", "true_positive_rate") : ("recall", "precision")
    }
  }

  static func html(_ curves: [ROCCurveValues], classes: [String], _ kind: Kind = .rates) -> HTML {
    let colours = Palette.lineColours(curves.map(\.className), classes: classes)
    let label = "\(kind.title). " + curves.map { words($0, kind) }.joined(separator: "; ")
    return HTML.element("figure") {
      HTML.element(
        "svg",
        [
          Attribute("viewBox", "0 0 700 450"), Attribute("width", "700"), Attribute("height", "450"),
          Attribute("role", "img"), Attribute("aria-label", label),
        ]
      ) {
        HTML.element("title") { label }
        square.axes(x: kind.axes.x, y: kind.axes.y, hasDiagonal: kind == .rates)
        for (index, curve) in curves.enumerated() { line(drawn(curve, kind), colours[index], index) }
        for (index, curve) in curves.enumerated() { legend(curve, kind, colours[index], index) }
      }
      let points = curves.flatMap { curve in drawn(curve, kind).map { (curve.className, $0) } }
      Piece.data([
        ("class", .texts(points.map(\.0))), (kind.columns.x, .numbers(points.map(\.1.x))),
        (kind.columns.y, .numbers(points.map(\.1.y))),
      ])
    }
  }

  private static func words(_ curve: ROCCurveValues, _ kind: Kind) -> String {
    kind == .rates
      ? "\(curve.className): area under the curve \(curve.auc.fixed(3))"
      : "\(curve.className): average precision \(curve.averagePrecision?.fixed(3) ?? "–")"
  }

  /// The points of a curve that are drawn: at most about 500.
  private static func drawn(_ curve: ROCCurveValues, _ kind: Kind) -> [(x: Double, y: Double)] {
    let points: [(x: Double, y: Double)] =
      kind == .rates
      ? curve.points.map { ($0.falsePositiveRate, $0.truePositiveRate) }
      : curve.precision.map { ($0.recall, $0.precision) }
    let stride = max(1, points.count / 500)
    return points.enumerated().filter { $0.offset % stride == 0 || $0.offset == points.count - 1 }.map(\.element)
  }

  private static func line(_ points: [(x: Double, y: Double)], _ colour: String, _ index: Int) -> HTML {
    var path = ""
    for point in points {
      let command = path.isEmpty ? "M" : "L"
      path += command + NumberText.coordinate(square.x(min(max(point.x, 0), 1))) + " "
      path += NumberText.coordinate(square.y(min(max(point.y, 0), 1)))
    }
    return HTML.element(
      "path",
      [
        Attribute("d", path), Attribute("fill", "none"), Attribute("stroke", colour),
        Attribute("stroke-width", "2.2"), Attribute("stroke-dasharray", Palette.dash(index)),
        Attribute("stroke-linejoin", "round"),
      ])
  }

  private static func legend(_ curve: ROCCurveValues, _ kind: Kind, _ colour: String, _ index: Int) -> HTML {
    let height = PlotSquare.top + 14 + Double(index) * 22
    let start = square.left + square.side + 24
    let words =
      kind == .rates
      ? "\(curve.className): AUC \(curve.auc.fixed(3))"
      : "\(curve.className): \(curve.averagePrecision?.fixed(3) ?? "–")"
    return .joined([
      HTML.element(
        "path",
        [
          Attribute("d", "M\(start) \(height)h34"), Attribute("stroke", colour), Attribute("stroke-width", "2.6"),
          Attribute("stroke-dasharray", Palette.dash(index)),
        ]),
      Drawing.text(words, x: start + 42, y: height + 4, anchor: "start"),
    ])
  }
}
