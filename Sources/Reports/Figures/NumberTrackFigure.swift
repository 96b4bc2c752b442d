import Groundwork

/// A number along a contig with its interval.
enum NumberTrackFigure {
  private static let width = 1080.0
  private static let left = 76.0
  private static let right = 1066.0
  private static let top = 34.0
  private static let plotHeight = 150.0

  static func html(_ track: NumberTrack) -> HTML {
    let windows = track.windows.filter { $0.estimate.allSatisfy(\.isFinite) && !$0.estimate.isEmpty }
    guard let first = windows.first, let last = windows.last, let low = windows.map({ $0.estimate[1] }).min(),
      var high = windows.map({ $0.estimate[2] }).max()
    else { return Piece.nothing("No window held enough data.") }
    if high <= low { high = low + max(low.magnitude, 1) }
    let (start, end) = (Double(first.start), Double(max(last.end, first.start + 1)))
    let x = { (position: Double) in left + (position - start) / (end - start) * (right - left) }
    let isLogarithmic = track.isLogarithmic && low > 0
    let y = { (value: Double) in
      let share =
        isLogarithmic ? PortableMath.log(value / low) / PortableMath.log(high / low) : (value - low) / (high - low)
      return top + (1 - share) * plotHeight
    }
    let label =
      "\(track.name) along contig \(track.contig), \(windows.count.grouped) window\(windows.count == 1 ? "" : "s")"
    return HTML.element(
      "svg",
      [
        Attribute("viewBox", "0 0 \(Int(width)) \(Int(top + plotHeight + 52))"), Attribute("width", width),
        Attribute("height", top + plotHeight + 52), Attribute("role", "img"), Attribute("aria-label", label),
      ]
    ) {
      HTML.element("title") { label }
      marks(track.marks.filter { Double($0.end) > start && Double($0.start) < end }, x)
      HTML.element(
        "path",
        [
          Attribute("d", windows.map { band($0, x, y) }.joined()), Attribute("fill", Palette.simulated),
          Attribute("fill-opacity", "0.25"),
        ])
      HTML.element(
        "path",
        [
          Attribute("d", windows.map { line($0, x, y) }.joined()), Attribute("stroke", Palette.simulated),
          Attribute("stroke-width", "2"),
        ])
      axes(start, end, Ticks.along(from: low, to: high, isLogarithmic: isLogarithmic), x, y)
    }
  }

  private static func band(
    _ window: NumberTrack.Window, _ x: (Double) -> Double, _ y: (Double) -> Double
  ) -> String {
    let from = NumberText.coordinate(x(Double(window.start)))
    let to = NumberText.coordinate(x(Double(window.end)))
    return "M\(from) \(NumberText.coordinate(y(window.estimate[2])))H\(to)"
      + "V\(NumberText.coordinate(y(window.estimate[1])))H\(from)z"
  }

  private static func line(
    _ window: NumberTrack.Window, _ x: (Double) -> Double, _ y: (Double) -> Double
  ) -> String {
    "M\(NumberText.coordinate(x(Double(window.start)))) \(NumberText.coordinate(y(window.estimate[0])))"
      + "H\(NumberText.coordinate(x(Double(window.end))))"
  }

  private static func marks(_ marks: [ScanMark], _ x: (Double) -> Double) -> HTML {
    .joined(
      marks.map { mark in
        let (from, to) = (max(left, x(Double(mark.start))), min(right, x(Double(mark.end))))
        return HTML.element(
          "rect",
          [
            Attribute("x", from), Attribute("y", top), Attribute("width", max(to - from, 1.5)),
            Attribute("height", plotHeight), Attribute("fill", Palette.mark), Attribute("fill-opacity", "0.35"),
          ]
        ) { HTML.element("title") { mark.label } }
      })
  }

  private static func axes(
    _ start: Double, _ end: Double, _ levels: [Double], _ x: (Double) -> Double, _ y: (Double) -> Double
  ) -> HTML {
    let base = top + plotHeight + 6
    var pieces: [HTML] = []
    var ticks = "M\(left) \(base)H\(right)"
    let step = Ticks.step(from: start, to: end, count: 10)
    for value in Ticks.values(from: start, to: end, step: step) {
      ticks += "M\(NumberText.coordinate(x(value))) \(base)v5"
      pieces.append(Drawing.text(NumberText.megabases(value, step: step), x: x(value), y: base + 19, anchor: "middle"))
    }
    for value in levels {
      ticks += "M\(left - 4) \(NumberText.coordinate(y(value)))h4"
      pieces.append(Drawing.text(NumberText.significant(value), x: left - 8, y: y(value) + 4, anchor: "end"))
    }
    pieces.append(HTML.element("path", [Attribute("d", ticks), Attribute("stroke", "#8995a0")]))
    pieces.append(Drawing.text("position (Mb)", x: (left + right) / 2, y: base + 38, anchor: "middle"))
    return .joined(pieces)
  }
}
