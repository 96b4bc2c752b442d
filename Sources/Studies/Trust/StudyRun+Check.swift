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

extension StudyRun {
  /// The check of `result`, a scan by `model` that was fitted to `own`, and the trust in it; a scan for sites has its own.
  func check(
    _ model: ModelFile, _ stage: ScanStage, _ result: ScanResult, _ own: OwnTraining?
  ) throws(StudyError) -> (check: StudyCheck, trust: ScanTrust?) {
    var trust: ScanTrust?
    if let own, result.sites == nil { trust = try self.trust(model, own, stage.features.data, result) }
    var check = try StudyCheck(study, model, training: own?.likeGenome, stage, result, trust, threads: threads)
    if own != nil, result.sites == nil { check.background = try backgroundAlternative(model, stage, result) }
    return (check, trust)
  }

  /// The trust in `result`, by the rows of `own` that were held out when `model` was made of them, and by further windows without a sweep.
  private func trust(
    _ model: ModelFile, _ own: OwnTraining, _ data: ObservedData, _ result: ScanResult
  ) throws(StudyError) -> ScanTrust? {
    guard study.isClassification else { return nil }
    let split = try own.split()
    let heldOut = own.table.selecting(split.test)
    let genome = try ExpectedGenome(study)
    return try ScanTrust(
      study, model.model, heldOut: heldOut, trained: own.shares(of: split.training), genome: genome,
      null: try nullWindows(data, genome, windows: result.observed.rowCount, heldOut: heldOut),
      scan: result.windows.map(\.probabilities), threads: threads)
  }

  /// The training table in the folder and what was fitted to it, if that is `model` and the classes are those of the study.
  func training(of model: ModelFile) throws(StudyError) -> OwnTraining? {
    guard !learnsFromData, let (table, provenance) = try? FeatureTable.read(folder.training),
      table.classes == study.classNames,
      let made = try? JSONDecoder().decode(Study.self, from: Data(model.provenance.study.utf8))
    else { return nil }
    let fitting = ModelFitting(LearningPlan(made, search: model.choice?.search))
    let own = try learned(table, key: provenance.studyHash)
    guard try fitting.key(own.key) == model.provenance.studyHash else { return nil }
    return OwnTraining(table: own.table, stretches: table, fitting: fitting)
  }

  /// Writes `check` to the folder.
  func write(_ check: StudyCheck) throws(StudyError) {
    try attempt { try AtomicFile.write(CheckText.table(check, classes: study.classNames), to: folder.check) }
  }

  /// Writes the peaks of `sites`, and what they are worth, to the folder.
  func write(_ sites: SiteScan) throws(StudyError) {
    try attempt {
      try AtomicFile.write(SiteText.peaks(sites), to: folder.sites)
      try AtomicFile.write(SiteText.table(sites), to: folder.trust)
    }
  }

  /// Writes `trust` to the folder.
  func write(_ trust: ScanTrust) throws(StudyError) {
    try attempt { try AtomicFile.write(TrustText.table(trust, classes: study.classNames), to: folder.trust) }
  }

  /// The check of the study's data against its finished model, written to the folder; nothing is scanned for regions.
  public func check(_ model: ModelFile, _ data: ObservedData) throws(StudyError) -> StudyCheck {
    var (result, stage) = try windows(model, data)
    let own = try training(of: model)
    result = try called(result, model, own)
    let check = try check(model, stage, result, own).check
    try write(check)
    return check
  }
}
