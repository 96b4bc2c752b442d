/// The one offline HTML page: the answer first, then whether to believe it, then how it was made. No script, no loads, figures
/// as SVG.
public enum ReportPage {
  /// The page of `contents`. Parts that are empty say so in a sentence; the same contents give the same bytes.
  public static func html(_ contents: ReportContents) -> String {
    let sections = [
      SummarySection.section(contents), ScanSection.section(contents), CheckSection.section(contents),
      TrustSection.section(contents), ResemblanceSection.section(contents), AccuracySection.section(contents),
      ClosingSections.methods(contents), ClosingSections.ledger(contents), ClosingSections.provenance(contents),
    ]
    let page = HTML.element("html", [Attribute("lang", "en")]) {
      head(contents.title)
      HTML.element("body") {
        HTML.element("a", [Attribute("class", "skip"), Attribute("href", "#main")]) { "Skip to the report" }
        menu(sections)
        HTML.element("main", [Attribute("id", "main")]) {
          HTML.element("header") { HTML.element("h1") { contents.title } }
          sections.map(\.html)
        }
      }
    }
    return HTML.document(page)
  }

  private static func head(_ title: String) -> HTML {
    HTML.element("head") {
      HTML.element("meta", [Attribute("charset", "utf-8")])
      HTML.element(
        "meta",
        [
          Attribute("http-equiv", "Content-Security-Policy"),
          Attribute("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:"),
        ])
      HTML.element(
        "meta", [Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")])
      HTML.element("meta", [Attribute("name", "generator"), Attribute("content", "Apus")])
      HTML.element("title") { title }
      HTML.style(ReportStyle.css)
    }
  }

  private static func menu(_ sections: [Section]) -> HTML {
    HTML.element("nav", [Attribute("aria-label", "Sections")]) {
      HTML.element("p", [Attribute("class", "brand")]) { "Apus" }
      HTML.element("ol") {
        for section in sections {
          HTML.element("li") {
            HTML.element("a", [Attribute("href", "#" + section.id)]) { section.menuTitle }
            if section.alarms > 0 {
              HTML.element("span", [Attribute("class", "badge"), Attribute("title", "points to look at")]) {
                "\(section.alarms)"
              }
            }
          }
        }
      }
    }
  }
}

/// One section of the page.
struct Section {
  let id: String
  let menuTitle: String
  let html: HTML
  /// The number of things to look at, shown in the menu.
  var alarms = 0

  /// A section with a heading.
  init(id: String, title: String, menuTitle: String? = nil, alarms: Int = 0, @HTMLBuilder content: () -> HTML) {
    self.id = id
    self.menuTitle = menuTitle ?? title
    self.alarms = alarms
    let body = content()
    html = HTML.element("section", [Attribute("id", id), Attribute("aria-labelledby", id + "-title")]) {
      HTML.element("h2", [Attribute("id", id + "-title")]) { title }
      body
    }
  }
}

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
