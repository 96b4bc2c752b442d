import Groundwork

/// Why regions were called: features beside the simulations, and the haplotypes themselves.
enum ReasonsSection {
  private static let width = 300.0
  private static let rowHeight = 13.0
  /// Regions that are listed at once.
  private static let mostListed = 12

  static func html(_ contents: ReportContents) -> HTML {
    guard !contents.reasons.isEmpty else { return .empty }
    let known = Dictionary(contents.distributions.map { ($0.feature, $0) }) { first, _ in first }
    let scales = known.mapValues { Scale($0, contents.reasons) }
    let used = contents.distributions.filter { one in
      contents.reasons.contains { $0.evidence.contains { $0.feature == one.feature } }
    }
    let ids = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1.feature, "f\($0)") })
    let details = contents.reasons.enumerated().map { reason($1, known, scales, ids, isOpen: $0 == 0) }
    return .joined([
      Piece.heading("Why these calls?"),
      Piece.paragraph(
        "Features of the window about the peak, one at a time, beside the training simulations: boxes hold the middle half of a "
          + "class, lines 5 to 95 %; the black line is the data. The ratio says how many times as likely the value is under the "
          + "class called as in the background (windows of the classes that are not looked for), by this feature alone; the learner "
          + "weighs all features together.", "note"),
      drawings(used, scales, ids),
      .joined(Array(details.prefix(mostListed))),
      details.count <= mostListed
        ? .empty
        : HTML.element("details") {
          HTML.element("summary") { "\((details.count - mostListed).grouped) further regions" }
          Array(details.dropFirst(mostListed))
        },
    ])
  }

  /// Where values of a feature lie in its drawing.
  struct Scale {
    let low: Double
    let high: Double

    init(_ distribution: FeatureDistribution, _ reasons: [CallReason]) {
      let seen = reasons.flatMap(\.evidence).filter { $0.feature == distribution.feature }.map(\.observed)
      let all = (distribution.quantiles.flatMap { $0 } + seen).filter(\.isFinite)
      let least = all.min() ?? 0
      let most = all.max() ?? 1
      let pad = most > least ? 0.04 * (most - least) : max(most.magnitude, 1) * 0.04
      (low, high) = (least - pad, most + pad)
    }

    func x(_ value: Double) -> Double { min(max((value - low) / (high - low), 0), 1) * ReasonsSection.width }
  }

  /// The drawings of the classes, which regions share.
  private static func drawings(
    _ distributions: [FeatureDistribution], _ scales: [String: Scale], _ ids: [String: String]
  ) -> HTML {
    HTML.element(
      "svg",
      [Attribute("width", "0"), Attribute("height", "0"), Attribute("aria-hidden", "true"), Attribute("class", "defs")]
    ) {
      HTML.element("defs") {
        for one in distributions {
          if let scale = scales[one.feature] {
            HTML.element("g", [Attribute("id", ids[one.feature] ?? "")]) {
              boxes(one, scale)
              for (row, name) in one.classes.enumerated() {
                Drawing.text(name, x: width + 6, y: rowHeight * Double(row) + 10, anchor: "start")
              }
            }
          }
        }
      }
    }
  }

  private static func boxes(_ distribution: FeatureDistribution, _ scale: Scale) -> HTML {
    let colours = Palette.lineColours(distribution.classes, classes: distribution.classes)
    return .joined(
      distribution.quantiles.enumerated().map { row, quantiles in
        guard quantiles.allSatisfy(\.isFinite) else { return .empty }
        let y = rowHeight * Double(row) + rowHeight / 2
        let x = quantiles.map { NumberText.coordinate(scale.x($0)) }
        let width = NumberText.coordinate(max(1, scale.x(quantiles[3]) - scale.x(quantiles[1])))
        return .joined([
          HTML.element(
            "path",
            [
              Attribute("d", "M\(x[0]) \(y)H\(x[4])M\(x[2]) \(y - 5)v10"), Attribute("stroke", colours[row]),
              Attribute("stroke-width", "1.5"),
            ]),
          HTML.element(
            "path",
            [
              Attribute("d", "M\(x[1]) \(y - 4)h\(width)v8h-\(width)z"), Attribute("fill", colours[row]),
              Attribute("fill-opacity", "0.35"),
            ]),
        ])
      })
  }

  private static func reason(
    _ reason: CallReason, _ known: [String: FeatureDistribution], _ scales: [String: Scale], _ ids: [String: String],
    isOpen: Bool
  ) -> HTML {
    HTML.element(
      "details",
      [Attribute("class", "reason"), Attribute("data-region", reason.region)]
        + (isOpen ? [Attribute("open", "open")] : [])
    ) {
      HTML.element("summary") { "\(reason.region), \(reason.kind)" }
      Piece.paragraphs(reason.notes)
      if !reason.links.isEmpty {
        HTML.element("p") {
          "Look at it in: "
          for link in reason.links {
            Piece.link(link.name, link.address)
            " "
          }
        }
      }
      if !reason.evidence.isEmpty { table(reason, known, scales, ids) }
      if !reason.pictures.isEmpty {
        HTML.element("div", [Attribute("class", "haplotypes")]) { reason.pictures.map(HaplotypeFigure.html) }
      }
    }
  }

  private static func table(
    _ reason: CallReason, _ known: [String: FeatureDistribution], _ scales: [String: Scale], _ ids: [String: String]
  ) -> HTML {
    HTML.element("div", [Attribute("class", "scroll"), Attribute("tabindex", "0")]) {
      HTML.element("table") {
        HTML.element("caption") {
          "The features that speak most for the call of \(reason.region), then those against it"
        }
        HTML.element("thead") {
          HTML.element("tr") {
            for name in ["Feature", "Data", "\(reason.kind) : background", "Classes and data"] {
              HTML.element("th", [Attribute("scope", "col")]) { name }
            }
          }
        }
        HTML.element("tbody") {
          for one in reason.evidence {
            if let distribution = known[one.feature], let scale = scales[one.feature] {
              HTML.element("tr") {
                HTML.element("th", [Attribute("scope", "row")]) { one.feature }
                HTML.element("td", [Attribute("class", "number")]) { NumberText.significant(one.observed) }
                HTML.element("td", [Attribute("class", "number")]) { ratio(one.ratio) }
                HTML.element("td") { figure(one, distribution, scale, ids[one.feature] ?? "") }
              }
            }
          }
        }
      }
    }
  }

  /// "12", or "1 : 12" of what is less likely under the class called.
  private static func ratio(_ ratio: Double) -> String {
    ratio >= 1 ? "\(NumberText.significant(ratio)) : 1" : "1 : \(NumberText.significant(1 / ratio))"
  }

  private static func figure(
    _ one: CallReason.Evidence, _ distribution: FeatureDistribution, _ scale: Scale, _ id: String
  ) -> HTML {
    let height = rowHeight * Double(distribution.classes.count)
    return HTML.element(
      "svg",
      [
        Attribute("viewBox", "0 0 \(Int(width + 96)) \(Int(height))"), Attribute("width", width + 96),
        Attribute("role", "img"), Attribute("aria-label", "\(NumberText.significant(one.observed)) beside the classes"),
      ]
    ) {
      HTML.element("use", [Attribute("href", "#" + id)])
      HTML.element(
        "path",
        [
          Attribute("d", "M\(NumberText.coordinate(scale.x(one.observed))) 0v\(NumberText.coordinate(height))"),
          Attribute("class", "data"),
        ])
    }
  }
}
