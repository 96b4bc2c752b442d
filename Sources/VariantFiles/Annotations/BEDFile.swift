import Groundwork
import Haplotypes

/// Intervals from BED: contig, start, end (0-based, half-open) and anything behind, tab- or space-separated.
public enum BEDFile {
  /// The intervals of the file at `path` (plain or `.gz`), in its order; `track`, `browser`, `#` and empty lines are
  /// skipped. An interval of no length is kept.
  ///
  /// A FASTA is refused: which of its letters are accessible is a question of its own (``FASTAMask``).
  /// - Throws: ``VariantFilesError`` with path and line if a line has fewer than three columns, a start or end that is
  ///   no whole number, or an end before its start.
  public static func read(_ path: String) throws(VariantFilesError) -> [Interval] {
    try read(TextLines(path))
  }

  /// The intervals of the file at `path` with their names, the fourth column; one without a name is an error.
  package static func readNamed(_ path: String) throws(VariantFilesError) -> [(interval: Interval, name: String)] {
    let lines = try TextLines(path)
    var names: [String] = []
    let intervals = try read(lines) { fields, lines throws(VariantFilesError) in
      guard fields.count > 3 else {
        throw lines.error("found \(fields.count.of("column"))", "the fourth column names the region")
      }
      names.append(String(fields[3]))
    }
    return Array(zip(intervals, names))
  }

  /// The intervals of `text`, which errors call `path`; see ``read(_:)``.
  public static func read(text: [UInt8], path: String) throws(VariantFilesError) -> [Interval] {
    try read(TextLines(text: text, path: path))
  }

  private static func read(
    _ lines: TextLines, _ each: ([Substring], TextLines) throws(VariantFilesError) -> Void = { _, _ in }
  ) throws(VariantFilesError) -> [Interval] {
    var intervals: [Interval] = []
    while let line = try lines.nextText() {
      let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
      guard let first = fields.first, !first.hasPrefix("#"), first != "track", first != "browser" else { continue }
      guard !first.hasPrefix(">") else {
        throw lines.error("the file is FASTA, expected BED", "give a FASTA mask as accessible bases")
      }
      guard fields.count >= 3 else {
        throw lines.error(
          "found \(fields.count) column(s) in '\(line.prefix(60))'", "BED needs contig, start and end")
      }
      guard let start = Int(fields[1]), let end = Int(fields[2]), start >= 0 else {
        throw lines.error(
          "found start '\(fields[1])' and end '\(fields[2])'",
          "BED needs whole numbers, 0-based start and half-open end")
      }
      guard start <= end else {
        throw lines.error("the end \(end) lies before the start \(start)", "exchange or correct them")
      }
      try each(fields, lines)
      intervals.append(Interval(contig: String(first), start: start, end: end))
    }
    return intervals
  }
}
