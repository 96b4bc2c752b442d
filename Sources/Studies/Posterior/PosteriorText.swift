import Groundwork
import Learning

/// Posteriors as tables, and as lines for a terminal.
package enum PosteriorText {
  /// A column a target, a line a draw.
  static func draws(_ draws: PosteriorDraws) -> String {
    var text = draws.targets.map(\.name).joined(separator: "\t") + "\n"
    for draw in 0..<draws.drawCount {
      text += draws.draw(draw, row: 0).map { "\($0)" }.joined(separator: "\t") + "\n"
    }
    return text
  }

  /// A line a target: mean, quantiles, contraction, flags; of classes their probabilities.
  static func table(_ result: PosteriorResult) -> String {
    if let choice = result.choice {
      return "class\tprobability\tcalled\n"
        + zip(choice.classes, choice.probabilities).enumerated().map { index, pair in
          "\(pair.0)\t\(pair.1)\t\(index == choice.called ? "yes" : "no")\n"
        }.joined()
    }
    let names = PosteriorEstimate.levels.map { "q\(($0 * 1000).fixed(0))" }
    var text = (["target", "mean"] + names + ["contraction", "flags", "prior"]).joined(separator: "\t") + "\n"
    for one in result.estimates {
      let flags = one.flags.isEmpty ? "." : one.flags.map(short).joined(separator: ",")
      text +=
        ([one.name, "\(one.mean)"] + one.quantiles.map { "\($0)" } + [
          one.contraction.fixed(3), flags, one.prior ?? ".",
        ])
        .joined(separator: "\t") + "\n"
    }
    return text
  }

  private static func short(_ flag: PosteriorEstimate.Flag) -> String {
    switch flag {
    case .atBound(low: true): "at_lower_bound"
    case .atBound(low: false): "at_upper_bound"
    case .notIdentified: "not_identified"
    }
  }

  /// A line a target: ranks, their probability, coverage, contraction; the last line is of all together.
  static func table(_ calibration: PosteriorCalibration) -> String {
    let levels = PosteriorCalibration.levels.flatMap { level -> [String] in
      let name = "coverage_\((100 * level).fixed(0))"
      return [name, name + "_low", name + "_high"]
    }
    var text =
      (["target", "replicates"] + levels + ["contraction", "p"] + (1...10).map { "rank_\($0)" })
      .joined(separator: "\t") + "\n"
    for one in calibration.targets {
      let shares = one.coverage.flatMap { [$0.value, $0.interval.lowerBound, $0.interval.upperBound] }.map {
        $0.fixed(4)
      }
      text +=
        ([one.name, "\(calibration.replicates)"] + shares + [one.contraction.fixed(4), one.p.significant]
        + one.ranks.map { "\($0)" }).joined(separator: "\t") + "\n"
    }
    let empty = [String](repeating: "NA", count: levels.count + 1)
    text +=
      (["(jointly)", "\(calibration.replicates)"] + empty + [calibration.jointP.significant]
      + [String](repeating: "NA", count: 10)).joined(separator: "\t") + "\n"
    return text
  }

  /// A line a feature: observed, predicted by the posterior, and how far from what the best parameters predict.
  static func predicted(_ result: PosteriorResult) -> String {
    var text = "feature\tobserved\tpredicted_q5\tpredicted_median\tpredicted_q95\tshare_below\tdeviation\n"
    let deviations = Dictionary(
      (result.fit?.features ?? []).map { ($0.name, $0.deviation) }, uniquingKeysWith: { first, _ in first })
    for (column, feature) in result.observed.schema.columns.enumerated() {
      let own = result.predictions?.features[column]
      let cells =
        own.map { [$0.low, $0.median, $0.high, $0.share].map { $0.significant } } ?? ["NA", "NA", "NA", "NA"]
      text +=
        ([feature.name, result.observed.values[column].significant] + cells
        + [deviations[feature.name]?.fixed(2) ?? "NA"]).joined(separator: "\t") + "\n"
    }
    return text
  }

  /// The posterior in a few lines.
  package static func summary(_ result: PosteriorResult) -> [String] {
    var lines: [String] = []
    if let choice = result.choice {
      let name = choice.classes[choice.called]
      lines.append(
        "the data are most like '\(name)' (probability \(choice.probabilities[choice.called].fixed(3))"
          + (choice.posterior.map { "; posterior by the error of such calls \($0.fixed(3))" } ?? "") + ")")
      lines += zip(choice.classes, choice.probabilities).map { "  \($0): \($1.fixed(3))" }
    }
    for one in result.estimates {
      lines.append(
        "\(one.name): \(one.median.significant) (\(one.interval.lowerBound.significant) to "
          + "\(one.interval.upperBound.significant) nine times in ten)")
      lines += one.flags.map { "  note: " + words($0, one) }
    }
    if let fit = result.fit { lines.append(words(fit)) }
    lines += result.notes.map { "note: " + $0 }
    if let calibration = result.calibration {
      let nominal = PosteriorCalibration.levels[2]
      let shares = calibration.targets.map { "\($0.name) \((100 * $0.coverage[2].value).fixed(0)) %" }
      lines.append(
        "intervals of \((100 * nominal).fixed(0)) % hold, on \(calibration.replicates.grouped) held-out replicates: "
          + shares.joined(separator: ", "))
    }
    return lines
  }

  /// The posterior in two or three sentences.
  package static func answer(_ result: PosteriorResult) -> [String] {
    if let choice = result.choice {
      return [
        "Of \(choice.classes.count) models the data are most like '\(choice.classes[choice.called])', with probability "
          + "\(choice.probabilities[choice.called].fixed(2))."
      ]
    }
    if let fit = result.fit, fit.isRefuted {
      return ["No parameters within the priors make such data, so no estimate is to be trusted."]
    }
    return result.estimates.map { one in
      "\(one.name) is \(one.median.significant): with nine chances in ten between \(one.interval.lowerBound.significant) and "
        + "\(one.interval.upperBound.significant)."
    }
  }

  /// ``words(_:_:)`` as a sentence.
  package static func sentence(_ flag: PosteriorEstimate.Flag, _ estimate: PosteriorEstimate) -> String {
    let words = words(flag, estimate)
    return words.prefix(1).uppercased() + words.dropFirst() + "."
  }

  /// What `flag` of `estimate` means.
  package static func words(_ flag: PosteriorEstimate.Flag, _ estimate: PosteriorEstimate) -> String {
    switch flag {
    case .atBound(let isLow):
      let bound = estimate.bounds.map { isLow ? $0.lowerBound : $0.upperBound }.map { " (\($0.significant))" } ?? ""
      return
        "the posterior of \(estimate.name) lies at the \(isLow ? "lower" : "upper") end of its prior\(bound): widen the prior there"
    case .notIdentified:
      return "the data say little of \(estimate.name): its posterior is about as wide as its prior"
    }
  }

  /// Whether any parameters make such data.
  package static func words(_ fit: GoodnessOfFit) -> String {
    if fit.isUndecided {
      return
        "hardly any of \(fit.replicates.grouped) replicates lies as far from what the model expects as the data: too few to say whether it "
        + "can make such data (p \(fit.p.significant)); give more training.replicates"
    }
    guard fit.isRefuted else {
      return "the model can make such data (p \(fit.p.significant) by \(fit.replicates.grouped) replicates)"
    }
    let worst = fit.features.prefix(3).map { "\($0.name) (\($0.deviation.fixed(1)) SD)" }.joined(separator: ", ")
    return
      "NO MODEL FITS: nothing that is simulated makes such data (p \(fit.p.significant) by \(fit.replicates.grouped) replicates)"
      + (worst.isEmpty ? "" : "; furthest off: \(worst)") + ". The answer must not be taken at its word."
  }
}
