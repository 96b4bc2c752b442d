import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

/// Background selection as an alternative to the sweeps of a scan: what a model calls in windows that have it and no sweep.
///
/// A valley of diversity over genes is made by deleterious mutations, too. Neutral windows are simulated with B falling from 0.9 at their
/// ends to 0.5 in the middle, a strong valley, and the share of them that is called is set against the calls: an upper bound of what
/// background selection explains, as not every window of a genome has such a valley.
public struct BackgroundAlternative: Sendable, Equatable {
  /// The windows with background selection and no sweep that are called one of the classes looked for.
  public let called: Proportion
  /// Windows of the scan that were classified, and those that are called.
  public let windows, calls: Int

  package init(called: Proportion, windows: Int, calls: Int) {
    self.called = called
    self.windows = windows
    self.calls = calls
  }

  /// Windows that would be called if every one had such a valley and none a sweep.
  var expected: Double { called.value * Double(windows) }

  /// What it comes to.
  public var sentence: String {
    let interval = called.interval
    func percent(_ share: Double) -> String { (100 * share).fixed(1) }
    let many = windows == 1 ? "the window" : "all \(windows.grouped) windows"
    let made = "about \(expected.fixed(1)) calls"
    let comparison =
      Double(calls) <= expected
      ? "no fewer than the \(calls.grouped) there \(calls == 1 ? "is" : "are"): the number of calls does not rule it out. No genome is "
        + "like that everywhere, so look where they lie: over genes or in stretches of little recombination it is the likelier cause"
      : "fewer than the \(calls.grouped) there are: it does not explain them all"
    return
      "Background selection as an alternative, at its most: of \(called.total.grouped) simulated windows without a sweep, but with a valley "
      + "of B from 0.9 to 0.5 in the middle, \(percent(called.value)) % are called (95 % interval \(percent(interval.lowerBound)) to "
      + "\(percent(interval.upperBound)) %). If \(many) had such a valley, that would make \(made), \(comparison)."
  }

  /// Windows that are simulated, a share of the training replicates, and at least and at most.
  private static let (share, fewest, most) = (10, 20, 200)

  /// Windows to simulate for a study; 0: too few for a share.
  static func count(_ study: Study) -> Int {
    let wanted = study.training.replicates / share
    return wanted < fewest ? 0 : min(wanted, most)
  }
}

extension StudyRun {
  /// Background selection as an alternative to the calls of `result`; nil without calls of sweeps, without a class that has none, where
  /// the model has background selection itself, or where too few windows are simulated.
  func backgroundAlternative(
    _ model: ModelFile, _ stage: ScanStage, _ result: ScanResult
  ) throws(StudyError) -> BackgroundAlternative? {
    let rule = CallRule(study)
    let calls = result.windows.count { window in window.probabilities.map { rule.isCalled($0) } ?? false }
    let count = BackgroundAlternative.count(study)
    guard study.isClassification, calls > 0, count > 0, rule.wanted.allSatisfy({ study.classes[$0].isSweep }),
      let neutral = study.classes.firstIndex(where: { $0.sweep == .none }),
      study.model(ofClass: neutral).backgroundSelection == nil
    else { return nil }
    let table = try simulation(stage.features.data)
      .neutralRows(count, ofClass: neutral, .backgroundSelection, threads: threads).table
    guard table.rowCount > 0 else { return nil }
    let predictions = try attempt { try model.model.predict(table, threads: threads) }
    let called = (0..<table.rowCount).count { rule.isCalled(predictions.row($0)) }
    return BackgroundAlternative(
      called: Proportion(successes: called, total: table.rowCount), windows: result.observed.rowCount, calls: calls)
  }
}

extension TrainingSimulation {
  /// `count` rows of the class `label`, altered as `alteration` says, of replicates beyond those of training and of robustness.
  fileprivate func neutralRows(
    _ count: Int, ofClass label: Int, _ alteration: Alteration, threads: Int
  ) throws(StudyError) -> TrainingRows {
    let classes = plan.study.classes.count
    return try rows(0..<count, threads: threads, progress: { _ in }) { index, _, worker throws(StudyError) in
      let replicate = try accepted(
        (2 * plan.count / classes + index) * classes + label, worker.simulator, alteration: alteration.applied(to:))
      return SimulatedHaplotypes(matrix: replicate.result.matrix, truth: replicate.truth, trajectory: nil)
    }
  }
}
