import Groundwork

/// What the learner achieved on simulations that it had not seen.
enum AccuracySection {
  static func section(_ contents: ReportContents) -> Section {
    Section(id: "accuracy", title: "Accuracy on held-out simulations", menuTitle: "Accuracy") {
      Piece.paragraphs(contents.accuracy)
      if let confusion = contents.confusion {
        Piece.heading("Confusion matrix")
        confusionTable(confusion)
      }
      if !contents.rocCurves.isEmpty {
        Piece.heading("Receiver operating characteristic, one class against the others")
        ROCFigure.html(contents.rocCurves, classes: contents.confusion?.classes ?? contents.rocCurves.map(\.className))
      }
      let precise = contents.rocCurves.filter { !$0.precision.isEmpty }
      if !precise.isEmpty {
        Piece.heading("Precision and recall, one class against the others")
        ROCFigure.html(precise, classes: contents.confusion?.classes ?? precise.map(\.className), .precision)
        Piece.paragraph(
          "Precision is that among the held-out simulations, of which each class has its share; in a genome what is looked for is far rarer, and "
            + "precision is lower: see what a call is worth.", "note")
      }
      if let scores = contents.classScores { Piece.table(scores, caption: "Each class against all others") }
      if let reliability = contents.reliability, !reliability.bins.isEmpty {
        Piece.heading("Do probabilities mean what they say?")
        ReliabilityFigure.html(reliability)
      }
      if !contents.numberAccuracies.isEmpty {
        Piece.heading("Predicted and true numbers")
        for accuracy in contents.numberAccuracies { NumberAccuracyFigure.html(accuracy) }
      }
      if let scores = contents.numberScores {
        Piece.table(
          scores,
          caption: "Each number on held-out simulations; intervals should hold the share of truths that they name")
      }
      if contents.growth.contains(where: { $0.points.count > 1 }) {
        Piece.heading("Would more simulations help?")
        HTML.element("div", [Attribute("class", "figures-row")]) { contents.growth.map { GrowthFigure.html($0) } }
      }
      if !contents.importances.isEmpty {
        Piece.heading("Features that matter most")
        importanceTable(contents.importances)
      }
      if contents.accuracy.isEmpty && contents.confusion == nil && contents.rocCurves.isEmpty {
        Piece.nothing("No simulations were held out: the accuracy is not known.")
      }
    }
  }

  private static func confusionTable(_ confusion: ConfusionTable) -> HTML {
    HTML.element("div", [Attribute("class", "scroll"), Attribute("tabindex", "0")]) {
      HTML.element("table", [Attribute("class", "matrix")]) {
        HTML.element("caption") {
          "Rows: the class that was simulated. Columns: the class that was called. Share of the row, with counts."
        }
        HTML.element("thead") {
          HTML.element("tr") {
            HTML.element("th", [Attribute("scope", "col")]) { "simulated \\ called" }
            for name in confusion.classes { HTML.element("th", [Attribute("scope", "col")]) { name } }
          }
        }
        HTML.element("tbody") {
          for (index, row) in confusion.counts.enumerated() {
            HTML.element("tr") {
              HTML.element("th", [Attribute("scope", "row")]) { confusion.classes[index] }
              for count in row { cell(count, total: row.reduce(0, +)) }
            }
          }
        }
      }
    }
  }

  private static func cell(_ count: Int, total: Int) -> HTML {
    let share = total == 0 ? Double.nan : Double(count) / Double(total)
    let style = "background:\(Palette.share(share));color:\(Palette.textColour(share))"
    return HTML.element("td", [Attribute("style", style)]) {
      NumberText.percent(share)
      HTML.element("small") { count.grouped }
    }
  }

  private static func importanceTable(_ importances: [FeatureImportance]) -> HTML {
    let sorted = importances.sorted {
      $0.importance == $1.importance ? $0.feature < $1.feature : $0.importance > $1.importance
    }
    let greatest = sorted.first.map { max($0.importance, 0) } ?? 0
    return HTML.element("table") {
      HTML.element("caption") {
        "Loss: by how much the accuracy (of numbers R2) falls when the feature's values are exchanged between held-out "
          + "simulations, with the standard deviation between exchanges; features that say the same stand in for each other. "
          + "Share: the feature's part in what the model learned, a second opinion, by which the \(sorted.count) features shown "
          + "were chosen."
      }
      HTML.element("thead") {
        HTML.element("tr") {
          HTML.element("th", [Attribute("scope", "col")]) { "Feature" }
          HTML.element("th", [Attribute("scope", "col"), Attribute("style", "min-width:22rem")]) { "Loss" }
          HTML.element("th", [Attribute("scope", "col")]) { "Share" }
        }
      }
      HTML.element("tbody") {
        for entry in sorted {
          HTML.element("tr") {
            HTML.element("th", [Attribute("scope", "row")]) { entry.feature }
            HTML.element("td") {
              HTML.element(
                "span",
                [
                  Attribute("class", "bar"),
                  Attribute("style", "width:\(barWidth(entry.importance, greatest))rem;margin-right:.5rem"),
                ]
              ) { "" }
              "\(entry.importance.fixed(4)) ± \(entry.spread.fixed(4))"
            }
            HTML.element("td") { NumberText.percent(entry.share) }
          }
        }
      }
    }
  }

  private static func barWidth(_ importance: Double, _ greatest: Double) -> String {
    guard greatest > 0, importance > 0 else { return "0" }
    return NumberText.coordinate(16 * importance / greatest)
  }
}
