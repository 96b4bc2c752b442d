import Groundwork
import Learning

/// An evaluation as people read it and as programs do.
package enum EvaluationText {
  /// A TSV of measures, and what there is to count.
  package static func table(_ evaluation: ModelEvaluation) -> String {
    switch evaluation {
    case .classes(let evaluation): return table(evaluation)
    case .numbers(let evaluations): return table(evaluations)
    }
  }

  /// Lines for a terminal; `rows` is what it was measured on.
  package static func summary(_ evaluation: ModelEvaluation, rows: String = "held-out simulations") -> [String] {
    switch evaluation {
    case .classes(let evaluation): return summary(evaluation, rows)
    case .numbers(let evaluations): return evaluations.flatMap(summary)
    }
  }

  /// A line for a terminal: the hyper-parameters that a search chose.
  package static func summary(_ choice: ModelChoice) -> String {
    let settings = choice.best.settings.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
    return "chosen of \(choice.cells.count.of("combination")) on \(choice.search.folds) folds: \(settings) "
      + "(score \(choice.best.scores.mean.fixed(4)) there, which is too good, being the best of many)"
  }

  /// A line for a terminal: the error on training rows, each called by the trees that did not see it.
  package static func summary(_ outOfBag: OutOfBag, _ task: PredictionTask) -> String {
    let error =
      task.isClassification
      ? (100 * outOfBag.error).fixed(1) + " %" : "\(number(outOfBag.error)) of the targets' variance"
    return "out-of-bag error: \(error) (\(outOfBag.coveredRows.grouped) training rows)"
  }

  /// Lines for a terminal: rows learned from, the mean score and its standard deviation.
  package static func summary(_ curve: LearningCurve) -> [String] {
    let name = curve.score.rawValue.replacing("_", with: " ")
    return ["rows\tmean \(name)\tstandard deviation"]
      + zip(curve.rows, curve.scores).map { rows, scores in
        "\(Int(rows.rounded()))\t\(scores.mean.fixed(4))\t\(scores.spread.fixed(4))"
      }
  }

  /// Lines for a terminal about measurements of one kind on several parts, called `parts`: the mean, its spread, each one.
  package static func summary(of made: RepeatedMeasurement, parts: String) -> [String] {
    summary(of: made.evaluations, parts: parts) + summary(of: made.choices, parts: parts)
  }

  /// What a search chose for the parts, the most frequent choice first.
  private static func summary(of choices: [ModelChoice], parts: String) -> [String] {
    var counts: [(settings: String, count: Int)] = []
    for choice in choices {
      let settings = choice.best.settings.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
      if let index = counts.firstIndex(where: { $0.settings == settings }) {
        counts[index].count += 1
      } else {
        counts.append((settings, 1))
      }
    }
    return counts.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map {
      "chosen in \($0.element.count) of \(choices.count) \(parts): \($0.element.settings)"
    }
  }

  private static func summary(of evaluations: [ModelEvaluation], parts: String) -> [String] {
    var measures: [(name: String, values: [Double])] = []
    func add(_ name: String, _ value: Double?) {
      guard let value else { return }
      if let index = measures.firstIndex(where: { $0.name == name }) {
        measures[index].values.append(value)
      } else {
        measures.append((name, [value]))
      }
    }
    for evaluation in evaluations {
      switch evaluation {
      case .classes(let one):
        add("accuracy", one.accuracy.value)
        add("balanced accuracy", one.balancedAccuracy)
        add("log loss", one.logLoss)
        for curve in one.groups + one.perClass { add("AUC, \(curve.name)", curve.curve?.area) }
        for curve in reported(one) {
          for power in curve.powers ?? [] {
            add(
              "\(curve.name) found at \((100 * power.falsePositiveRate).fixed(0)) % false calls", power.truePositiveRate
            )
          }
        }
      case .numbers(let all):
        for one in all {
          add("R2, \(one.target)", one.r2)
          add("root mean squared error, \(one.target)", one.rootMeanSquaredError)
          for interval in one.coverages {
            let name = "coverage of \((100 * interval.nominal).fixed(0)) % intervals, \(one.target)"
            add(name, interval.observed.value)
          }
        }
      }
    }
    return measures.map { name, values in
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0
      return "\(name): mean \(number(mean)), standard deviation \(number(deviation)) over \(values.count) \(parts) ("
        + values.map(number).joined(separator: ", ") + ")"
    }
  }

  /// Measure, target, value.
  private static func table(_ evaluations: [RegressionEvaluation]) -> String {
    var lines = ["measure\ttarget\tvalue"]
    for one in evaluations {
      lines.append("r2\t\(one.target)\t\(one.r2)")
      lines.append("root_mean_squared_error\t\(one.target)\t\(one.rootMeanSquaredError)")
      lines.append("mean_absolute_error\t\(one.target)\t\(one.meanAbsoluteError)")
      lines.append("crps\t\(one.target)\t\(one.crps)")
      for interval in one.coverages {
        lines.append("coverage_\((100 * interval.nominal).fixed(0))\t\(one.target)\t\(interval.observed.value)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One line for each target.
  private static func summary(_ one: RegressionEvaluation) -> [String] {
    let coverage = one.coverages.map { interval in
      "\((100 * interval.nominal).fixed(0)) % intervals cover \((100 * interval.observed.value).fixed(1)) %"
    }
    let rows = one.coverages.first?.observed.total ?? 0
    return [
      "\(one.target) on \(rows.grouped) held-out simulations: R2 \(one.r2.fixed(4)), root mean squared error "
        + "\(number(one.rootMeanSquaredError)), mean absolute error \(number(one.meanAbsoluteError)), CRPS \(number(one.crps))",
      "  " + coverage.joined(separator: ", "),
    ]
  }

  /// Four digits that matter.
  private static func number(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    let power = Int((PortableMath.log(abs(value)) / PortableMath.log(10)).rounded(.down))
    if (-4...9).contains(power) { return value.fixed(max(0, 3 - power)) }
    let scale = PortableMath.exp(Double(power) * PortableMath.log(10))
    return "\((value / scale).fixed(3))e\(power)"
  }

  /// Measure, class, value; then the confusion matrix, one cell a line.
  private static func table(_ evaluation: Evaluation) -> String {
    var lines = ["measure\tclass\tpredicted\tvalue"]
    lines.append("accuracy\tall\t\t\(evaluation.accuracy.value)")
    lines.append("accuracy_low\tall\t\t\(evaluation.accuracyInterval[0])")
    lines.append("accuracy_high\tall\t\t\(evaluation.accuracyInterval[1])")
    lines.append("balanced_accuracy\tall\t\t\(evaluation.balancedAccuracy.map { "\($0)" } ?? "NA")")
    lines.append("log_loss\tall\t\t\(evaluation.logLoss)")
    lines.append("brier_score\tall\t\t\(evaluation.brier)")
    for one in evaluation.perClass + evaluation.groups {
      lines.append("auc\t\(one.name)\t\t\(one.curve.map { "\($0.area)" } ?? "NA")")
      for (name, bound) in zip(["auc_low", "auc_high"], one.areaInterval ?? []) {
        lines.append("\(name)\t\(one.name)\t\t\(bound)")
      }
      for power in one.powers ?? [] {
        lines.append("power_at_fpr_\(power.falsePositiveRate.fixed(2))\t\(one.name)\t\t\(power.truePositiveRate)")
      }
      lines.append("average_precision\t\(one.name)\t\t\(one.averagePrecision.map { "\($0)" } ?? "NA")")
    }
    let confusion = evaluation.confusion
    for (row, counts) in confusion.counts.enumerated() {
      for (column, count) in counts.enumerated() {
        lines.append("count\t\(confusion.classes[row])\t\(confusion.classes[column])\t\(count)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The curves whose power is told: those of groups, or, of two classes, that of the second.
  private static func reported(_ evaluation: Evaluation) -> [Evaluation.OneVersusRest] {
    evaluation.groups.isEmpty && evaluation.perClass.count == 2
      ? Array(evaluation.perClass.suffix(1)) : evaluation.groups
  }

  /// Accuracy with its interval, areas under the curves, the confusion matrix in percent.
  private static func summary(_ evaluation: Evaluation, _ rows: String) -> [String] {
    let percent = { (value: Double) in (100 * value).fixed(1) + " %" }
    let interval = evaluation.accuracyInterval
    var lines = [
      "accuracy on \(evaluation.confusion.total.grouped) \(rows): \(percent(evaluation.accuracy.value)) "
        + "(95 % interval \(percent(interval[0])) to \(percent(interval[1])))",
      "area under the ROC curve: "
        + (evaluation.groups + evaluation.perClass)
        .map { "\($0.name) \($0.curve?.area.fixed(3) ?? "NA")" }.joined(separator: ", "),
    ]
    for one in reported(evaluation) {
      guard let powers = one.powers else { continue }
      let values = powers.map {
        "\(percent($0.truePositiveRate)) at \((100 * $0.falsePositiveRate).fixed(0)) % false calls"
      }
      lines.append("\(one.name) found: " + values.joined(separator: ", "))
    }
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
