import FeatureTables
import Groundwork
import StudyFiles

/// The training table of a study: made once, in parts that survive a kill, and kept until something that decides it
/// changes.
package struct TrainingStage: Sendable {
  /// The simulation.
  package let simulation: TrainingSimulation
  let study: Study
  let folder: RunFolder

  /// Replicates of a part; a killed run loses at most this many, one that is asked to stop none.
  static let partSize = 1000

  /// The stage of `study` with outputs in `folder`.
  package init(_ study: Study, data: ObservedData?, folder: RunFolder) throws(StudyError) {
    simulation = try TrainingSimulation(study, data: data)
    self.study = study
    self.folder = folder
  }

  /// Who makes the table.
  func provenance() throws(StudyError) -> Provenance {
    try ProgramVersion.provenance(study, key: simulation.key)
  }

  /// The finished table; made now unless it is there. `archive` replaces the simulator where haplotypes come from a file.
  ///
  /// Replicates that could not be simulated have no row; they are listed in ``RunFolder/failed``, with the reasons.
  package func run(
    threads: Int, archive: SimulationArchive? = nil, progress: @escaping StudyProgress
  ) throws(StudyError) -> FeatureTable {
    if let (table, provenance) = try? FeatureTable.read(folder.training), provenance.studyHash == simulation.key {
      // A run may have been killed between the table and the removal of its parts.
      RunFolder.removeParts(of: folder.training)
      return table
    }
    try simulation.checkFeatures()
    let maker = RowMaker(stage: self, threads: threads, archive: archive, progress: progress)
    let rows = try maker.rows(0..<simulation.plan.count, partsOf: folder.training) { rows throws(StudyError) in
      try FailedReplicates.check(rows.failures, simulated: rows.range.upperBound, simulation.plan)
    }
    return try finish(rows)
  }

  /// Makes the share `shard` of the table, unless it is there; replicates that could not be simulated are in its file.
  /// Returns how many rows it has, and the replicates that have none.
  package func runShard(
    _ shard: Shard, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) -> (rows: Int, failures: [FailedReplicate]) {
    let path = folder.shard(shard)
    let range = shard.range(of: simulation.plan.count)
    if range.isEmpty {
      throw .invalid("--shard \(shard): the study has only \(simulation.plan.count.of("replicate"))")
    }
    if let (rows, provenance, there) = try? TrainingRows.read(path), provenance.studyHash == simulation.key,
      rows.range == range, there == shard
    {
      RunFolder.removeParts(of: path)
      return (rows.table.rowCount, rows.failures)
    }
    try simulation.checkFeatures()
    // Whether too many replicates fail is for the whole table to say: a shard may hold few.
    let rows = try RowMaker(stage: self, threads: threads, archive: nil, progress: progress)
      .rows(range, partsOf: path) { _ in }
    try rows.write(provenance(), shard: shard, to: path)
    RunFolder.removeParts(of: path)
    return (rows.table.rowCount, rows.failures)
  }

  /// Writes the table of `rows`, all of the study's, and lists the replicates without one.
  package func finish(_ rows: TrainingRows) throws(StudyError) -> FeatureTable {
    try FailedReplicates.write(rows.failures, simulation.plan, to: folder.failed)
    try attempt { try rows.table.container(provenance: provenance()).write(to: folder.training) }
    RunFolder.removeParts(of: folder.training)
    return rows.table
  }
}

/// Makes rows in parts, each kept in a file as soon as it is done.
private struct RowMaker {
  let stage: TrainingStage
  let threads: Int
  let archive: SimulationArchive?
  let progress: StudyProgress

  private var simulation: TrainingSimulation { stage.simulation }

  /// The rows of `range`, its parts lying beside `table`; `check` looks at the rows so far after each part.
  func rows(
    _ range: Range<Int>, partsOf table: String, check: (TrainingRows) throws(StudyError) -> Void
  ) throws(StudyError) -> TrainingRows {
    let size = TrainingStage.partSize
    var rows = TrainingRows(
      range: range.lowerBound..<range.lowerBound, table: simulation.emptyTable(), failures: [])
    for (index, start) in stride(from: range.lowerBound, to: range.upperBound, by: size).enumerated() {
      let wanted = start..<min(start + size, range.upperBound)
      let path = RunFolder.part(index, of: table)
      let done = start - range.lowerBound
      let part = try self.part(wanted, path: path) { progress(.simulate, done + $0, range.count) }
      rows.append(part)
      if part.range != wanted {
        throw .stopped(
          "stopped as asked: \(rows.range.count.grouped) of \(range.count.grouped) replicates are done and kept; the same "
            + "command continues from there")
      }
      try check(rows)
      progress(.simulate, rows.range.count, range.count)
    }
    return rows
  }

  /// The rows of `range`, of which those in the file at `path` are not made again; of the first of them only if the
  /// program is asked to stop. They are in the file afterwards.
  private func part(
    _ range: Range<Int>, path: String, progress: @Sendable (Int) -> Void
  ) throws(StudyError) -> TrainingRows {
    var rows = TrainingRows(range: range.lowerBound..<range.lowerBound, table: simulation.emptyTable(), failures: [])
    if let (there, provenance, _) = try? TrainingRows.read(path), provenance.studyHash == simulation.key,
      there.range.lowerBound == range.lowerBound, there.range.upperBound <= range.upperBound
    {
      if there.range == range { return there }
      rows = there
    }
    let kept = rows.range.count
    let begun = CollectedRows()
    let (before, stage) = (rows, stage)
    let more = try StopRequest.listening {
      // A replicate that takes long is given up; those before it are kept.
      guard case let done = stage.simulation.table(begun.first), !done.range.isEmpty else { return nil }
      var all = before
      all.append(done)
      guard (try? all.write(stage.provenance(), to: path)) != nil else { return nil }
      return "\(done.range.count.grouped) more replicates are kept"
    } _: { () throws(StudyError) -> TrainingRows in
      try newRows(rows.range.upperBound..<range.upperBound, begun) { progress(kept + $0) }
    }
    if more.range.isEmpty { return rows }
    rows.append(more)
    try rows.write(stage.provenance(), to: path)
    return rows
  }

  private func newRows(
    _ range: Range<Int>, _ begun: CollectedRows, progress: @Sendable (Int) -> Void
  ) throws(StudyError) -> TrainingRows {
    guard let archive else {
      return try simulation.rows(range, threads: threads, collecting: begun, progress: progress)
    }
    return try simulation.rows(range, threads: threads, collecting: begun, progress: progress) {
      index, _, _ throws(StudyError) in
      try archive.replicate(index)
    }
  }
}
