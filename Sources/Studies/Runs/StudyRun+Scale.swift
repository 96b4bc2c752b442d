import StudyFiles
import Training

extension StudyRun {
  /// The segregating sites of each window of `data` that can be classified.
  package func observedSites(_ data: ObservedData) throws(StudyError) -> [Int] {
    try WindowGrid(data, study).windows.filter { $0.insufficient == nil }.map(\.sites)
  }

  /// The study as it is run, as JSON, without folders.
  package func resolved() throws(StudyError) -> String { try ProgramVersion.provenance(study, key: "").study }
}
