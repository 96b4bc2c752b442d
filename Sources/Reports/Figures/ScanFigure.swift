import Groundwork

/// Stacked class probabilities of one contig: one path a class, however many windows there are.
enum ScanFigure {
  private static let width = 1080.0
  private static let left = 46.0
  private static let right = 1066.0
  private static let top = 34.0
  private static let plotHeight = 150.0
  private static let stripHeight = 16.0
  /// More windows than this, of all contigs, are drawn as means of neighbours: the page has fewer pixels.
  static let mostColumns = 2500
  /// The fewest columns of a contig that has more windows.
  private static let fewestColumns = 100

  /// What is drawn: an x range in base pairs and what holds there.
  struct Column {
    var start: Double
    var end: Double
    /// nil: too little data.
    var probabilities: [Double]?
    var called: Int?
  }

  /// The picture of `track`, one of several that have `total` windows together.
  static func html(_ track: ScanTrack, of total: Int) -> HTML {
    let columns = columns(track.windows, of: total)
    guard let first = columns.first, let last = columns.last else { return .empty }
    let axis = Axis(low: first.start, high: max(last.end, first.start + 1))
    let colours = Palette.classColours(track.classes)
    let label = "Class probabilities along contig \(track.contig). \(ScanSection.caption(track, of: total))"
    let height = top + plotHeight + stripHeight + 52
    return HTML.element(
      "svg",
      [
        Attribute("viewBox", "0 0 \(Int(width)) \(Int(height))"), Attribute("width", width),
        Attribute("height", height), Attribute("role", "img"), Attribute("aria-label", label),
      ]
    ) {
      HTML.element("title") { label }
      hatch(track)
      HTML.element(
        "rect",
        [
          Attribute("x", left), Attribute("y", top), Attribute("width", right - left),
          Attribute("height", plotHeight), Attribute("fill", "#f5f7f9"),
        ])
      for index in track.classes.indices {
        area(columns, index, axis, name: track.classes[index], colour: colours[index])
      }
      insufficient(columns, axis, patternID: patternID(track))
      for index in track.classes.indices { strip(columns, index, axis, track.classes[index], colours[index]) }
      marks(track.marks, axis)
      scale(axis)
    }
  }

  /// Base pairs to drawing units.
  struct Axis {
    let low: Double
    let high: Double

    func x(_ position: Double) -> Double {
      ScanFigure.left + (position - low) / (high - low) * (ScanFigure.right - ScanFigure.left)
    }
  }

  /// The drawn columns of `windows`: overlapping windows meet half-way between their centres.
  static func columns(_ windows: [ScanWindow], of total: Int) -> [Column] {
    let centres = windows.map { Double($0.start + $0.end) / 2 }
    var columns: [Column] = []
    for (index, window) in windows.enumerated() {
      let half = Double(window.end - window.start) / 2
      let before = index > 0 ? centres[index] - centres[index - 1] : .infinity
      let after = index + 1 < windows.count ? centres[index + 1] - centres[index] : .infinity
      let step = min(before, after) / 2
      let isUsable =
        !window.probabilities.isEmpty && window.called != nil && window.probabilities.allSatisfy(\.isFinite)
      columns.append(
        Column(
          start: centres[index] - min(half, before.isFinite ? before / 2 : step),
          end: centres[index] + min(half, after.isFinite ? after / 2 : step),
          probabilities: isUsable ? window.probabilities : nil, called: window.called))
    }
    let most = max(fewestColumns, mostColumns * windows.count / max(1, total))
    return total <= mostColumns || columns.count <= most ? columns : merged(columns, most)
  }

  /// Means of runs of neighbouring columns; a run's call is its commonest.
  private static func merged(_ columns: [Column], _ most: Int) -> [Column] {
    let size = (columns.count + most - 1) / most
    var result: [Column] = []
    var index = 0
    while index < columns.count {
      let run = columns[index..<min(index + size, columns.count)]
      index += size
      guard var column = run.first else { break }
      column.end = run.last?.end ?? column.end
      let usable = run.compactMap(\.probabilities)
      if let first = usable.first {
        column.probabilities = first.indices.map { k in usable.reduce(0) { $0 + $1[k] } / Double(usable.count) }
        var votes: [Int: Int] = [:]
        for called in run.compactMap(\.called) { votes[called, default: 0] += 1 }
        column.called = votes.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
      } else {
        column.probabilities = nil
        column.called = nil
      }
      result.append(column)
    }
    return result
  }

  /// The band of class `index`: along the top edge, back along the bottom edge, one sub-path a run without gaps.
  private static func area(
    _ columns: [Column], _ index: Int, _ axis: Axis, name: String, colour: String
  ) -> HTML {
    var path = ""
    for run in runs(columns) {
      guard let first = run.first else { continue }
      var forward = "M\(NumberText.coordinate(axis.x(first.start)))"
      var isFirst = true
      var backward = ""
      for column in run {
        let edges = edges(column, index)
        forward += isFirst ? " \(edges.top)" : "V\(edges.top)"
        forward += "H\(NumberText.coordinate(axis.x(column.end)))"
        isFirst = false
      }
      for column in run.reversed() {
        backward += "V\(edges(column, index).bottom)H\(NumberText.coordinate(axis.x(column.start)))"
      }
      path += forward + backward + "Z"
    }
    return HTML.element("path", [Attribute("d", path), Attribute("fill", colour)]) {
      HTML.element("title") { "Probability of \(name)" }
    }
  }

  /// The heights between which class `index` lies, classes from below in order.
  private static func edges(_ column: Column, _ index: Int) -> (top: String, bottom: String) {
    let probabilities = column.probabilities ?? []
    let total = max(probabilities.reduce(0, +), .leastNormalMagnitude)
    let below = probabilities.prefix(index).reduce(0, +) / total
    let own = probabilities[index] / total
    func y(_ share: Double) -> String { NumberText.coordinate(top + (1 - min(max(share, 0), 1)) * plotHeight) }
    return (y(below + own), y(below))
  }

  /// Neighbouring columns with data and without a gap between them.
  private static func runs(_ columns: [Column]) -> [[Column]] {
    var result: [[Column]] = []
    var current: [Column] = []
    for column in columns {
      if let last = current.last, column.probabilities == nil || column.start > last.end + 0.5 {
        result.append(current)
        current = []
      }
      if column.probabilities != nil { current.append(column) }
    }
    if !current.isEmpty { result.append(current) }
    return result
  }

  private static func boxes(_ columns: [Column], _ axis: Axis, y: Double, height: Double) -> String {
    columns.map { column in
      let from = NumberText.coordinate(axis.x(column.start))
      let size = NumberText.coordinate(max(axis.x(column.end) - axis.x(column.start), 0.3))
      return "M\(from) \(NumberText.coordinate(y))h\(size)v\(NumberText.coordinate(height))h-\(size)z"
    }.joined()
  }

  private static func strip(
    _ columns: [Column], _ index: Int, _ axis: Axis, _ name: String, _ colour: String
  ) -> HTML {
    let path = boxes(
      columns.filter { $0.called == index }, axis, y: top + plotHeight + 5, height: stripHeight)
    if path.isEmpty { return .empty }
    return HTML.element("path", [Attribute("d", path), Attribute("fill", colour)]) {
      HTML.element("title") { "Called \(name)" }
    }
  }

  private static func insufficient(_ columns: [Column], _ axis: Axis, patternID: String) -> HTML {
    let path = boxes(
      columns.filter { $0.probabilities == nil }, axis, y: top, height: plotHeight + stripHeight + 5)
    if path.isEmpty { return .empty }
    return HTML.element("path", [Attribute("d", path), Attribute("fill", "url(#\(patternID))")]) {
      HTML.element("title") { "Insufficient data" }
    }
  }

  /// The id of a track's hatching; contigs are unique, but their names need not be valid ids.
  private static func patternID(_ track: ScanTrack) -> String {
    "hatch-" + track.contig.utf8.map { String($0, radix: 16) }.joined()
  }

  private static func hatch(_ track: ScanTrack) -> HTML {
    HTML.element("defs") {
      HTML.element(
        "pattern",
        [
          Attribute("id", patternID(track)), Attribute("width", "6"), Attribute("height", "6"),
          Attribute("patternUnits", "userSpaceOnUse"), Attribute("patternTransform", "rotate(45)"),
        ]
      ) {
        HTML.element("rect", [Attribute("width", "6"), Attribute("height", "6"), Attribute("fill", "#eef1f4")])
        HTML.element(
          "path", [Attribute("d", "M0 0v6"), Attribute("stroke", "#aab4bd"), Attribute("stroke-width", "2")])
      }
    }
  }

  private static func marks(_ marks: [ScanMark], _ axis: Axis) -> HTML {
    var lastEnd = [-Double.infinity, -Double.infinity]
    var pieces: [HTML] = []
    for mark in marks.sorted(by: { ($0.start, $0.end, $0.label) < ($1.start, $1.end, $1.label) }) {
      guard Double(mark.end) > axis.low, Double(mark.start) < axis.high else { continue }
      let from = axis.x(max(Double(mark.start), axis.low))
      let to = max(axis.x(min(Double(mark.end), axis.high)), from + 1.5)
      // A bracket, whose colour does not mix with those of the classes.
      let outline =
        "M\(NumberText.coordinate(from)) \(top + 10)V\(top - 2)H\(NumberText.coordinate(to))V\(top + 10)"
      pieces.append(
        HTML.element(
          "path",
          [
            Attribute("d", outline), Attribute("fill", "none"), Attribute("stroke", Palette.ink),
            Attribute("stroke-width", "2"),
          ]
        ) { HTML.element("title") { mark.label } })
      // Two rows of labels; one that would cover another is left to the tooltip.
      let half = Double(mark.label.count) * 3.4
      let middle = min(max((from + to) / 2, left + half), right - half)
      if let row = lastEnd.indices.first(where: { lastEnd[$0] < middle - half - 6 }) {
        lastEnd[row] = middle + half
        pieces.append(Drawing.text(mark.label, x: middle, y: top - 6 - Double(row) * 14, anchor: "middle"))
      }
    }
    return .joined(pieces)
  }

  private static func scale(_ axis: Axis) -> HTML {
    let base = top + plotHeight + stripHeight + 8
    let step = Ticks.step(from: axis.low, to: axis.high, count: 10)
    var pieces: [HTML] = []
    var ticks = ""
    for value in Ticks.values(from: axis.low, to: axis.high, step: step) {
      ticks += "M\(NumberText.coordinate(axis.x(value))) \(base)v5"
      pieces.append(
        Drawing.text(NumberText.megabases(value, step: step), x: axis.x(value), y: base + 19, anchor: "middle"))
    }
    ticks += "M\(left) \(base)H\(right)"
    for share in [0, 0.5, 1.0] {
      let y = top + (1 - share) * plotHeight
      ticks += "M\(left - 4) \(NumberText.coordinate(y))h4"
      pieces.append(Drawing.text(share.fixed(1), x: left - 8, y: y + 4, anchor: "end"))
    }
    pieces.append(HTML.element("path", [Attribute("d", ticks), Attribute("stroke", "#8995a0")]))
    pieces.append(Drawing.text("position (Mb)", x: (left + right) / 2, y: base + 38, anchor: "middle"))
    pieces.append(Drawing.text("call", x: left - 8, y: top + plotHeight + 17, anchor: "end"))
    return .joined(pieces)
  }
}
