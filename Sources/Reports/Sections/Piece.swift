/// Small pieces that several sections use.
enum Piece {
  static func paragraph(_ text: String, _ name: String = "") -> HTML {
    HTML.element("p", name.isEmpty ? [] : [Attribute("class", name)]) { text }
  }

  static func paragraphs(_ texts: [String]) -> HTML { .joined(texts.map { paragraph($0) }) }

  static func heading(_ text: String) -> HTML { HTML.element("h3") { text } }

  /// Said instead of a figure that has nothing to show.
  static func nothing(_ text: String) -> HTML { paragraph(text, "nothing") }

  /// A table with a header row; cells that look like numbers are set right.
  static func table(_ table: ReportTable, caption: String, name: String = "") -> HTML {
    HTML.element("div", [Attribute("class", "scroll"), Attribute("tabindex", "0")]) {
      HTML.element("table", name.isEmpty ? [] : [Attribute("class", name)]) {
        HTML.element("caption") { caption }
        HTML.element("thead") {
          HTML.element("tr") {
            for name in table.header { HTML.element("th", [Attribute("scope", "col")]) { name } }
          }
        }
        HTML.element("tbody") {
          for row in table.rows {
            HTML.element("tr") {
              for cell in row { HTML.element("td", isNumber(cell) ? [Attribute("class", "number")] : []) { cell } }
            }
          }
        }
      }
    }
  }

  static func isNumber(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first, "0"..."9" ~= first || "-.+".unicodeScalars.contains(first) else {
      return false
    }
    return cell.unicodeScalars.allSatisfy { "0"..."9" ~= $0 || " ,.%-+eE".unicodeScalars.contains($0) }
  }

  /// A link to another place on the web; nothing is loaded from there before the reader asks.
  static func link(_ text: String, _ address: String) -> HTML {
    HTML.element("a", [Attribute("href", address), Attribute("rel", "noreferrer")]) { text }
  }

  /// A citation whose DOI or arXiv number is a link.
  static func citation(_ text: String) -> HTML {
    for (mark, site) in [("doi:", "https://doi.org/"), ("arXiv:", "https://arxiv.org/abs/")] {
      guard let place = text.firstRange(of: mark) else { continue }
      let rest = text[place.upperBound...]
      let number = rest.prefix { !$0.isWhitespace && !";,".contains($0) }
      let end = number.hasSuffix(".") ? number.dropLast() : number
      return .joined([
        .text(String(text[..<place.lowerBound])), link(mark + end, site + end),
        citation(String(text[end.endIndex...])),
      ])
    }
    return .text(text)
  }

  /// The values that a figure shows, for whoever wants them as a table; `columns` are as long as each other.
  static func data(_ columns: [(name: String, values: JSONValue)]) -> HTML {
    HTML.data(
      Attribute("class", "data"),
      .pairs([("header", .texts(columns.map(\.name))), ("columns", .list(columns.map(\.values)))]))
  }

  /// A list of the classes with their colours.
  static func legend(_ entries: [(name: String, colour: String)]) -> HTML {
    HTML.element("ul", [Attribute("class", "legend")]) {
      for entry in entries {
        HTML.element("li") {
          HTML.element("span", [Attribute("class", "swatch"), Attribute("style", "background:" + entry.colour)]) { "" }
          entry.name
        }
      }
    }
  }
}
