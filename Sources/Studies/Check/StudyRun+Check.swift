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
  /// The check of `result`, a scan by `model`.
  func check(_ model: ModelFile, _ stage: ScanStage, _ result: ScanResult) throws(StudyError) -> StudyCheck {
    try StudyCheck(study, model, training: trainingTable(of: model), stage, result, threads: threads)
  }

  /// The training table in the folder, if `model` was fitted to it and its classes are those of the study.
  private func trainingTable(of model: ModelFile) throws(StudyError) -> FeatureTable? {
    guard let (table, provenance) = try? FeatureTable.read(folder.training), table.classes == study.classNames,
      let made = try? JSONDecoder().decode(Study.self, from: Data(model.provenance.study.utf8)),
      try ModelFitting(made, search: model.choice?.search).key(provenance.studyHash) == model.provenance.studyHash
    else { return nil }
    return table
  }

  /// Writes `check` to the folder.
  func write(_ check: StudyCheck) throws(StudyError) {
    try attempt { try AtomicFile.write(CheckText.table(check, classes: study.classNames), to: folder.check) }
  }

  /// The check of the study's data against its finished model, written to the folder; nothing is scanned for regions.
  public func check(_ model: ModelFile, _ data: ObservedData) throws(StudyError) -> StudyCheck {
    let (result, stage) = try windows(model, data)
    let check = try check(model, stage, result)
    try write(check)
    return check
  }
}

extension RunFolder {
  /// Removes what an earlier scan left, so that nothing is taken for the result of one that is refused.
  func removeScan(_ tracks: [String]) {
    for path in [scan, regions] + tracks.map(track) {
      for file in [path, path + ".tbi"] { try? FileManager.default.removeItem(atPath: file) }
    }
  }
}
