/// The answer in sentences, what stands against it, and the key figures.
enum SummarySection {
  static func section(_ contents: ReportContents) -> Section {
    Section(id: "summary", title: "Answer", alarms: contents.warnings.count) {
      for sentence in contents.answer { Piece.paragraph(sentence, "answer") }
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
      if contents.answer.isEmpty && contents.keyFigures.isEmpty {
        Piece.nothing("No answer was given.")
      }
    }
  }
}
