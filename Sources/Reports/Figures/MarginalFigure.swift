import Groundwork

/// Prior and posterior of a number, as histograms above each other.
enum MarginalFigure {
  private static let bins = 40
  private static let (left, width, top, height) = (20.0, 300.0, 14.0, 120.0)

  static func html(_ marginal: PosteriorValues.Marginal) -> HTML {
    let scale = Axis(marginal)
    guard let scale else { return Piece.nothing("There is nothing to draw.") }
    let prior = scale.histogram(marginal.prior, bins: bins)
    let posterior = scale.histogram(marginal.posterior, bins: bins)
    let most = max(prior.max() ?? 0, posterior.max() ?? 0, 1e-9)
    let label =
      "\(marginal.name): median \(NumberText.significant(marginal.median)), nine times in ten "
      + "\(NumberText.significant(marginal.low)) to \(NumberText.significant(marginal.high))"
    return HTML.element("figure", [Attribute("class", "marginal")]) {
      HTML.element(
        "svg",
        [
          Attribute("viewBox", "0 0 340 190"), Attribute("width", "340"), Attribute("height", "190"),
          Attribute("role", "img"), Attribute("aria-label", label),
        ]
      ) {
        HTML.element("title") { label }
        HTML.element(
          "path",
          [
            Attribute("d", steps(prior, most)), Attribute("fill", Palette.neutral), Attribute("fill-opacity", "0.5"),
          ])
        HTML.element(
          "path",
          [
            Attribute("d", steps(posterior, most)), Attribute("fill", Palette.simulated),
            Attribute("fill-opacity", "0.65"),
          ])
        bar(marginal, scale)
        axis(scale)
        Drawing.text(marginal.name, x: left + width / 2, y: top + height + 48, anchor: "middle")
      }
      HTML.element("figcaption") { label + "." }
    }
  }

  private static func steps(_ counts: [Double], _ most: Double) -> String {
    var path = "M\(left) \(top + height)"
    for (bin, count) in counts.enumerated() {
      let y = top + height * (1 - count / most)
      path += "V\(NumberText.coordinate(y))H\(NumberText.coordinate(left + width * Double(bin + 1) / Double(bins)))"
    }
    return path + "V\(top + height)z"
  }

  private static func bar(_ marginal: PosteriorValues.Marginal, _ scale: Axis) -> HTML {
    let y = top + height + 5
    let (from, to) = (left + width * scale.place(marginal.low), left + width * scale.place(marginal.high))
    let middle = left + width * scale.place(marginal.median)
    let path =
      "M\(NumberText.coordinate(from)) \(y)H\(NumberText.coordinate(to))M\(NumberText.coordinate(middle)) \(y - 5)v10"
    return HTML.element(
      "path",
      [
        Attribute("d", path), Attribute("stroke", Palette.observed), Attribute("stroke-width", "3"),
        Attribute("fill", "none"),
      ])
  }

  private static func axis(_ scale: Axis) -> HTML {
    let base = top + height + 12
    var pieces: [HTML] = []
    var path = "M\(left) \(base)h\(width)"
    for value in scale.ticks {
      let x = left + width * scale.place(value)
      path += "M\(NumberText.coordinate(x)) \(base)v4"
      pieces.append(Drawing.text(NumberText.significant(value), x: x, y: base + 18, anchor: "middle"))
    }
    pieces.append(HTML.element("path", [Attribute("d", path), Attribute("stroke", "#8995a0")]))
    return .joined(pieces)
  }
}
