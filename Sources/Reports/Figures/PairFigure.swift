import Groundwork

/// Draws of two numbers against each other.
enum PairFigure {
  private static let (side, left, top) = (220.0, 62.0, 10.0)
  private static let most = 400

  static func html(_ one: PosteriorValues.Marginal, _ other: PosteriorValues.Marginal) -> HTML {
    guard let x = Axis(one), let y = Axis(other) else { return Piece.nothing("There is nothing to draw.") }
    let step = max(1, one.posterior.count / most)
    let label = "\(one.name) against \(other.name): draws from the joint posterior, within the prior"
    let points = stride(from: 0, to: min(one.posterior.count, other.posterior.count), by: step).map { draw in
      "M\(NumberText.coordinate(left + side * x.place(one.posterior[draw]))) "
        + "\(NumberText.coordinate(top + side * (1 - y.place(other.posterior[draw]))))h0"
    }.joined()
    return HTML.element("figure", [Attribute("class", "marginal")]) {
      HTML.element(
        "svg",
        [
          Attribute("viewBox", "0 0 300 290"), Attribute("width", "300"), Attribute("height", "290"),
          Attribute("role", "img"), Attribute("aria-label", label),
        ]
      ) {
        HTML.element("title") { label }
        frame(x, y)
        HTML.element(
          "path",
          [
            Attribute("d", points), Attribute("stroke", Palette.simulated), Attribute("stroke-width", "4"),
            Attribute("stroke-linecap", "round"), Attribute("stroke-opacity", "0.4"),
          ])
        Drawing.text(one.name, x: left + side / 2, y: top + side + 40, anchor: "middle")
        HTML.element(
          "text",
          [
            Attribute("transform", "translate(12 \(NumberText.coordinate(top + side / 2))) rotate(-90)"),
            Attribute("text-anchor", "middle"),
          ]
        ) { other.name }
      }
      HTML.element("figcaption") { label + "." }
    }
  }

  private static func frame(_ x: Axis, _ y: Axis) -> HTML {
    var pieces: [HTML] = []
    var path = "M\(left) \(top)h\(side)v\(side)h\(-side)z"
    for value in x.ticks {
      let place = left + side * x.place(value)
      path += "M\(NumberText.coordinate(place)) \(top + side)v4"
      pieces.append(Drawing.text(NumberText.significant(value), x: place, y: top + side + 18, anchor: "middle"))
    }
    for value in y.ticks {
      let place = top + side * (1 - y.place(value))
      path += "M\(left - 4) \(NumberText.coordinate(place))h4"
      pieces.append(Drawing.text(NumberText.significant(value), x: left - 7, y: place + 4, anchor: "end"))
    }
    pieces.append(
      HTML.element("path", [Attribute("d", path), Attribute("stroke", "#8995a0"), Attribute("fill", "none")]))
    return .joined(pieces)
  }
}
