import Groundwork

/// Whether the simulations as a whole resemble the data.
public struct CheckValues: Sendable {
  /// A readable number of windows, simulated against observed.
  public struct Summary: Sendable {
    /// What it is.
    public let name: String
    /// The 5 %, 50 % and 95 % quantiles.
    public let simulated, observed: [Double]
    /// Observed less simulated median, in spreads of simulated windows.
    public let distance: Double
    /// The same in standard errors.
    public let standardErrors: Double
    /// True if that is worth a word.
    public let isOff: Bool

    /// A number; each list has three quantiles.
    public init(
      name: String, simulated: [Double], observed: [Double], distance: Double, standardErrors: Double, isOff: Bool
    ) {
      precondition(simulated.count == 3 && observed.count == 3, "\(name) needs three quantiles of each kind")
      self.name = name
      self.simulated = simulated
      self.observed = observed
      self.distance = distance
      self.standardErrors = standardErrors
      self.isOff = isOff
    }
  }

  /// A window on two axes.
  public struct Point: Sendable, Equatable {
    /// Its place.
    public let x, y: Double

    /// A window at a place.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// The verdict in a few words.
  public var verdict: String
  /// True if it is worth a look.
  public var isAlarming: Bool
  /// Why.
  public var reasons: [String] = []
  /// What was compared, and how.
  public var notes: [String] = []
  /// The readable numbers.
  public var summaries: [Summary] = []
  /// Statistics by how much they give the data away.
  public var telltales: [LabelledValue] = []
  /// The share of the variance that each of the two axes holds; empty if there are none.
  public var axisShares: [Double] = []
  /// Simulated windows on the axes.
  public var simulated: [Point] = []
  /// Observed ones.
  public var observed: [Point] = []

  /// A check with nothing but its verdict.
  public init(verdict: String, isAlarming: Bool) {
    self.verdict = verdict
    self.isAlarming = isAlarming
  }
}

/// The check of the simulations against the data.
enum CheckSection {
  static func section(_ contents: ReportContents) -> Section {
    let alarms = contents.check.map { $0.isAlarming ? max(1, $0.reasons.count) : 0 } ?? 0
    return Section(id: "check", title: "Can the scan be believed?", menuTitle: "Check", alarms: alarms) {
      if let check = contents.check {
        Piece.paragraph("Simulations and data: \(check.verdict).")
        Piece.paragraphs(check.reasons)
        Piece.paragraphs(check.notes)
        if !check.summaries.isEmpty {
          Piece.heading("Readable numbers of a window")
          Piece.table(
            summaries(check.summaries),
            caption:
              "Medians with 5 and 95 % quantiles; the last columns say how far the observed median lies from the simulated"
          )
        }
        if check.axisShares.count == 2 && !check.simulated.isEmpty {
          Piece.heading("Simulated and observed windows on two axes")
          CheckFigure.html(check)
        }
        if !check.telltales.isEmpty {
          Piece.heading("What gives the data away")
          Piece.table(
            telltales(check.telltales),
            caption: "The fall of the area under the ROC curve when a statistic is exchanged between windows")
        }
      } else {
        Piece.nothing("There are no observed data that the simulations could be compared with.")
      }
    }
  }

  private static func summaries(_ summaries: [CheckValues.Summary]) -> ReportTable {
    func words(_ values: [Double]) -> String {
      let text = values.map(NumberText.significant)
      return "\(text[1]) (\(text[0]) to \(text[2]))"
    }
    return ReportTable(
      header: ["Number", "Simulated", "Observed", "Observed / simulated", "Spreads", "Standard errors", ""],
      rows: summaries.map { one in
        let ratio = one.observed[1] / one.simulated[1]
        return [
          one.name, words(one.simulated), words(one.observed),
          one.simulated[1] > 0 && one.observed[1] >= 0 ? NumberText.significant(ratio) : "–", one.distance.fixed(2),
          one.standardErrors.fixed(1), one.isOff ? "off" : "",
        ]
      })
  }

  private static func telltales(_ telltales: [LabelledValue]) -> ReportTable {
    ReportTable(
      header: ["Statistic", "Fall of the area"], rows: telltales.map { [$0.label, $0.value] })
  }
}

/// Simulated and observed windows on two axes.
enum CheckFigure {
  private static let side = 400.0
  private static let left = 56.0
  private static let top = 12.0

  static func html(_ check: CheckValues) -> HTML {
    let all = check.simulated + check.observed
    let reach = max(1, all.flatMap { [abs($0.x), abs($0.y)] }.filter(\.isFinite).max() ?? 1) * 1.05
    let scale = { (value: Double) in (value + reach) / (2 * reach) * side }
    let shares = check.axisShares.map { NumberText.percent($0) }
    let label =
      "\(check.simulated.count.grouped) simulated and \(check.observed.count.grouped) observed windows on the first two principal "
      + "axes, which hold \(shares.joined(separator: " and ")) of the variance"
    func path(_ points: [CheckValues.Point]) -> String {
      points.map { point in
        "M\(NumberText.coordinate(left + scale(point.x))) \(NumberText.coordinate(top + side - scale(point.y)))h0"
      }.joined()
    }
    return HTML.joined([
      Piece.legend([("simulated", Palette.simulated), ("observed", Palette.observed)]),
      HTML.element("figure") {
        HTML.element(
          "svg",
          [
            Attribute("viewBox", "0 0 480 460"), Attribute("width", "480"), Attribute("height", "460"),
            Attribute("role", "img"), Attribute("aria-label", label),
          ]
        ) {
          HTML.element("title") { label }
          axes(reach, scale)
          dots(path(check.simulated), Palette.simulated, opacity: "0.35")
          dots(path(check.observed), Palette.observed, opacity: "0.7")
        }
        HTML.element("figcaption") { label + "; in spreads of the simulated ones." }
      },
    ])
  }

  private static func dots(_ path: String, _ colour: String, opacity: String) -> HTML {
    HTML.element(
      "path",
      [
        Attribute("d", path), Attribute("stroke", colour), Attribute("stroke-width", "5"),
        Attribute("stroke-linecap", "round"), Attribute("stroke-opacity", opacity),
      ])
  }

  private static func axes(_ reach: Double, _ scale: (Double) -> Double) -> HTML {
    var pieces: [HTML] = []
    for value in Ticks.values(from: -reach, to: reach, step: Ticks.step(from: -reach, to: reach, count: 6)) {
      let (x, y) = (left + scale(value), top + side - scale(value))
      let grid = "M\(NumberText.coordinate(x)) \(top)v\(side)M\(left) \(NumberText.coordinate(y))h\(side)"
      pieces.append(HTML.element("path", [Attribute("d", grid), Attribute("stroke", "#e3e8ec")]))
      pieces.append(Drawing.text(NumberText.significant(value), x: x, y: top + side + 18, anchor: "middle"))
      pieces.append(Drawing.text(NumberText.significant(value), x: left - 8, y: y + 4, anchor: "end"))
    }
    pieces.append(Drawing.text("first axis", x: left + side / 2, y: top + side + 38, anchor: "middle"))
    return .joined(pieces)
  }
}
