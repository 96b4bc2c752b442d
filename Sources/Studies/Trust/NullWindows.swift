import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

/// Simulated windows that a scan does not look for, beyond those held out from training.
///
/// The smallest false discovery rate that can be seen is set by how many such windows there are: of W windows of a genome and n of
/// these, one call that none of them reaches has W / (n + 1). They cost what simulating them costs, and nothing is learned from them.
package struct NullWindows: Sendable {
  /// The class that they are of.
  package let label: Int
  /// Their features.
  package let table: FeatureTable

  package init(label: Int, table: FeatureTable) {
    self.label = label
    self.table = table
  }

  /// For one call of a genome to have 0.05, if none of them is as high.
  private static let perWindow = 20
  /// At most, and at most half as many as are simulated for training.
  private static let most = 20_000

  /// The class that most of the genome is, among those that `study` does not look for; nil if there is none without a sweep.
  package static func label(_ study: Study, _ genome: ExpectedGenome) -> Int? {
    let others = study.classes.indices.filter {
      study.classes[$0].sweep == .none && !study.scan.classes.contains(study.classes[$0].name)
    }
    return others.max { (genome.shares[$0], -$0) < (genome.shares[$1], -$1) }
  }

  /// How many are simulated beside `heldOut` ones, for a scan of `windows` windows of which `share` are of their class.
  package static func count(_ study: Study, windows: Int, share: Double, heldOut: Int) -> Int {
    if let stated = study.scan.nullWindows { return stated }
    let wanted = Int((Double(perWindow * windows) * share).rounded(.up)) - heldOut
    return max(0, min(wanted, most, study.classes.count * study.training.replicates / 2))
  }
}

extension StudyRun {
  /// Windows of the class that most of the genome is, for a scan of `windows` windows and beside `heldOut` rows; those that are in the
  /// folder already are kept. Nil if none are needed.
  func nullWindows(
    _ data: ObservedData, _ genome: ExpectedGenome, windows: Int, heldOut: FeatureTable
  ) throws(StudyError) -> NullWindows? {
    guard let label = NullWindows.label(study, genome) else { return nil }
    let count = NullWindows.count(
      study, windows: windows, share: genome.shares[label], heldOut: heldOut.labels.count { Int($0) == label })
    if count == 0 { return nil }
    let simulation = try simulation(data)
    let key = try StageKey.of([simulation.key, "\(label)", "\(count)", "null"])
    if let (table, provenance) = try? FeatureTable.read(folder.nullWindows), provenance.studyHash == key {
      return NullWindows(label: label, table: table)
    }
    let classes = study.classes.count
    // Beyond the replicates of training, of robustness and of background selection.
    let first = 3 * (simulation.plan.count / classes)
    let rows = try simulation.rows(0..<count, threads: threads, progress: { progress(.scan, $0, count) }) {
      index, _, worker throws(StudyError) in
      try simulation.replicate((first + index) * classes + label, worker.simulator)
    }
    if rows.range.count < count {
      throw .stopped("stopped as asked while windows without a sweep were simulated; the same command makes them again")
    }
    let table = rows.table.relabelled(label) { (UInt64(first) + $0) * UInt64(classes) + UInt64(label) }
    try attempt {
      try table.container(provenance: ProgramVersion.provenance(study, key: key)).write(to: folder.nullWindows)
    }
    return NullWindows(label: label, table: table)
  }
}
