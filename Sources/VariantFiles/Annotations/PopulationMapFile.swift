import Haplotypes

/// Population maps: one `sample<TAB>population` a line.
public enum PopulationMapFile {
  /// The map in the file at `path` (plain or `.gz`).
  ///
  /// Columns are separated by tabs, or by blanks where a line has no tab; further columns, empty lines and lines that
  /// begin with `#` are skipped; a byte-order mark and CRLF ends are accepted.
  /// - Throws: ``VariantFilesError`` with path and line for a line of one column or a sample given twice; an error for
  ///   a file without samples.
  public static func read(_ path: String) throws(VariantFilesError) -> PopulationMap {
    try read(TextLines(path))
  }

  /// The map in `text`, which errors call `path`; see ``read(_:)``.
  public static func read(text: [UInt8], path: String) throws(VariantFilesError) -> PopulationMap {
    try read(TextLines(text: text, path: path))
  }

  private static func read(_ lines: TextLines) throws(VariantFilesError) -> PopulationMap {
    var entries: [(sample: String, population: String)] = []
    var lineOfSample: [String: Int] = [:]
    while let line = try lines.nextText() {
      if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
      let hasTab = line.contains("\t")
      let fields = line.split(whereSeparator: { hasTab ? $0 == "\t" : $0 == " " }).map(Self.trimmed)
      guard fields.count >= 2, !fields[0].isEmpty, !fields[1].isEmpty else {
        throw lines.error("found one column in '\(line.prefix(60))'", "write sample<TAB>population")
      }
      if let earlier = lineOfSample[fields[0]] {
        throw lines.error("sample '\(fields[0])' was given on line \(earlier) already", "remove one of the lines")
      }
      lineOfSample[fields[0]] = lines.number
      entries.append((fields[0], fields[1]))
    }
    guard !entries.isEmpty else {
      throw .damaged(path: lines.path, problem: "the file names no sample", remedy: "write lines sample<TAB>population")
    }
    return PopulationMap(entries: entries)
  }

  static func trimmed(_ text: Substring) -> String {
    var rest = text
    while let last = rest.last, last == " " { rest.removeLast() }
    while let first = rest.first, first == " " { rest.removeFirst() }
    return String(rest)
  }
}
