/// The one offline HTML page: the answer first, then whether to believe it, then how it was made. Nothing is loaded, figures are SVG;
/// the page's own script lets readers zoom, sort and save, and nothing is lost without it.
package enum ReportPage {
  /// The page of `contents`. Parts that are empty say so in a sentence; the same contents give the same bytes.
  package static func html(_ contents: ReportContents) -> String {
    let sections = [SummarySection.section(contents)] + findings(contents) + [ClosingSections.provenance(contents)]
    let page = HTML.element("html", [Attribute("lang", "en")]) {
      head(contents.title)
      HTML.element("body") {
        HTML.element("a", [Attribute("class", "skip"), Attribute("href", "#main")]) { "Skip to the report" }
        menu(sections)
        HTML.element("main", [Attribute("id", "main")]) {
          HTML.element("header") { HTML.element("h1") { contents.title } }
          sections.map(\.html)
        }
        HTML.script()
      }
    }
    return HTML.document(page)
  }

  /// All between the answer and where it came from. A comparison of populations leaves to the page of each what is said of one.
  private static func findings(_ contents: ReportContents) -> [Section] {
    if let populations = contents.populations {
      return [
        PopulationsSection.section(populations), ScanSection.section(contents), ClosingSections.methods(contents),
      ]
    }
    let found =
      contents.posterior == nil
      ? [
        ScanSection.section(contents), CheckSection.section(contents), TrustSection.section(contents),
        ResemblanceSection.section(contents),
      ] : PosteriorSection.sections(contents)
    return found + [
      AccuracySection.section(contents), ClosingSections.methods(contents), ClosingSections.ledger(contents),
    ]
  }

  private static func head(_ title: String) -> HTML {
    HTML.element("head") {
      HTML.element("meta", [Attribute("charset", "utf-8")])
      HTML.element(
        "meta",
        [
          Attribute("http-equiv", "Content-Security-Policy"),
          Attribute(
            "content",
            "default-src 'none'; script-src \(ReportScript.source); style-src 'unsafe-inline'; img-src data:; "
              + "base-uri 'none'; form-action 'none'"),
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
