import FeatureTables
import Groundwork
import Learning

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
  /// What a user should know of the files that were written.
  public var notes: [String] = []

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
    let check = try StudyCheck(study, model, training: own?.table, stage, result, threads: threads)
    guard let own, study.targets.isEmpty else { return (check, nil) }
    let split = try own.fitting.split(own.table, seed: own.fitting.training.seed)
    let trained = study.classNames.indices.map { label in
      Double(split.training.count { Int(own.table.labels[$0]) == label }) / Double(max(1, split.training.count))
    }
    let trust = try ScanTrust(
      study, model.model, heldOut: own.table.selecting(split.test), trained: trained, genome: ExpectedGenome(study),
      scan: result.windows.map(\.probabilities), threads: threads)
    return (check, trust)
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

extension RunFolder {
  /// Removes what an earlier scan left, so that nothing is taken for the result of one that is refused.
  func removeScan(_ tracks: [String]) {
    for path in [scan, regions, trust] + tracks.map(track) {
      for file in [path, path + ".tbi"] { try? FileManager.default.removeItem(atPath: file) }
    }
  }
}
