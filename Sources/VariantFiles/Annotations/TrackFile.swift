import Haplotypes

/// Values along a sequence: bedGraph, and tables whose columns begin with `#chrom`, `start` and `end` (those of `apus statistics scan`).
///
/// Coordinates are 0-based and half-open; values that are no number (`NA`, `.`, `nan`) are left out.
public enum TrackFile {
  /// One column of values.
  public struct Track: Sendable, Equatable {
    /// Its name: the column's, or that of a bedGraph's `track` line, else "".
    public let name: String
    /// Stretches with their values, by contig, by ascending start.
    public let stretches: [String: [Stretch]]
  }

  /// A stretch of one value.
  public struct Stretch: Sendable, Equatable {
    /// First base, 0-based.
    public let start: Int
    /// One past the last base.
    public let end: Int
    /// Its value.
    public let value: Double

    /// A stretch.
    public init(start: Int, end: Int, value: Double) {
      self.start = start
      self.end = end
      self.value = value
    }
  }

  /// Columns of scans that say something of the site, not of selection.
  private static let described: Set<String> = ["derived_frequency", "called"]

  /// The tracks of the file at `path` (plain or `.gz`): one of a bedGraph, one a column of a table, without a raw column beside its
  /// standardised one (`ihs` beside `ihs_std`).
  ///
  /// - Throws: ``VariantFilesError`` with path and line if a line has other columns than the first, places that are no whole numbers
  ///   in order, or a value that is none; an error for a file without a value.
  public static func read(_ path: String) throws(VariantFilesError) -> [Track] { try read(TextLines(path)) }

  /// The tracks in `text`, which errors call `path`; see ``read(_:)``.
  public static func read(text: [UInt8], path: String) throws(VariantFilesError) -> [Track] {
    try read(TextLines(text: text, path: path))
  }

  private static func read(_ lines: TextLines) throws(VariantFilesError) -> [Track] {
    var names: [String]?
    var title = ""
    var columns: [[String: [Stretch]]] = []
    while let line = try lines.nextText() {
      if line.isEmpty || line.hasPrefix("browser") { continue }
      if line.hasPrefix("track") {
        title = self.title(line)
        continue
      }
      if line.hasPrefix("#") {
        if names == nil, columns.isEmpty { names = header(line) }
        continue
      }
      let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
      let count = names.map { $0.count + 3 } ?? 4
      guard fields.count == count, let start = Int(fields[1]), let end = Int(fields[2]), 0 <= start, start < end else {
        throw lines.error(
          "found '\(line.prefix(60))'",
          "expected contig, start, end (0-based, half-open) and \(count - 3) value(s): bedGraph, or the table of 'apus statistics scan'"
        )
      }
      if columns.isEmpty { columns = Array(repeating: [:], count: count - 3) }
      let contig = String(fields[0])
      for column in columns.indices {
        let text = fields[3 + column]
        if ["NA", ".", "nan", "NaN"].contains(text) { continue }
        guard let value = Double(text), value.isFinite else {
          throw lines.error("found the value '\(text)'", "expected a number, or NA")
        }
        columns[column][contig, default: []].append(Stretch(start: start, end: end, value: value))
      }
    }
    let all = names ?? [title]
    let made = zip(all, columns).compactMap { name, values -> Track? in
      if described.contains(name) || all.contains(name + "_std") || values.isEmpty { return nil }
      return Track(name: name, stretches: values.mapValues { $0.sorted { $0.start < $1.start } })
    }
    guard !made.isEmpty else {
      throw lines.error("there is no value", "give bedGraph, or the table of 'apus statistics scan'")
    }
    return made
  }

  /// The names of the values in the header of a table; nil of another comment.
  private static func header(_ line: String) -> [String]? {
    let names = line.dropFirst().split(separator: "\t").map(String.init)
    guard names.count > 3, ["chrom", "contig", "chr"].contains(names[0]), names[1] == "start", names[2] == "end" else {
      return nil
    }
    return Array(names.dropFirst(3))
  }

  /// What follows `name=` on a `track` line.
  private static func title(_ line: String) -> String {
    guard let place = line.firstRange(of: "name=") else { return "" }
    let rest = line[place.upperBound...]
    if let quote = rest.first, quote == "\"" || quote == "'" { return String(rest.dropFirst().prefix { $0 != quote }) }
    return String(rest.prefix { $0 != " " && $0 != "\t" })
  }
}
