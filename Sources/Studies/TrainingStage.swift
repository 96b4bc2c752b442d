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

  /// The finished table; made now unless it is there. `source` replaces the simulator where haplotypes come from a file.
  public func run(
    threads: Int, archive: SimulationArchive? = nil, progress: @escaping StudyProgress
  ) throws(StudyError) -> FeatureTable {
    if let (table, provenance) = try? FeatureTable.read(folder.training), provenance.studyHash == simulation.key {
      return table
    }
    let count = simulation.plan.count
    var table = simulation.emptyTable()
    for (index, start) in stride(from: 0, to: count, by: Self.partSize).enumerated() {
      let range = start..<min(start + Self.partSize, count)
      let part = try self.part(range, path: folder.part(index), threads: threads, archive: archive) { done in
        progress(.simulate, range.lowerBound + done, count)
      }
      table.append(contentsOf: part)
      progress(.simulate, range.upperBound, count)
    }
    let finished = table
    try attempt { try finished.container(provenance: provenance()).write(to: folder.training) }
    folder.removeParts()
    return finished
  }

  /// The rows of `range`: from the part's file if it is whole and of this study, else made and written.
  private func part(
    _ range: Range<Int>, path: String, threads: Int, archive: SimulationArchive?,
    progress: @Sendable (Int) -> Void
  ) throws(StudyError) -> FeatureTable {
    if let (table, provenance) = try? FeatureTable.read(path), provenance.studyHash == simulation.key,
      table.rowCount == range.count
    {
      return table
    }
    let table: FeatureTable
    if let archive {
      table = try simulation.rows(range, threads: threads, progress: progress) { index, _ throws(StudyError) in
        (try archive.matrix(index), archive.truth(index))
      }
    } else {
      table = try simulation.rows(range, threads: threads, progress: progress)
    }
    try attempt { try table.container(provenance: provenance()).write(to: path) }
    return table
  }
}
