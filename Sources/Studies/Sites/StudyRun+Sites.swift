import FeatureTables
import Groundwork
import Learning
import Statistics
import StudyFiles
import Training

extension StudyRun {
  /// What a model learns from, of the training table `table` with `key`: of a scan for sites the points of its chromosomes.
  func learned(_ table: FeatureTable, key: String) throws(StudyError) -> (table: FeatureTable, key: String) {
    guard study.scan.answer == .sites else { return (table, key) }
    return (try SitePoints(study, table).learned(threads: threads), try SitePoints.key(key, study))
  }

  /// The levels that observed stretches are compared with where those of their own chromosome would be none; nil else.
  func modelLevels() throws(StudyError) -> SiteLevels? {
    guard study.scan.answer == .sites, study.scan.reference == .model else { return nil }
    let table = try attempt { try FeatureTable.read(folder.training).table }
    return try SitePoints(study, table).modelLevels
  }

  /// `result` with its peaks judged and called by whole held-out chromosomes; unchanged unless the scan is for sites.
  func called(
    _ result: ScanResult, _ model: ModelFile, _ own: OwnTraining?
  ) throws(StudyError) -> ScanResult {
    guard study.scan.answer == .sites else { return result }
    guard let own else {
      throw .invalid(
        "\(folder.training): not there, or not what this model was fitted to; a scan for sites takes its thresholds from the "
          + "simulated chromosomes in it that were held out: make both with 'apus run'")
    }
    let sites = try SiteScan(
      study, result, try calibration(model, own), trained: own.shares(of: try own.split().training),
      truth: own.stretches)
    return result.called(sites, study)
  }

  /// What the held-out chromosomes of the training table in the folder say of peaks; nil if `model` was not fitted to it.
  package func siteCalibration(_ model: ModelFile) throws(StudyError) -> SiteCalibration? {
    guard let own = try training(of: model) else { return nil }
    return try calibration(model, own)
  }

  private func calibration(_ model: ModelFile, _ own: OwnTraining) throws(StudyError) -> SiteCalibration {
    let split = try own.split()
    let heldOut = Set(split.test.map { own.table.replicates[$0] })
    let rows = own.stretches.replicates.indices.filter { heldOut.contains(own.stretches.replicates[$0]) }
    return try SiteCalibration(
      study, HeldOutSites(study, model.model, own.stretches, rows: rows, threads: threads))
  }
}
