import Groundwork

/// The populations of a comparison, one a row, with links to the pages of their own scans.
enum PopulationsSection {
  static func section(_ values: PopulationsValues) -> Section {
    Section(id: "populations", title: "The populations side by side", menuTitle: "Populations") {
      HTML.element("div", [Attribute("class", "scroll"), Attribute("tabindex", "0")]) {
        HTML.element("table") {
          HTML.element("caption") {
            "Each population was scanned by itself; its own page has the check, the trust and the reasons"
          }
          HTML.element("thead") {
            HTML.element("tr") {
              for name in [
                "Population", "Simulations and data", "Regions called", "In no other", "Stands out most", "Its page",
              ] { HTML.element("th", [Attribute("scope", "col")]) { name } }
            }
          }
          HTML.element("tbody") {
            for one in values.populations {
              HTML.element("tr") {
                HTML.element("th", [Attribute("scope", "row")]) { one.name }
                HTML.element("td") { one.check }
                HTML.element("td", [Attribute("class", "number")]) { one.called.grouped }
                HTML.element("td", [Attribute("class", "number")]) { one.alone.grouped }
                HTML.element("td") { one.furthest.isEmpty ? "nowhere" : one.furthest }
                HTML.element("td") { Piece.link("report of \(one.name)", one.page) }
              }
            }
          }
        }
      }
      Piece.paragraphs(values.notes)
    }
  }
}
