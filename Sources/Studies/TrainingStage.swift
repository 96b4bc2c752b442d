import FeatureTables
import Groundwork
import Synchronization

/// The training table of a study: made once, in parts that survive a kill, and kept until something that decides it
/// changes.
public struct TrainingStage: Sendable {
  /// The simulation.
  public let simulation: TrainingSimulation
  private let study: Study
  private let folder: RunFolder

  /// Replicates of a part; a killed run loses at most this many.
  private static let partSize = 1000

  /// The stage of `study` with outputs in `folder`.
  public init(_ study: Study, data: ObservedData?, folder: RunFolder) throws(StudyError) {
    simulation = try TrainingSimulation(study, data: data)
    self.study = study
    self.folder = folder
  }

  /// Who makes the table.
  private func provenance() throws(StudyError) -> Provenance {
    try ProgramVersion.provenance(study, key: simulation.key)
  }

  /// True if the finished table is there already.
  public var isDone: Bool { (try? FeatureTable.read(folder.training))?.provenance.studyHash == simulation.key }

  /// The finished table; made now unless it is there. `archive` replaces the simulator where haplotypes come from a file.
  ///
  /// Replicates that could not be simulated have no row; they are listed in ``RunFolder/failed``, with the reasons.
  public func run(
    threads: Int, archive: SimulationArchive? = nil, progress: @escaping StudyProgress
  ) throws(StudyError) -> FeatureTable {
    if let (table, provenance) = try? FeatureTable.read(folder.training), provenance.studyHash == simulation.key {
      return table
    }
    try simulation.checkFeatures()
    let count = simulation.plan.count
    var table = simulation.emptyTable()
    var failures: [FailedReplicate] = []
    for (index, start) in stride(from: 0, to: count, by: Self.partSize).enumerated() {
      let range = start..<min(start + Self.partSize, count)
      let part = try self.part(range, path: folder.part(index), threads: threads, archive: archive) { done in
        progress(.simulate, range.lowerBound + done, count)
      }
      table.append(contentsOf: part.table)
      failures += part.failures
      try FailedReplicates.check(failures, simulated: range.upperBound, simulation.plan)
      progress(.simulate, range.upperBound, count)
    }
    let finished = table
    try FailedReplicates.write(failures, simulation.plan, to: folder.failed)
    try attempt { try finished.container(provenance: provenance()).write(to: folder.training) }
    folder.removeParts()
    return finished
  }

  /// The rows of `range`: from the part's file if it is of this study, else made and written.
  private func part(
    _ range: Range<Int>, path: String, threads: Int, archive: SimulationArchive?,
    progress: @Sendable (Int) -> Void
  ) throws(StudyError) -> TrainingRows {
    if let finished = try finishedPart(range, path: path, archive: archive) { return finished }
    let rows = try rows(range, threads: threads, archive: archive, progress: progress)
    try attempt { try rows.table.container(provenance: provenance()).write(to: path) }
    return rows
  }

  /// The rows of the file at `path`; nil unless they are those of `range`.
  ///
  /// A replicate without a row failed when the part was made, and must fail again with the same reason.
  private func finishedPart(
    _ range: Range<Int>, path: String, archive: SimulationArchive?
  ) throws(StudyError) -> TrainingRows? {
    guard let (table, provenance) = try? FeatureTable.read(path), provenance.studyHash == simulation.key,
      table.replicates.allSatisfy({ range.contains(Int($0)) })
    else { return nil }
    let there = Set(table.replicates)
    var rows = TrainingRows(table: table, failures: [])
    for index in range where !there.contains(UInt64(index)) {
      let again = try self.rows(index..<index + 1, threads: 1, archive: archive) { _ in }
      if again.failures.isEmpty { return nil }
      rows.failures += again.failures
    }
    return rows
  }

  private func rows(
    _ range: Range<Int>, threads: Int, archive: SimulationArchive?, progress: @Sendable (Int) -> Void
  ) throws(StudyError) -> TrainingRows {
    guard let archive else { return try simulation.rows(range, threads: threads, progress: progress) }
    return try simulation.rows(range, threads: threads, progress: progress) { index, _ throws(StudyError) in
      try archive.replicate(index)
    }
  }
}
