import Groundwork
import Learning
import StudyFiles

/// Reasons to withhold the calls of a scan that lie in the model, not in how the data differ from the simulations.
package enum CallGates {
  /// An area under the ROC curve below this tells next to nothing of a single window.
  static let leastArea = 0.75
  /// The false positive rate at which sweeps must be found, and the share of them that must be: four times chance.
  static let (rate, leastRecall) = (0.05, 0.2)
  /// A measurement on fewer rows of either kind could be chance.
  static let fewestRows = 50
  /// More expected false calls than this share of the calls: most would mislead.
  static let mostFalse = 0.5

  /// Why a model of this `evaluation` on held-out simulations cannot find one of `wanted`; nil if it can, or if too few rows were
  /// held out to say.
  package static func ability(_ evaluation: ModelEvaluation?, wanted: [String]) -> String? {
    guard case .classes(let measured)? = evaluation,
      let one = (measured.groups + measured.perClass).first(where: { Set($0.classes) == Set(wanted) }),
      let curve = one.curve, min(curve.positives, curve.negatives) >= fewestRows
    else { return nil }
    let recall = recall(curve, at: rate)
    guard curve.area < leastArea || recall < leastRecall else { return nil }
    return
      "The model cannot tell \(wanted.joined(separator: " or ")) from the rest: on held-out simulations the area under the ROC "
      + "curve is \(curve.area.fixed(3)) (0.5 is chance, at least \(leastArea.fixed(2)) is needed), and "
      + "\((100 * recall).fixed(0)) % of them are found where \((100 * rate).fixed(0)) % of the other windows are called "
      + "(at least \((100 * leastRecall).fixed(0)) % are needed). Wider windows, more samples or stronger and younger events "
      + "(the priors of the model) may help; if not, these data cannot show them."
  }

  /// The share of positives found at the false positive rate `rate`, between the points of the curve on a line.
  package static func recall(_ curve: ROCCurve, at rate: Double) -> Double {
    var before = (x: 0.0, y: 0.0)
    for point in curve.points {
      if point.falsePositiveRate > rate {
        let share = (rate - before.x) / (point.falsePositiveRate - before.x)
        return before.y + share * (point.truePositiveRate - before.y)
      }
      before = (point.falsePositiveRate, point.truePositiveRate)
    }
    return before.y
  }

  /// True if more than half of the calls are expected to be false.
  package static func areMostFalse(_ expected: Double, of called: Int) -> Bool {
    called > 0 && expected > mostFalse * Double(called)
  }

  /// Why the calls that `trust` is about are withheld: most are expected to be false whatever the threshold; nil if a threshold helps,
  /// or none is needed.
  package static func falseCalls(_ trust: ScanTrust?) -> String? {
    // Where even perfect scores would not be shown to be right, simulations are lacking, not the power to tell.
    guard let trust, areMostFalse(trust.expectedFalse, of: trust.calledWindows), 2 * trust.attainable < mostFalse
    else { return nil }
    let least = trust.windows.compactMap { $0?.q }.min() ?? 1
    guard least > mostFalse else { return nil }
    return
      "\(trust.calledWindows.of("window is", "windows are")) called, and \(trust.expectedFalse.fixed(1)) are expected to be called falsely; no "
      + "threshold calls windows of which fewer than half are expected to be false (the least q is \(least.fixed(2))): nothing stands "
      + "out from what \(trust.nullWords) show."
  }
}
