/// Where everything went, and where everything came from.
enum ClosingSections {
  static func methods(_ contents: ReportContents) -> Section {
    Section(id: "methods", title: "How it was done", menuTitle: "Methods") {
      Piece.paragraphs(contents.studySummary)
      if !contents.methodsParagraph.isEmpty {
        Piece.heading("A paragraph for a paper")
        HTML.element("blockquote", [Attribute("data-copy", "the methods paragraph")]) { contents.methodsParagraph }
      }
      if contents.studySummary.isEmpty { Piece.nothing("No description was given.") }
    }
  }

  static func ledger(_ contents: ReportContents) -> Section {
    Section(id: "ledger", title: "Data ledger") {
      if let ledger = contents.ledger, !ledger.rows.isEmpty {
        Piece.table(ledger, caption: "Every record that was read, used or skipped, by reason")
      } else {
        Piece.nothing("No observed data were read.")
      }
    }
  }

  static func provenance(_ contents: ReportContents) -> Section {
    Section(id: "provenance", title: "Provenance and citations", menuTitle: "Provenance") {
      if !contents.provenance.isEmpty {
        HTML.element("div", [Attribute("class", "scroll"), Attribute("tabindex", "0")]) {
          HTML.element("table", [Attribute("class", "facts")]) {
            HTML.element("caption") { "How this report was made; every key of the study as it was run" }
            HTML.element("tbody") {
              for fact in contents.provenance {
                HTML.element("tr") {
                  HTML.element("th", [Attribute("scope", "row")]) { fact.label }
                  HTML.element("td") { fact.value }
                }
              }
            }
          }
        }
      }
      if !contents.citations.isEmpty {
        Piece.heading("If you publish these results, please cite")
        HTML.element("ol", [Attribute("class", "citations")]) {
          for citation in contents.citations { HTML.element("li") { Piece.citation(citation) } }
        }
        if !contents.bibtex.isEmpty {
          HTML.element("details") {
            HTML.element("summary") { "The same as BibTeX" }
            HTML.element("pre", [Attribute("data-copy", "BibTeX"), Attribute("tabindex", "0")]) { contents.bibtex }
          }
        }
      }
      if contents.provenance.isEmpty && contents.citations.isEmpty {
        Piece.nothing("No provenance was recorded.")
      }
    }
  }
}
