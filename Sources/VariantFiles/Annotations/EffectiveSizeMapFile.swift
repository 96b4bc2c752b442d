import Groundwork
import Haplotypes

/// Maps of background selection as BED: contig, start, end (0-based, half-open), B.
public enum EffectiveSizeMapFile {
  /// One line.
  private struct Row {
    let contig: String
    let start: Int
    let end: Int
    let value: Double
    let line: Int
  }

  /// The map of each contig in the file at `path` (plain or `.gz`); `track`, `browser`, `#` and empty lines are skipped.
  ///
  /// The values of the file say how B is written: if all are at most 1 they are B itself; if one is above 1 they are
  /// thousandths, whole numbers up to 1000, as in the maps of McVicker et al. 2009 (doi:10.1371/journal.pgen.1000471).
  /// Gaps between intervals have B = 1, as have stretches that a map does not reach (`EffectiveSizeMap`).
  /// - Throws: ``VariantFilesError`` with path and line for a missing or wrong number, intervals that overlap or do not
  ///   ascend, a B of 0, and a fraction in a file of thousandths; an error for a file without intervals.
  public static func read(_ path: String) throws(VariantFilesError) -> [String: EffectiveSizeMap] {
    try read(TextLines(path))
  }

  /// The maps in `text`, which errors call `path`; see ``read(_:)``.
  public static func read(text: [UInt8], path: String) throws(VariantFilesError) -> [String: EffectiveSizeMap] {
    try read(TextLines(text: text, path: path))
  }

  private static func read(_ lines: TextLines) throws(VariantFilesError) -> [String: EffectiveSizeMap] {
    let path = lines.path
    let rows = try rows(lines)
    let isThousandths = rows.contains { $0.value > 1 }
    var pieces: [String: (breakpoints: [Double], values: [Double])] = [:]
    for row in rows {
      let value = try effectiveSize(row, isThousandths: isThousandths, path)
      let (start, end) = (Double(row.start), Double(row.end))
      var piece = pieces[row.contig] ?? ([start], [])
      let last = piece.breakpoints[piece.breakpoints.count - 1]
      guard start >= last else {
        throw error(
          path, row, "the interval begins at \(row.start), before the end \(Int(last)) of the last one",
          "sort the lines")
      }
      if start > last {
        piece.breakpoints.append(start)
        piece.values.append(1)
      }
      piece.breakpoints.append(end)
      piece.values.append(value)
      pieces[row.contig] = piece
    }
    var maps: [String: EffectiveSizeMap] = [:]
    for (contig, piece) in pieces {
      do { maps[contig] = try EffectiveSizeMap(breakpoints: piece.breakpoints, values: piece.values) } catch {
        throw .damaged(path: path, problem: "contig '\(contig)': \(error)", remedy: "correct the map")
      }
    }
    guard !maps.isEmpty else {
      throw .damaged(path: path, problem: "the file has no interval", remedy: "write contig, start, end and B")
    }
    return maps
  }

  private static func rows(_ lines: TextLines) throws(VariantFilesError) -> [Row] {
    var rows: [Row] = []
    while let line = try lines.nextText() {
      let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
      guard let first = fields.first, !first.hasPrefix("#"), first != "track", first != "browser" else { continue }
      guard fields.count >= 4 else {
        throw lines.error("found \(fields.count.of("column"))", "write contig, start, end and B")
      }
      guard let start = Int(fields[1]), let end = Int(fields[2]), start >= 0, end > start else {
        throw lines.error(
          "found start '\(fields[1])' and end '\(fields[2])'", "write a 0-based start and a half-open end after it")
      }
      guard let value = Double(fields[3]), value >= 0, value <= 1000 else {
        throw lines.error("found B = '\(fields[3])'", "write B from 0 to 1, or thousandths from 0 to 1000")
      }
      rows.append(Row(contig: String(first), start: start, end: end, value: value, line: lines.number))
    }
    return rows
  }

  /// B of a line.
  private static func effectiveSize(
    _ row: Row, isThousandths: Bool, _ path: String
  ) throws(VariantFilesError) -> Double {
    guard row.value > 0 else {
      throw error(
        path, row, "found B = 0: lineages would meet at once",
        "write the smallest B that is meant, such as 0.001 (1 of 1000)")
    }
    guard isThousandths else { return row.value }
    guard row.value == row.value.rounded() else {
      throw error(
        path, row, "found B = \(row.value) in a file with values above 1",
        "write all as 0 to 1, or all as whole thousandths")
    }
    return row.value / 1000
  }

  private static func error(_ path: String, _ row: Row, _ problem: String, _ remedy: String) -> VariantFilesError {
    .badRecord(path: path, place: "\(row.line)", problem: problem, remedy: remedy)
  }
}
