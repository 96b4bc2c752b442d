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

/// The training table of a model, and how it was fitted to it.
struct OwnTraining {
  /// The rows that it learned from or was measured on.
  let table: FeatureTable
  /// The table in the folder: that very one, or the chromosomes whose points it has.
  let stretches: FeatureTable
  /// How it was fitted.
  let fitting: ModelFitting

  /// The rows that were learned from, and those held out.
  func split() throws(StudyError) -> (training: [Int], test: [Int]) {
    try fitting.split(table, seed: fitting.training.seed)
  }

  /// The share of each class among the rows `rows`.
  func shares(of rows: [Int]) -> [Double] {
    table.classes.indices.map { label in
      Double(rows.count { Int(table.labels[$0]) == label }) / Double(max(1, rows.count))
    }
  }

  /// The rows that a genome is compared with: of points of chromosomes, those of neutral ones and those at a site.
  var likeGenome: FeatureTable {
    guard stretches.schema != table.schema, let site = table.truthNames.firstIndex(of: "sweep_position") else {
      return table
    }
    let width = table.truthNames.count
    let background = table.labels.min() ?? 0
    return table.selecting(
      (0..<table.rowCount).filter { table.labels[$0] != background || table.truth[$0 * width + site].isNaN })
  }
}
