import Groundwork

/// Trust in calls as lines for people and as a table for programs.
package enum TrustText {
  /// What is called, how much of it chance alone would call, and how q is read beside it.
  package static func summary(_ trust: ScanTrust) -> [String] {
    let classified = trust.windows.count { $0 != nil }
    let interval = "\(trust.expectedFalseLow.fixed(1)) to \(trust.expectedFalseHigh.fixed(1))"
    var lines = [
      "windows called: \(trust.calledWindows.grouped) of \(classified.grouped); about \(trust.expectedFalse.fixed(1)) of them are "
        + "expected to be false (95 % interval \(interval)): \((100 * trust.falseRate).fixed(2)) % of "
        + "\(trust.nullCount.grouped) simulated \(trust.nullWords) are called"
    ]
    if trust.calledWindows > 0 {
      lines.append("  " + verdict(expected: trust.expectedFalse, of: trust.calledWindows))
    }
    if trust.expectedBeside >= 0.05 {
      lines.append(
        "  \(trust.expectedBeside.fixed(1)) more are expected to be called beside a sweep in another part of the window: it is there, but not "
          + "where the call is")
    }
    if let limit = trust.limit {
      let kept = trust.windows.count { ($0?.q ?? 2) <= limit }
      lines.append(
        "  only windows with a q of at most \(limit.fixed(2)) stay called (scan.fdr sets another limit): \(kept.grouped) of all windows "
          + "have such a q")
    }
    if let words = q(trust) { lines.append("  " + words) }
    return lines
  }

  /// What it means for the `called` windows that `expected` of them are expected to be false.
  package static func verdict(expected: Double, of called: Int) -> String {
    if expected >= Double(called) {
      return called == 1
        ? "chance alone would call as many: the call is no evidence by itself"
        : "chance alone would call as many or more: these calls are no evidence by themselves"
    }
    if expected < 0.05 { return "chance alone would call hardly any: the calls can be taken for what they say" }
    if expected < 1 && called > 1 {
      return "so fewer than one of the \(called.grouped) called windows is expected to be false"
    }
    return
      "so \(expected.fixed(1)) of the \(called.grouped) called \(called == 1 ? "window" : "windows") may be false, those with "
      + "low probabilities first"
  }

  /// What q means, by the windows that have the least; nil where none was classified.
  private static func q(_ trust: ScanTrust) -> String? {
    let known = trust.windows.compactMap { $0 }
    guard let least = known.map(\.q).min() else { return nil }
    let best = known.count { $0.q == least }
    let words =
      best == 1
      ? "the best window has q \(least.fixed(2))"
      : "the best \(best.grouped) windows share q \(least.fixed(2)): about \((least * Double(best)).fixed(1)) of those \(best.grouped) are "
        + "expected to be false"
    return
      "q (scan.tsv.gz) asks something else: if a window and all others with as high a p_at_rarity were taken, called or not, what share "
      + "would be false? Here \(words)"
      + (least > 0.2 ? "; more scan.null_windows make smaller ones visible, if there are any" : "")
  }

  /// `trust.tsv`: one row a fact. The columns are what, name, range, value, low, high (of its 95 % interval).
  static func table(_ trust: ScanTrust, classes: [String]) -> String {
    var rows = [["what", "name", "range", "value", "low", "high"]]
    func add(_ what: String, _ name: String, _ range: String, _ values: Double?...) {
      rows.append([what, name, range] + (values + [nil, nil]).prefix(3).map(number))
    }
    for (name, share) in zip(classes, trust.expected) { add("expected_share", name, ".", share) }
    add("called_windows", ".", ".", Double(trust.calledWindows))
    add("false_calls_expected", ".", ".", trust.expectedFalse, trust.expectedFalseLow, trust.expectedFalseHigh)
    add("false_call_rate", ".", ".", trust.falseRate)
    add("windows_without_sweep", ".", ".", Double(trust.nullCount))
    add("calls_beside_expected", ".", ".", trust.expectedBeside)
    add("calibration_error", "as_used", ".", trust.scores.calibrationError)
    add("brier", "as_used", ".", trust.scores.brier)
    if let before = trust.uncalibrated {
      add("calibration_error", "before_calibration", ".", before.calibrationError)
      add("brier", "before_calibration", ".", before.brier)
    }
    for one in trust.power {
      let interval = one.found.interval
      add(
        "power_\(one.parameter)", one.kind, "\(Float(one.low))-\(Float(one.high))", one.found.value,
        interval.lowerBound,
        interval.upperBound)
    }
    return rows.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "NA" }
    return "\(Float(value))"
  }
}
