import Groundwork

/// The check of the simulations against the data.
enum CheckSection {
  static func section(_ contents: ReportContents) -> Section {
    let alarms = contents.check.map { $0.isAlarming ? max(1, $0.reasons.count) : 0 } ?? 0
    return Section(id: "check", title: "Can the scan be believed?", menuTitle: "Check", alarms: alarms) {
      if let check = contents.check {
        Piece.paragraph("Simulations and data: \(check.verdict).")
        Piece.paragraphs(check.reasons)
        Piece.paragraphs(check.notes)
        if !check.summaries.isEmpty {
          Piece.heading("Readable numbers of a window")
          Piece.table(
            summaries(check.summaries),
            caption:
              "Medians with 5 and 95 % quantiles; the last columns say how far the observed median lies from the simulated"
          )
        }
        if check.axisShares.count == 2 && !check.simulated.isEmpty {
          Piece.heading("Simulated and observed windows on two axes")
          CheckFigure.html(check)
        }
        if !check.telltales.isEmpty {
          Piece.heading("What gives the data away")
          Piece.table(
            telltales(check.telltales),
            caption: "The fall of the area under the ROC curve when a statistic is exchanged between windows")
        }
      } else {
        Piece.nothing("There are no observed data that the simulations could be compared with.")
      }
    }
  }

  private static func summaries(_ summaries: [CheckValues.Summary]) -> ReportTable {
    func words(_ values: [Double]) -> String {
      let text = values.map(NumberText.significant)
      return "\(text[1]) (\(text[0]) to \(text[2]))"
    }
    return ReportTable(
      header: ["Number", "Simulated", "Observed", "Observed / simulated", "Spreads", "Standard errors", ""],
      rows: summaries.map { one in
        let ratio = one.observed[1] / one.simulated[1]
        return [
          one.name, words(one.simulated), words(one.observed),
          one.simulated[1] > 0 && one.observed[1] >= 0 ? NumberText.significant(ratio) : "–", one.distance.fixed(2),
          one.standardErrors.fixed(1), one.isOff ? "off" : "",
        ]
      })
  }

  private static func telltales(_ telltales: [LabelledValue]) -> ReportTable {
    ReportTable(
      header: ["Statistic", "Fall of the area"], rows: telltales.map { [$0.label, $0.value] })
  }
}
