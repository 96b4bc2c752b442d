import Groundwork
import Reports
import Studies
import StudyFiles

/// Turns a check into the values of its section of the report.
enum CheckSectionValues {
  /// Adds the check of `scan`.
  static func add(_ scan: CheckedScan, to contents: inout ReportContents) {
    let check = scan.check
    var values = CheckValues(verdict: words(check), isAlarming: check.verdict != .fits)
    values.reasons = check.reasons
    values.notes = notes(check)
    if let background = check.background { values.notes.append(background.sentence) }
    if let words = check.mismatch.sentence, !check.reasons.contains(words) { values.notes.append(words) }
    values.summaries = check.comparisons.map { one in
      // Numbers of a base are too small to read.
      let name = one.summary.title.replacing("per base", with: "per 1,000 bases")
      let unit = name == one.summary.title ? 1.0 : 1000
      return CheckValues.Summary(
        name: name,
        simulated: [one.simulated.low, one.simulated.median, one.simulated.high].map { unit * $0 },
        observed: [one.observed.low, one.observed.median, one.observed.high].map { unit * $0 },
        distance: one.distance, standardErrors: one.z, isOff: one.isOff)
    }
    if let test = check.twoSample {
      values.telltales = test.telltales.map { LabelledValue($0.statistic, $0.fall.fixed(3)) }
    }
    if let axes = check.axes {
      values.axisShares = axes.shares
      values.simulated = axes.simulated.map { CheckValues.Point(x: $0.x, y: $0.y) }
      values.observed = axes.observed.map { CheckValues.Point(x: $0.x, y: $0.y) }
    }
    contents.check = values
    contents.keyFigures.append(LabelledValue("simulations and data", values.verdict))
    if let test = check.twoSample {
      contents.keyFigures.append(LabelledValue("AUC, simulated or observed", test.area.fixed(3)))
    }
    if check.verdict == .fits { return }
    if scan.isRefused {
      contents.warnings.append("The scan is refused: no regions are given. \(check.reasons.first ?? "")")
    } else if check.verdict == .refused {
      contents.warnings.append("The regions were forced though the check refuses them. \(check.reasons.first ?? "")")
    } else {
      contents.warnings.append(
        "The data do not resemble the simulations in all: read what was found beside the check, which says what differs."
      )
    }
  }

  /// Adds the trust in the calls of a scan of `study`.
  static func add(_ trust: ScanTrust, _ study: Study, to contents: inout ReportContents) {
    let shares = zip(study.classNames, trust.expected).map { "\($0) \((100 * $1).fixed(1)) %" }.joined(separator: ", ")
    var notes = [
      "A genome is not a training table: its windows are expected to be \(shares) (scan.rarity). The column p_at_rarity of "
        + "scan.tsv.gz has the probability of \(study.scan.classes.joined(separator: " or ")) at these shares, the column q the "
        + "estimated share of false calls among all windows with a probability as high."
    ]
    notes += TrustText.summary(trust).map {
      $0.drop { $0 == " " }.prefix(1).uppercased() + $0.drop { $0 == " " }.dropFirst() + "."
    }
    func row(_ name: String, _ scores: ScanTrust.Scores) -> [String] {
      [name, scores.calibrationError.fixed(4), scores.brier.fixed(4)]
    }
    contents.trust = TrustValues(
      notes: notes,
      scores: ReportTable(
        header: ["probabilities", "expected calibration error", "Brier score"],
        rows: (trust.uncalibrated.map { [row("before calibration", $0)] } ?? [])
          + [row(trust.uncalibrated == nil ? "as they are" : "calibrated", trust.scores)]),
      power: trust.power.map { one in
        TrustValues.Power(
          kind: one.kind, parameter: one.parameter.replacing("_", with: " "),
          range: "\(one.low.significant) to \(one.high.significant)",
          share: one.found.value, low: one.found.interval.lowerBound, high: one.found.interval.upperBound)
      })
    contents.keyFigures.append(
      LabelledValue(
        "windows called (by chance alone)", "\(trust.calledWindows.grouped) (\(trust.expectedFalse.fixed(1)))"))
  }

  /// Adds what the calls of a scan for sites are worth.
  static func add(_ sites: SiteScan, _ study: Study, to contents: inout ReportContents) {
    let (within, objective) = (study.scan.within.grouped, study.scan.objective)
    contents.trust = TrustValues(
      notes: [
        "Each point was asked for a selected site within \(within) bases. Peaks of the answers stand apart; what one as high is worth "
          + "is seen on whole simulated chromosomes that were held out. The column q is the estimated share of false calls among all "
          + "peaks as high; the intervals are to hold the site of 50, 80 and 95 in 100 sweeps that are found."
      ] + SiteText.summary(sites, objective), scores: nil,
      power: sites.power.map { one in
        TrustValues.Power(
          kind: one.kind, parameter: one.parameter.replacing("_", with: " "),
          range: "\(one.low.significant) to \(one.high.significant)",
          share: one.found.value, low: one.found.interval.lowerBound, high: one.found.interval.upperBound)
      })
    let called = sites.calls.peaks.count { $0.isCalled }
    contents.keyFigures.append(
      LabelledValue("sites called (by chance alone)", "\(called.grouped) (\(sites.calls.expectedFalse.fixed(1)))"))
  }

  /// What a check comes to.
  static func words(_ check: StudyCheck) -> String {
    switch check.verdict {
    case .fits: return check.fitsInPart ? "they fit, not in every feature" : "they fit"
    case .differs: return "they differ"
    case .refused: return "the calls are withheld"
    }
  }

  /// What was compared, and what stands beside the verdict.
  private static func notes(_ check: StudyCheck) -> [String] {
    var notes = [
      "\(check.windowCount.grouped) windows of the data were looked at, which cover as many bases as "
        + "\(check.independentWindows.fixed(1)) windows without overlap. The simulated windows are those of the training table "
        + "in the shares that are expected of a genome (scan.rarity)."
    ]
    if let test = check.twoSample {
      notes.append(
        "Two-sample test: a learner that was shown \(test.simulatedCount.grouped) simulated and \(test.observedCount.grouped) "
          + "observed windows tells others apart with an area under the ROC curve of \(test.area.fixed(3)) (95 % interval "
          + "\(test.interval.lowerBound.fixed(3)) to \(test.interval.upperBound.fixed(3))); 0.5 would be chance.")
    } else {
      notes.append("There are too few windows, or no training table, for a two-sample test.")
    }
    if let share = check.novelShare {
      let rate = (100 * StudyCheck.novelRate).fixed(0)
      notes.append(
        "\((100 * share).fixed(1)) % of the windows lie further from the simulations, by all features together (Mahalanobis "
          + "distance to the nearest class), than \(rate) % of held-out simulations do: the rate of false alarms is \(rate) %."
      )
    }
    return notes
  }
}
