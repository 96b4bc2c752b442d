import FeatureTables
import Groundwork
import StudyFiles

/// The rows of a stretch of a study's replicates, and the replicates that have none because they could not be simulated:
/// in memory, and as the file of a part or a shard of a training table.
///
/// The file is a feature table with further members: `range` (i8: the first replicate and the one past the last), `failed`
/// (u8: replicates without a row), `reasons` (u1: why, one line of UTF-8 each) and, of a shard, `shard` (i8: which, of how
/// many).
package struct TrainingRows: Sendable {
  /// The replicates.
  package var range: Range<Int>
  package var table: FeatureTable
  package var failures: [FailedReplicate]

  /// Adds the rows of the replicates that follow.
  package mutating func append(_ next: TrainingRows) {
    precondition(next.range.lowerBound == range.upperBound, "\(next.range) does not follow \(range)")
    range = range.lowerBound..<next.range.upperBound
    table.append(contentsOf: next.table)
    failures += next.failures
  }

  /// Writes the rows to `path`, whole or not at all.
  func write(_ provenance: Provenance, shard: Shard? = nil, to path: String) throws(StudyError) {
    var container = try attempt { try table.container(provenance: provenance) }
    container.add("range", NumericArray([Int64(range.lowerBound), Int64(range.upperBound)]))
    container.add("failed", NumericArray(failures.map { UInt64($0.index) }))
    container.add("reasons", NumericArray(Array(failures.map { $0.reason + "\n" }.joined().utf8)))
    if let shard { container.add("shard", NumericArray([Int64(shard.index), Int64(shard.count)])) }
    let finished = container
    try attempt { try finished.write(to: path) }
  }

  /// What the file at `path` holds; an error if it is not what ``write(_:shard:to:)`` writes.
  static func read(_ path: String) throws(StudyError) -> (rows: TrainingRows, provenance: Provenance, shard: Shard?) {
    let container = try attempt { try ArrayContainer(path: path) }
    let (table, provenance) = try attempt { try FeatureTable.read(container, path: path) }
    let reasons = (container["reasons"]?.uint8s).map { bytes in
      String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }
    guard let range = container["range"]?.int64s, range.count == 2, range[0] >= 0, range[0] <= range[1],
      let failed = container["failed"]?.uint64s, let reasons, reasons.count == failed.count
    else {
      throw .invalid("\(path): a feature table, but not a shard of one; 'apus features STUDY --shard I/N' makes them")
    }
    let wanted = UInt64(range[0])..<UInt64(range[1])
    let there = (table.replicates + failed).sorted()
    guard there.elementsEqual(wanted) else {
      throw .invalid("\(path): damaged: it does not hold each of the replicates \(range[0]) to \(range[1] - 1) once")
    }
    let failures = zip(failed, reasons).map { FailedReplicate(index: Int($0), reason: $1) }
    let shard = (container["shard"]?.int64s).flatMap { $0.count == 2 ? Shard(Int($0[0]), of: Int($0[1])) : nil }
    return (
      TrainingRows(range: Int(range[0])..<Int(range[1]), table: table, failures: failures), provenance, shard
    )
  }
}
