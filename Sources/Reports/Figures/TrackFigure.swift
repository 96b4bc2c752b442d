import Groundwork

/// The tracks of a contig as a still picture, one strip below the other: what a reader without the script sees of them.
enum TrackFigure {
  private static let width = 1080.0
  private static let left = 60.0
  private static let right = 1066.0
  private static let strip = 36.0
  private static let gap = 24.0
  /// The most columns of all contigs together.
  private static let mostColumns = 1500
  private static let fewestColumns = 40
  /// More genes than this are drawn without their names.
  private static let mostNames = 60

  /// The strips of the contig with these `windows`, one of several that have `total` together; nothing without tracks and genes.
  static func html(
    _ contig: String, _ windows: [(start: Int, end: Int)], _ tracks: [GenomeTrack], _ genes: [ScanMark], of total: Int
  ) -> HTML {
    let own = tracks.filter { $0.values[contig]?.count == windows.count }
    guard let first = windows.first, let last = windows.last, !own.isEmpty || !genes.isEmpty else { return .empty }
    let (from, to) = (Double(first.start), Double(max(last.end, first.start + 1)))
    let x = { (position: Double) in left + (min(max(position, from), to) - from) / (to - from) * (right - left) }
    let names = own.map(\.name) + (genes.isEmpty ? [] : ["genes"])
    let height = Double(names.count) * (strip + gap) + 44
    let label = "Contig \(contig): \(names.joined(separator: ", "))"
    return HTML.element("figure", [Attribute("data-contig", contig)]) {
      HTML.element(
        "svg",
        [
          Attribute("viewBox", "0 0 \(Int(width)) \(Int(height))"), Attribute("width", width),
          Attribute("height", height),
          Attribute("role", "img"), Attribute("aria-label", label),
        ]
      ) {
        HTML.element("title") { label }
        for (index, track) in own.enumerated() {
          values(track, contig, windows, total, top: gap + Double(index) * (strip + gap), x)
        }
        if !genes.isEmpty { boxes(genes, top: gap + Double(own.count) * (strip + gap), from, to, x) }
        axis(from, to, y: height - 44 + 4, x)
      }
      HTML.element("figcaption") { label }
    }
  }

  private static func frame(_ name: String, top: Double, low: String, high: String) -> HTML {
    .joined([
      HTML.element(
        "rect",
        [
          Attribute("x", left), Attribute("y", top), Attribute("width", right - left), Attribute("height", strip),
          Attribute("fill", "#f5f7f9"),
        ]),
      Drawing.text(name, x: left, y: top - 5, anchor: "start"),
      Drawing.text(low, x: left - 6, y: top + strip, anchor: "end"),
      Drawing.text(high, x: left - 6, y: top + 10, anchor: "end"),
    ])
  }

  private static func values(
    _ track: GenomeTrack, _ contig: String, _ windows: [(start: Int, end: Int)], _ total: Int, top: Double,
    _ x: (Double) -> Double
  ) -> HTML {
    let values = track.values[contig] ?? []
    let greatest = values.reduce(0) { max($0, $1.isFinite ? $1.magnitude : 0) }
    let high = track.scale == .share ? 1 : greatest > 0 ? greatest : 1
    let low = track.scale == .signed ? -high : 0
    let y = { (value: Double) in
      NumberText.coordinate(top + (1 - (min(max(value, low), high) - low) / (high - low)) * strip)
    }
    let most = total <= mostColumns ? windows.count : max(fewestColumns, mostColumns * windows.count / total)
    let size = max(1, (windows.count + most - 1) / most)
    var path = ""
    for index in stride(from: 0, to: windows.count, by: size) {
      let end = min(index + size, windows.count)
      let value = GenomeTrack.furthest(values[index..<end])
      guard value.isFinite else { continue }
      path += "M\(NumberText.coordinate(x(Double(windows[index].start)))) \(y(0))V\(y(value))"
      path += "H\(NumberText.coordinate(x(Double(windows[end - 1].end))))V\(y(0))z"
    }
    return .joined([
      frame(track.name, top: top, low: NumberText.significant(low), high: NumberText.significant(high)),
      HTML.element("path", [Attribute("d", path), Attribute("fill", track.ink)]) {
        HTML.element("title") { track.name }
      },
    ])
  }

  private static func boxes(
    _ genes: [ScanMark], top: Double, _ from: Double, _ to: Double, _ x: (Double) -> Double
  ) -> HTML {
    let shown = genes.filter { Double($0.end) > from && Double($0.start) < to }
    var path = ""
    var texts: [HTML] = []
    var reached = -Double.infinity
    for gene in shown {
      let (begin, end) = (x(Double(gene.start)), x(Double(gene.end)))
      path += "M\(NumberText.coordinate(begin)) \(top + 4)h\(NumberText.coordinate(max(end - begin, 1)))v8h-"
      path += "\(NumberText.coordinate(max(end - begin, 1)))z"
      let half = Double(gene.label.count) * 3.4
      let middle = min(max((begin + end) / 2, left + half), right - half)
      if shown.count <= mostNames, middle - half > reached + 4 {
        texts.append(Drawing.text(gene.label, x: middle, y: top + 26, anchor: "middle"))
        reached = middle + half
      }
    }
    return .joined([
      Drawing.text("genes", x: left, y: top - 5, anchor: "start"),
      HTML.element("path", [Attribute("d", path), Attribute("fill", Palette.ink)]), .joined(texts),
    ])
  }

  private static func axis(_ from: Double, _ to: Double, y base: Double, _ x: (Double) -> Double) -> HTML {
    let step = Ticks.step(from: from, to: to, count: 10)
    var path = "M\(left) \(base)H\(right)"
    var texts: [HTML] = []
    for value in Ticks.values(from: from, to: to, step: step) {
      path += "M\(NumberText.coordinate(x(value))) \(base)v5"
      texts.append(Drawing.text(NumberText.megabases(value, step: step), x: x(value), y: base + 19, anchor: "middle"))
    }
    return .joined([
      HTML.element("path", [Attribute("d", path), Attribute("stroke", "#8995a0"), Attribute("fill", "none")]),
      .joined(texts), Drawing.text("position (Mb)", x: (left + right) / 2, y: base + 36, anchor: "middle"),
    ])
  }
}
