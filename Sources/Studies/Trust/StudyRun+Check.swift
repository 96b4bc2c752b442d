import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A scan with the check of whether it can be believed.
public struct CheckedScan: Sendable {
  /// The scan.
  public let result: ScanResult
  /// What made it.
  public let stage: ScanStage
  /// Whether the simulations resemble the data.
  public let check: StudyCheck
  /// What its calls are worth; nil where numbers are predicted, or no simulations were held out.
  public let trust: ScanTrust?
  /// True if its regions are withheld: the check refuses, and the study does not insist.
  public let isRefused: Bool

  /// Throws if the regions are withheld.
  public func demandRegions(_ study: Study) throws(StudyError) {
    guard isRefused else { return }
    throw .invalid(
      "study '\(study.name)': the scan is refused: \(check.reasons.first ?? "") See check.tsv and the report in "
        + "\(study.output); 'scan.force: true' (--force) gives the regions all the same")
  }
}

extension StudyRun {
  /// The check of `result`, a scan by `model`, and the trust in it.
  func check(
    _ model: ModelFile, _ stage: ScanStage, _ result: ScanResult
  ) throws(StudyError) -> (check: StudyCheck, trust: ScanTrust?) {
    let own = try training(of: model)
    var trust: ScanTrust?
    if let own { trust = try self.trust(model, own.table, own.fitting, result) }
    var check = try StudyCheck(study, model, training: own?.table, stage, result, trust, threads: threads)
    if own != nil { check.background = try backgroundAlternative(model, stage, result) }
    return (check, trust)
  }

  /// The trust in `result`, by the rows of `table` that were held out when `fitting` made `model` of it.
  private func trust(
    _ model: ModelFile, _ table: FeatureTable, _ fitting: ModelFitting, _ result: ScanResult
  ) throws(StudyError) -> ScanTrust? {
    guard study.targets.isEmpty else { return nil }
    let split = try fitting.split(table, seed: fitting.training.seed)
    let trained = study.classNames.indices.map { label in
      Double(split.training.count { Int(table.labels[$0]) == label }) / Double(max(1, split.training.count))
    }
    return try ScanTrust(
      study, model.model, heldOut: table.selecting(split.test), trained: trained, genome: ExpectedGenome(study),
      scan: result.windows.map(\.probabilities), threads: threads)
  }

  /// The training table in the folder and what was fitted to it, if that is `model` and the classes are those of the study.
  private func training(of model: ModelFile) throws(StudyError) -> (table: FeatureTable, fitting: ModelFitting)? {
    guard let (table, provenance) = try? FeatureTable.read(folder.training), table.classes == study.classNames,
      let made = try? JSONDecoder().decode(Study.self, from: Data(model.provenance.study.utf8))
    else { return nil }
    let fitting = ModelFitting(made, search: model.choice?.search)
    return try fitting.key(provenance.studyHash) == model.provenance.studyHash ? (table, fitting) : nil
  }

  /// Writes `check` to the folder.
  func write(_ check: StudyCheck) throws(StudyError) {
    try attempt { try AtomicFile.write(CheckText.table(check, classes: study.classNames), to: folder.check) }
  }

  /// Writes `trust` to the folder.
  func write(_ trust: ScanTrust) throws(StudyError) {
    try attempt { try AtomicFile.write(TrustText.table(trust, classes: study.classNames), to: folder.trust) }
  }

  /// The check of the study's data against its finished model, written to the folder; nothing is scanned for regions.
  public func check(_ model: ModelFile, _ data: ObservedData) throws(StudyError) -> StudyCheck {
    let (result, stage) = try windows(model, data)
    let check = try check(model, stage, result).check
    try write(check)
    return check
  }
}
