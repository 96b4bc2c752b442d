import Coalescent
import Groundwork
import StudyFiles

/// Reads the path of an allele's frequency: two columns, generations ago and frequency, in any order of time.
enum SweepPathFile {
  /// The path in the file at `path`; lines that begin with `#`, and a header, are skipped.
  static func read(_ path: String) throws(StudyError) -> SweepPath {
    let text = try attempt { String(decoding: try AtomicFile.read(path), as: UTF8.self) }
    var points: [SweepPath.Point] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let fields = line.split(whereSeparator: { "\t ,".contains($0) })
      guard let first = fields.first, !first.hasPrefix("#") else { continue }
      guard fields.count >= 2, let time = Double(first), let frequency = Double(fields[1]) else {
        if points.isEmpty && Double(first) == nil { continue }
        throw .invalid("\(path):\(index + 1): found '\(line)', expected generations ago and a frequency")
      }
      guard time >= 0, time.isFinite, (0...1).contains(frequency) else {
        throw .invalid("\(path):\(index + 1): found \(time) and \(frequency), expected a time of 0 or more and 0 to 1")
      }
      points.append(SweepPath.Point(time: time, frequency: frequency))
    }
    points.sort { $0.time < $1.time }
    guard points.count >= 2 else { throw .invalid("\(path): a path needs two points or more, found \(points.count)") }
    return SweepPath(points)
  }
}
