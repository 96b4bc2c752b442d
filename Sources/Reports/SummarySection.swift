/// The study in words: warnings first, then the key figures.
enum SummarySection {
  static func section(_ contents: ReportContents) -> Section {
    Section(id: "summary", title: "Summary", alarms: contents.warnings.count) {
      for warning in contents.warnings {
        HTML.element("div", [Attribute("class", "warning"), Attribute("role", "note")]) {
          HTML.element("strong") { "Warning. " }
          warning
        }
      }
      if !contents.keyFigures.isEmpty {
        HTML.element("dl", [Attribute("class", "figures")]) {
          for figure in contents.keyFigures {
            HTML.element("div") {
              HTML.element("dt") { figure.label }
              HTML.element("dd") { figure.value }
            }
          }
        }
      }
      Piece.paragraphs(contents.studySummary)
      if contents.studySummary.isEmpty && contents.keyFigures.isEmpty {
        Piece.nothing("No summary was given.")
      }
    }
  }
}
