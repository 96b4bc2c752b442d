import Groundwork
import Learning

/// An evaluation as people read it and as programs do.
public enum EvaluationText {
  /// A TSV of measures: measure, class, value; then the confusion matrix, one cell a line.
  public static func table(_ evaluation: Evaluation) -> String {
    var lines = ["measure\tclass\tpredicted\tvalue"]
    lines.append("accuracy\tall\t\t\(evaluation.accuracy.value)")
    lines.append("accuracy_low\tall\t\t\(evaluation.accuracyInterval[0])")
    lines.append("accuracy_high\tall\t\t\(evaluation.accuracyInterval[1])")
    lines.append("log_loss\tall\t\t\(evaluation.logLoss)")
    lines.append("brier_score\tall\t\t\(evaluation.brier)")
    for one in evaluation.perClass + evaluation.groups {
      lines.append("auc\t\(one.name)\t\t\(one.curve.map { "\($0.area)" } ?? "NA")")
    }
    let confusion = evaluation.confusion
    for (row, counts) in confusion.counts.enumerated() {
      for (column, count) in counts.enumerated() {
        lines.append("count\t\(confusion.classes[row])\t\(confusion.classes[column])\t\(count)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Lines for a terminal: accuracy with its interval, areas under the curves, the confusion matrix in percent.
  public static func summary(_ evaluation: Evaluation) -> [String] {
    let percent = { (value: Double) in (100 * value).fixed(1) + " %" }
    let interval = evaluation.accuracyInterval
    var lines = [
      "accuracy on \(evaluation.confusion.total.grouped) held-out simulations: \(percent(evaluation.accuracy.value)) "
        + "(95 % interval \(percent(interval[0])) to \(percent(interval[1])))",
      "area under the ROC curve: "
        + (evaluation.groups + evaluation.perClass)
        .map { "\($0.name) \($0.curve?.area.fixed(3) ?? "NA")" }.joined(separator: ", "),
    ]
    let classes = evaluation.confusion.classes
    let width = max(12, (classes.map(\.count).max() ?? 0) + 1)
    func pad(_ text: String) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
    lines.append(pad("true \\ called") + classes.map(pad).joined())
    for (row, counts) in evaluation.confusion.counts.enumerated() {
      let total = max(1, counts.reduce(0, +))
      lines.append(pad(classes[row]) + counts.map { pad(percent(Double($0) / Double(total))) }.joined())
    }
    return lines
  }
}
