import Groundwork
import StudyFiles
import Training

/// A scan for sites as lines for people and as tables for programs.
package enum SiteText {
  /// What is said of a peak beside its place.
  static let columns =
    SiteCalibration.levels.flatMap { level in ["start", "end"].map { "site\((100 * level).fixed(0))_\($0)" } } + [
      "kind_probability", "q", "expected_false", "genome_share",
    ]

  /// The values of ``columns`` for `peak`.
  static func fields(_ peak: SitePeak) -> [String] {
    peak.intervals.flatMap { ["\($0.start)", "\($0.end)"] } + [
      peak.kindProbability.fixed(4), peak.q.fixed(4), "\(Float(peak.expectedFalse))", peak.genomeShare.fixed(6),
    ]
  }

  /// `sites.tsv`: every peak, the highest first; 0-based half-open places.
  static func peaks(_ scan: SiteScan) -> String {
    var lines = [(["#chrom", "peak_start", "peak_end", "score", "called", "class"] + columns).joined(separator: "\t")]
    for peak in scan.calls.peaks.sorted(by: { $0.score > $1.score }) {
      let fields = [
        peak.peak.contig, "\(peak.peak.start)", "\(peak.peak.end)", peak.score.fixed(6), peak.isCalled ? "yes" : "no",
        peak.kind,
      ]
      lines.append((fields + Self.fields(peak)).joined(separator: "\t"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What was called and what it is worth.
  package static func summary(_ scan: SiteScan, _ objective: CallObjective) -> [String] {
    let (calls, calibration) = (scan.calls, scan.calibration)
    let called = calls.peaks.count(where: \.isCalled)
    var lines = [
      "peaks: \(calls.peaks.count.grouped) on \(calls.megabases.fixed(1)) Mb, \(called.grouped) called (scan.objective: "
        + "\(objective.words)); \(calibration.null.count.grouped) peaks at \(calibration.nullPoints.grouped) points of neutral "
        + "held-out chromosomes (\(calibration.nullMegabases.fixed(0)) Mb) say what to expect without a sweep"
    ]
    if let threshold = calls.threshold {
      let expected = calibration.expectation(threshold)
      lines.append(
        "expected false: \(calls.expectedFalse.fixed(2)) of \(called.grouped) called; of sweeps as simulated "
          + "\((100 * expected.power).fixed(0)) % are found, and the interval of "
          + "\((100 * expected.placed / max(expected.power, 1e-9)).fixed(0)) % of those holds the site")
    } else if let best = calls.peaks.map(\.q).min() {
      lines.append("no peak is called; the least estimated share of false calls is \((100 * best).fixed(0)) %")
    }
    for one in calls.background where Double(one.observed) > 3 * one.expected + 3 {
      lines.append(
        "  the genome has \(one.observed.grouped) peaks of a height at which a neutral one would have "
          + "\(one.expected.fixed(1)): it is not like the simulations, and q is too small")
      break
    }
    return lines
  }

  /// Times the calls that are expected, and calls beyond that, that are not credible.
  private static let (mostFold, mostBeyond) = (5.0, 3.0)

  /// Why so many calls as `calls` has cannot be believed; nil if they can, or if the user asked for their number or for all.
  package static func implausible(
    _ calls: SiteCalls, _ calibration: SiteCalibration, _ objective: CallObjective
  ) -> String? {
    switch objective {
    case .top, .all: return nil
    case .fdr, .f1: break
    }
    let called = calls.peaks.count { $0.isCalled }
    let sweeps = calibration.rarity * calls.megabases
    guard Double(called) > mostFold * (sweeps + calls.expectedFalse) + mostBeyond else { return nil }
    return
      "\(called.grouped) of \(calls.peaks.count.grouped) peaks would be called on \(calls.megabases.fixed(1)) Mb, where "
      + "\(sweeps.fixed(1)) sweeps are expected by scan.rarity and \(calls.expectedFalse.fixed(1)) false calls by the simulations: "
      + "something else than sweeps makes this genome unlike them (a mask that is missing? filters? the history?). State the "
      + "rarity if you expect as many."
  }

  /// `trust.tsv` of a scan for sites: what, name, range, value, low, high (of its 95 % interval).
  static func table(_ scan: SiteScan) -> String {
    let (calls, calibration) = (scan.calls, scan.calibration)
    var rows = [["what", "name", "range", "value", "low", "high"]]
    func add(_ what: String, _ name: String, _ range: String, _ values: Double?...) {
      rows.append([what, name, range] + (values + [nil, nil]).prefix(3).map(number))
    }
    add("sweeps_per_megabase", "stated", ".", calibration.rarity)
    add("megabases", "scored", ".", calls.megabases)
    add("megabases", "neutral_held_out", ".", calibration.nullMegabases)
    add("peaks", "neutral_held_out", ".", Double(calibration.null.count))
    add("peaks", "called", ".", Double(calls.peaks.count(where: \.isCalled)))
    add("threshold", ".", ".", calls.threshold)
    add("false_calls_expected", ".", ".", calls.expectedFalse)
    for one in calls.background {
      add("background_peaks", "expected_\(Float(one.expected))", ".", Double(one.observed))
    }
    for (level, mass) in zip(SiteCalibration.levels, calibration.masses) {
      add("interval_evidence", "\(level)", ".", mass)
    }
    for threshold in [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99] {
      let one = calibration.expectation(threshold)
      add("power", "all", "\(threshold)-1", one.power)
      add("placed", "all", "\(threshold)-1", one.placed)
      add("false_per_megabase", "all", "\(threshold)-1", one.falseRate)
      add("beside_per_megabase", "all", "\(threshold)-1", one.besideRate)
      add("f1_at_rarity", "all", "\(threshold)-1", one.f1)
    }
    for one in scan.power {
      let range = "\(Float(one.low))-\(Float(one.high))"
      func add(_ what: String, _ value: Double?, _ interval: ClosedRange<Double>? = nil) {
        rows.append([what, one.kind, range] + [value, interval?.lowerBound, interval?.upperBound].map(number))
      }
      add("power_\(one.parameter)", one.found.value, one.found.interval)
      add("placed_\(one.parameter)", one.placed.value, one.placed.interval)
      add("median_error_\(one.parameter)", one.medianError)
    }
    return rows.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "NA" }
    return "\(Float(value))"
  }
}
