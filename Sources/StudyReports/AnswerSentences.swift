import Groundwork
import Studies
import StudyFiles
import Training

/// The answer of a study in two or three sentences: what was found, where, how sure, and what stands against it.
enum AnswerSentences {
  /// Those of `scan` for `study`.
  static func of(_ scan: CheckedScan, _ study: Study) -> [String] {
    if scan.isRefused {
      return ["No answer is given: \(scan.check.reasons.first ?? "the check refuses the scan.")"]
    }
    let result = scan.result
    if !study.isClassification { return numbers(result, study) + [resemblance(scan)] }
    if let sites = result.sites { return places(sites, study) + [resemblance(scan)] }
    return regions(result, study) + (scan.trust.map { [falseCalls($0)] } ?? []) + [resemblance(scan)]
  }

  private static func regions(_ result: ScanResult, _ study: Study) -> [String] {
    let sought = study.scan.classes.joined(separator: " or ")
    guard let best = result.regions.max(by: { $0.probability < $1.probability }) else {
      return ["No region was called \(sought) in \(result.observed.rowCount.of("window"))."]
    }
    let share = best.kindShare.map { " of all classes looked for, \($0.fixed(2)) of it of this one" } ?? ""
    let place = "\(best.interval), with its peak at \(best.peak) (probability \(best.probability.fixed(2))\(share))."
    if result.regions.count == 1 { return ["One region was called, \(best.kind), at \(place)"] }
    let kinds = study.scan.classes.compactMap { name -> String? in
      let count = result.regions.count { $0.kind == name }
      return count == 0 ? nil : "\(count.grouped) \(name)"
    }
    return [
      "\(result.regions.count.grouped) regions were called: \(kinds.joined(separator: ", ")). The most probable, \(best.kind), lies at "
        + place
    ]
  }

  private static func places(_ sites: SiteScan, _ study: Study) -> [String] {
    let called = sites.calls.peaks.filter(\.isCalled)
    guard let best = called.max(by: { $0.score < $1.score }) else {
      let least = sites.calls.peaks.map(\.q).min()
      return [
        "No selected site was called on \(sites.calls.megabases.fixed(1)) Mb"
          + (least.map { "; the strongest peak has an estimated false discovery rate of \($0.fixed(2))" } ?? "") + "."
      ]
    }
    let many = called.count == 1 ? "One selected site was" : "\(called.count.grouped) selected sites were"
    return [
      "\(many) called on \(sites.calls.megabases.fixed(1)) Mb, where \(sites.calls.expectedFalse.fixed(1)) "
        + "are expected by chance. The strongest, most likely \(best.kind), lies within \(best.intervals[1]) (80 % "
        + "interval; q \(best.q.fixed(2)))."
    ]
  }

  private static func numbers(_ result: ScanResult, _ study: Study) -> [String] {
    study.targets.indices.compactMap { index in
      let values = result.windows.compactMap { $0.estimates?[index].value }
      guard !values.isEmpty else { return nil }
      let spread = ScaledParameters.Spread(values)
      return
        "\(study.targets[index].name): \(spread.median.significant) in the median of "
        + "\(values.count.of("window")), \(spread.low.significant) to \(spread.high.significant) in nine of ten"
        + (StudyWords.unit(study.targets[index].name).map { " (\($0))" } ?? "") + "."
    }
  }

  private static func falseCalls(_ trust: ScanTrust) -> String {
    if trust.calledWindows == 0 { return "No window is called, so none can be false." }
    let verdict = TrustText.verdict(expected: trust.expectedFalse, of: trust.calledWindows)
    return
      "\(trust.calledWindows.of("window")) \(trust.calledWindows == 1 ? "is" : "are") called, of which about "
      + "\(trust.expectedFalse.fixed(1)) are expected to be false (95 % interval "
      + "\(trust.expectedFalseLow.fixed(1)) to \(trust.expectedFalseHigh.fixed(1))): \(verdict)."
  }

  private static func resemblance(_ scan: CheckedScan) -> String {
    switch scan.check.verdict {
    case .fits where scan.check.fitsInPart:
      "The simulations resemble the data, though not in every feature; the calls hardly rest on those that differ."
    case .fits: "The simulations resemble the data."
    case .differs: "The simulations differ from the data: \(scan.check.reasons.first ?? "see the check.")"
    case .refused: "The check refuses the scan, and the regions were forced: \(scan.check.reasons.first ?? "")"
    }
  }
}
