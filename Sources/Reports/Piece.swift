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
  static func table(_ table: ReportTable, caption: String) -> HTML {
    HTML.element("div", [Attribute("class", "scroll"), Attribute("tabindex", "0")]) {
      HTML.element("table") {
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
