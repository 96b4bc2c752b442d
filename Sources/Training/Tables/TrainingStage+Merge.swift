import FeatureTables
import Groundwork
import StudyFiles

extension TrainingStage {
  /// The rows of the shards at `paths`, or of all in the folder if there are none: those that one process would have made.
  ///
  /// Throws, naming all of them, if shards are of another study, if replicates are missing or if some are there twice. The
  /// shards are left as they are.
  package func merged(_ paths: [String]) throws(StudyError) -> TrainingRows {
    let paths = paths.isEmpty ? folder.finishedShards() : paths
    if paths.isEmpty {
      throw .missingFile("\(folder.shards): there are no shards; 'apus features STUDY --shard I/N' makes them")
    }
    try simulation.checkFeatures()
    var shards: [ShardFile] = []
    for path in paths {
      let (rows, provenance, shard) = try TrainingRows.read(path)
      shards.append(ShardFile(path: path, rows: rows, key: provenance.studyHash, shard: shard))
    }
    shards.sort {
      ($0.rows.range.lowerBound, $0.rows.range.upperBound) < ($1.rows.range.lowerBound, $1.rows.range.upperBound)
    }
    try checkStrangers(shards)
    try checkDuplicates(shards)
    try checkGaps(shards)
    var rows = TrainingRows(range: 0..<0, table: simulation.emptyTable(), failures: [])
    for shard in shards { rows.append(shard.rows) }
    let count = simulation.plan.count
    for start in stride(from: 0, to: count, by: Self.partSize) {
      try FailedReplicates.check(rows.failures, simulated: min(start + Self.partSize, count), simulation.plan)
    }
    return rows
  }

  private struct ShardFile {
    let path: String
    let rows: TrainingRows
    let key: String
    let shard: Shard?
  }

  private func checkStrangers(_ shards: [ShardFile]) throws(StudyError) {
    let own = simulation.emptyTable()
    let strangers = shards.filter { shard in
      let table = shard.rows.table
      return shard.key != simulation.key || shard.rows.range.upperBound > simulation.plan.count
        || table.schema != own.schema || table.classes != own.classes || table.truthNames != own.truthNames
    }
    guard let first = strangers.first else { return }
    throw .invalid(
      "made by another study (key \(first.key), this study's is \(simulation.key)), or by this one before it was changed: "
        + "\(strangers.map(\.path).joined(separator: ", ")); remove or make again")
  }

  private func checkDuplicates(_ shards: [ShardFile]) throws(StudyError) {
    var problems: [String] = []
    var furthest = shards[0]
    for shard in shards.dropFirst() {
      let shared = furthest.rows.range.clamped(to: shard.rows.range)
      if !shared.isEmpty {
        problems.append("\(Self.words(shared)) are in both \(furthest.path) and \(shard.path)")
      }
      if shard.rows.range.upperBound > furthest.rows.range.upperBound { furthest = shard }
    }
    if !problems.isEmpty {
      throw .invalid("\(problems.joined(separator: "; ")); name the shards to merge, or remove those of another number")
    }
  }

  private func checkGaps(_ shards: [ShardFile]) throws(StudyError) {
    var gaps: [Range<Int>] = []
    var next = 0
    for range in shards.map(\.rows.range) + [simulation.plan.count..<simulation.plan.count] {
      if range.lowerBound > next { gaps.append(next..<range.lowerBound) }
      next = range.upperBound
    }
    if gaps.isEmpty { return }
    var message = "\(gaps.map(Self.words).joined(separator: ", ")) are missing"
    let numbers = Set(shards.map { $0.shard?.count ?? 0 })
    if numbers.count == 1, let count = numbers.first, count > 0 {
      let there = Set(shards.compactMap(\.shard?.index))
      let missing = (1...count).filter { !there.contains($0) }.map { "\($0)/\(count)" }
      if let first = missing.first {
        message +=
          ", of the shards \(missing.joined(separator: ", ")); 'apus features STUDY --shard \(first)' makes one"
      }
    }
    throw .invalid(message)
  }

  private static func words(_ range: Range<Int>) -> String {
    "replicates \(range.lowerBound) to \(range.upperBound - 1)"
  }
}
