/// What the calls of a scan are worth.
enum TrustSection {
  private static let width = 220.0
  private static let height = 18.0

  static func section(_ contents: ReportContents) -> Section {
    Section(id: "trust", title: "What is a call worth?", menuTitle: "Trust") {
      if let robustness = contents.robustness {
        Piece.table(robustness, caption: "The model on fresh simulations, as it was trained and under altered ones")
      }
      if let trust = contents.trust {
        Piece.paragraphs(trust.notes)
        if let scores = trust.scores {
          Piece.table(scores, caption: "Probabilities at the shares expected of the genome")
        }
        if !trust.power.isEmpty {
          Piece.heading("Power")
          power(trust.power)
        }
      } else {
        Piece.nothing("No classes were called, or no simulations were held out to say what calls are worth.")
      }
    }
  }

  private static func power(_ rows: [TrustValues.Power]) -> HTML {
    HTML.element("div", [Attribute("class", "scroll"), Attribute("tabindex", "0")]) {
      HTML.element("table") {
        HTML.element("caption") {
          "The share of held-out simulations that is called, in thirds of each parameter; bars are 95 % intervals"
        }
        HTML.element("thead") {
          HTML.element("tr") {
            for name in ["Class", "Parameter", "Range", "Found", ""] {
              HTML.element("th", [Attribute("scope", "col")]) { name }
            }
          }
        }
        HTML.element("tbody") {
          for row in rows {
            HTML.element("tr") {
              HTML.element("th", [Attribute("scope", "row")]) { row.kind }
              HTML.element("td") { row.parameter }
              HTML.element("td") { row.range }
              HTML.element("td", [Attribute("class", "number")]) { NumberText.percent(row.share) }
              HTML.element("td") { bar(row) }
            }
          }
        }
      }
    }
  }

  private static func bar(_ row: TrustValues.Power) -> HTML {
    let label = "\(NumberText.percent(row.low)) to \(NumberText.percent(row.high))"
    func x(_ share: Double) -> Double { 4 + min(max(share, 0), 1) * (width - 8) }
    let line = "M\(NumberText.coordinate(x(row.low))) 9H\(NumberText.coordinate(x(row.high)))"
    return HTML.element(
      "svg",
      [
        Attribute("viewBox", "0 0 \(Int(width)) \(Int(height))"), Attribute("width", width),
        Attribute("height", height), Attribute("role", "img"), Attribute("aria-label", label),
      ]
    ) {
      HTML.element("title") { label }
      HTML.element("path", [Attribute("d", "M4 9H\(Int(width - 4))"), Attribute("stroke", "#e3e8ec")])
      HTML.element(
        "path", [Attribute("d", line), Attribute("stroke", Palette.simulated), Attribute("stroke-width", "2")])
      HTML.element(
        "rect",
        [
          Attribute("x", x(row.share) - 3), Attribute("y", "5"), Attribute("width", "6"), Attribute("height", "8"),
          Attribute("fill", Palette.simulated),
        ])
    }
  }
}
