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

/// The axis of a target: linear or logarithmic, from the least to the greatest value of its prior.
struct Axis {
  let low: Double
  let high: Double
  private let isLogarithmic: Bool

  init?(_ marginal: PosteriorValues.Marginal) {
    let values = (marginal.prior + marginal.posterior).filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), high > low, !marginal.isLogarithmic || low > 0 else {
      return nil
    }
    self.low = low
    self.high = high
    isLogarithmic = marginal.isLogarithmic
  }

  /// Where `value` lies, from 0 to 1.
  func place(_ value: Double) -> Double {
    let share =
      isLogarithmic
      ? PortableMath.log(max(value, low) / low) / PortableMath.log(high / low) : (value - low) / (high - low)
    return min(max(share, 0), 1)
  }

  /// The share of `values` in each of `bins` equal parts.
  func histogram(_ values: [Double], bins: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: bins)
    for value in values where value.isFinite { counts[min(bins - 1, Int(place(value) * Double(bins)))] += 1 }
    return counts.map { $0 / Double(max(1, values.count)) }
  }

  /// Round numbers along it.
  var ticks: [Double] {
    guard isLogarithmic, high / low > 10 else {
      return Ticks.values(from: low, to: high, step: Ticks.step(from: low, to: high, count: 4))
    }
    var values: [Double] = []
    var power = 1.0
    while power * 10 <= low { power *= 10 }
    while power > low { power /= 10 }
    while power <= high {
      if power >= low { values.append(power) }
      power *= 10
    }
    let most = 5
    let step = (values.count + most - 1) / most
    return values.enumerated().filter { $0.offset % max(1, step) == 0 }.map(\.element)
  }
}
