import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

extension StudyRun {
  /// What a user should know of how the finished training table came about: replicates that could not be simulated, and how many
  /// simulations obeyed conditions on what happens in them.
  package var simulationNotes: [String] { (failureNote.map { [$0] } ?? []) + acceptanceNotes }

  /// How many replicates have no row in the table because they could not be simulated; nil if all have one.
  private var failureNote: String? {
    guard let bytes = try? AtomicFile.read(folder.failed) else { return nil }
    let count = bytes.count { $0 == UInt8(ascii: "\n") } - 1
    let wanted = study.classes.count * study.training.replicates
    return "\(count.grouped) of \(wanted.grouped) replicates could not be simulated (failed.tsv)"
  }

  /// For each class with conditions on what happens, the share of its simulations that obeyed them: the others were drawn again.
  private var acceptanceNotes: [String] {
    let conditions = study.classes.indices.map { study.model(ofClass: $0).conditions.filter(\.isOfReplicate) }
    guard conditions.contains(where: { !$0.isEmpty }),
      let (table, _) = try? FeatureTable.read(folder.training), let attempts = table.rows.truth(Study.attempts)
    else { return [] }
    return study.classNames.indices.compactMap { kind in
      let own = attempts.indices.filter { Int(table.labels[$0]) == kind }
      guard !conditions[kind].isEmpty, !own.isEmpty else { return nil }
      let tried = own.reduce(0.0) { $0 + attempts[$1] }
      return
        "\(study.classNames[kind]): \((100 * Double(own.count) / tried).fixed(1)) % of \(Int(tried).grouped) draws obeyed "
        + conditions[kind].map(\.description).joined(separator: ", ") + "; the others were drawn again"
    }
  }
}
