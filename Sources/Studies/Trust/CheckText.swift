import Groundwork

/// A check as lines for people and as a table for programs.
package enum CheckText {
  /// The verdict and its reasons.
  package static func summary(_ check: StudyCheck) -> [String] {
    let words: String
    switch check.verdict {
    case .fits where check.learnedFromData: words = "learned from windows of the data themselves; nothing was simulated"
    case .fits where check.fitsInPart:
      words = "the data fit the simulations where it matters for the calls, not in every feature"
    case .fits: words = "the data fit the simulations"
    case .differs: words = "the data differ from the simulations"
    case .refused: words = "the calls are withheld"
    }
    var lines = ["check: \(words)" + (check.cause.map { "; most likely off: \($0.parameter.rawValue)" } ?? "")]
    lines += check.reasons.map { "  " + $0 }
    if let words = check.mismatch.sentence, !check.reasons.contains(words) { lines.append("  " + words) }
    if let background = check.background { lines.append("  " + background.sentence) }
    return lines
  }

  /// `check.tsv`: one row a fact. The columns are what, name, value, low, high (of its 95 % interval), and the 5 %, 50 % and 95 %
  /// quantiles of simulated and of observed windows; NA where a column has no meaning.
  static func table(_ check: StudyCheck, classes: [String]) -> String {
    var rows = [
      [
        "what", "name", "value", "low", "high", "simulated_q05", "simulated_median", "simulated_q95", "observed_q05",
        "observed_median", "observed_q95",
      ]
    ]
    func add(
      _ what: String, _ name: String, _ value: String, interval: ClosedRange<Double>? = nil,
      _ simulated: SummaryComparison.Quantiles? = nil, _ observed: SummaryComparison.Quantiles? = nil
    ) {
      var row = [what, name, value, number(interval?.lowerBound), number(interval?.upperBound)]
      for one in [simulated, observed] { row += [one?.low, one?.median, one?.high].map(number) }
      rows.append(row)
    }
    add("verdict", ".", check.verdict.rawValue)
    for reason in check.reasons { add("reason", ".", reason) }
    if let cause = check.cause { add("likely_off", cause.parameter.rawValue, number(cause.factor)) }
    add("windows", "classified", "\(check.windowCount)")
    add("windows", "independent", number(check.independentWindows))
    if let share = check.calledShare { add("windows", "called_share", number(share)) }
    if let share = check.novelShare { add("windows", "beyond_\(StudyCheck.novelRate)_of_simulations", number(share)) }
    add("features", "outside_in_\(FeatureMismatch.suspicious)_of_windows", "\(check.mismatch.features.count)")
    if let weight = check.mismatch.weight { add("features", "weight_of_those_outside", number(weight)) }
    if let background = check.background {
      add(
        "windows", "called_under_background_selection", number(background.called.value),
        interval: background.called.interval)
    }
    for (name, share) in zip(classes, check.expected) { add("expected_share", name, number(share)) }
    for one in check.comparisons {
      add("summary", one.summary.rawValue, number(one.distance), one.simulated, one.observed)
      add("summary_z", one.summary.rawValue, number(one.z))
    }
    if let test = check.twoSample {
      add("two_sample_auc", ".", number(test.area), interval: test.interval)
      for one in test.telltales { add("two_sample_fall", one.statistic, number(one.fall)) }
    }
    for one in check.features { add("feature", one.name, "NA", one.simulated, one.observed) }
    for one in check.mismatch.features { add("feature_outside", one.name, number(one.shareOutside)) }
    return rows.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "NA" }
    return "\(Float(value))"
  }
}
