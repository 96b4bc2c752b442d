import FeatureTables
import Groundwork
import StudyFiles
import Training

extension StudyRun {
  /// True if windows of the data themselves are learned from, so that there is nothing to simulate and no likeness to check.
  package var learnsFromData: Bool { study.data?.labels != nil }

  /// What a model is measured on, in words.
  package var heldOutRows: String { learnsFromData ? "held-out windows of the data" : "held-out simulations" }

  /// The training table of windows of `data` within the regions at `labels`, written to the folder.
  func labelled(_ data: ObservedData, _ labels: String) throws(StudyError) -> (table: FeatureTable, key: String) {
    let windows = try LabelledWindows(study, data, labels: labels, threads: threads, progress: progress)
    try makeFolder()
    let provenance = try ProgramVersion.provenance(study, key: windows.key)
    try attempt { try windows.table.container(provenance: provenance).write(to: folder.training) }
    return (windows.table, windows.key)
  }
}
