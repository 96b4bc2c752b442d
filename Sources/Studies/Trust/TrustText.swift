import Groundwork

/// Trust in calls as lines for people and as a table for programs.
package enum TrustText {
  /// How many calls are expected to be false.
  package static func summary(_ trust: ScanTrust) -> [String] {
    var lines = [
      "expected false calls: \(trust.expectedFalse.fixed(1)) of \(trust.calledWindows.grouped) windows called (95 % interval "
        + "\(trust.expectedFalseLow.fixed(1)) to \(trust.expectedFalseHigh.fixed(1))), by the "
        + "\((100 * trust.falseRate).fixed(2)) % of \(trust.nullCount.grouped) simulated \(trust.nullWords) "
        + "that are called"
    ]
    if trust.expectedBeside >= 0.05 {
      lines.append(
        "  \(trust.expectedBeside.fixed(1)) more calls are expected beside a sweep that lies in another part of the window: it is there, but "
          + "not where the call is")
    }
    if trust.calledWindows > 0, trust.expectedFalse >= Double(trust.calledWindows) {
      lines.append(
        "  that is as many as are called, or more: a genome without any sweep would give so many calls, and these are no evidence "
          + "by themselves")
    }
    if let limit = trust.limit, CallGates.areMostFalse(trust.expectedFalse, of: trust.calledWindows) {
      lines.append(
        "  these are too many: only windows with an estimated false discovery rate of at most \(limit.fixed(2)) stay called (q in "
          + "scan.tsv.gz; scan.fdr sets another)")
    }
    let least = trust.windows.compactMap { $0?.q }.min() ?? 1
    if least > 0.2 {
      lines.append(
        "  no window has an estimated false discovery rate below \((100 * least).fixed(0)) %; more scan.null_windows make "
          + "smaller ones visible, if there are any")
    }
    return lines
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
    add("null_windows", ".", ".", Double(trust.nullCount))
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
