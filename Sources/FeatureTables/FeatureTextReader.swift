import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads feature tables in text, row by row.
struct FeatureTextReader {
  let path: String
  let options: FeatureTableFile.Options

  private var line = 1
  private var values: [Double] = []
  private var labels: [String] = []
  private var replicates: [UInt64] = []
  private var truth: [Double] = []
  private var locations: [FeatureTable.Location] = []
  private var wholeWindows: [Range<Int>] = []
  private var accessibleBases: [Int] = []
  private var dropped: [FeatureTableFile.DroppedRow] = []
  private var lastLabel: (bytes: [UInt8], text: String) = ([], "")
  private var lastContig: (bytes: [UInt8], text: String) = ([], "")

  init(path: String, options: FeatureTableFile.Options) {
    self.path = path
    self.options = options
  }

  /// The table in `text`.
  mutating func read(_ text: [UInt8]) throws(FeatureTablesError) -> FeatureTableFile {
    // A NUL behind the last byte ends the last number for strtod.
    var text = text
    text.append(0)
    let start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let firstEnd = Self.endOfLine(text, from: start)
    let header = try FeatureTextHeader(
      String(decoding: Self.trimmed(text, start..<firstEnd).map { text[$0] }, as: UTF8.self), path: path,
      truthColumns: options.truthColumns)
    var cells: [Range<Int>] = []
    var offset = firstEnd + 1
    while offset < text.count - 1 {
      line += 1
      let end = Self.endOfLine(text, from: offset)
      let row = Self.trimmed(text, offset..<end)
      offset = end + 1
      if row.isEmpty { continue }
      Self.split(text, row, header.separator, into: &cells)
      guard cells.count == header.roles.count else {
        throw wrong(
          "found \(cells.count.of("column")), expected \(header.roles.count) as in the header", "the file may be cut")
      }
      try append(cells, of: text, header)
    }
    return try file(header)
  }

  private func wrong(_ problem: String, _ remedy: String) -> FeatureTablesError {
    .badLine(path: path, line: line, problem: problem, remedy: remedy)
  }

  // MARK: Cells

  private static func endOfLine(_ text: [UInt8], from start: Int) -> Int {
    var end = start
    while end < text.count - 1, text[end] != 10 { end += 1 }
    return end
  }

  /// `range` without what ends a line and blanks at its ends; an empty last column keeps its tab.
  private static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while end > start, text[end - 1] == 13 || text[end - 1] == 32 { end -= 1 }
    while start < end, text[start] == 32 { start += 1 }
    return start..<end
  }

  private static func split(
    _ text: [UInt8], _ row: Range<Int>, _ separator: FeatureTextHeader.Separator, into cells: inout [Range<Int>]
  ) {
    cells.removeAll(keepingCapacity: true)
    let mark: UInt8 = separator == .tab ? 9 : separator == .comma ? 44 : 32
    var start = row.lowerBound
    for index in row where text[index] == mark {
      if separator != .blanks || index > start { cells.append(bare(text, start..<index)) }
      start = index + 1
    }
    cells.append(bare(text, start..<row.upperBound))
  }

  /// `cell` without blanks and quotation marks around it.
  private static func bare(_ text: [UInt8], _ cell: Range<Int>) -> Range<Int> {
    let inner = trimmed(text, cell)
    guard inner.count >= 2, text[inner.lowerBound] == 34, text[inner.upperBound - 1] == 34 else { return inner }
    return inner.lowerBound + 1..<inner.upperBound - 1
  }

  private func text(_ cell: Range<Int>, _ text: [UInt8]) -> String {
    String(decoding: text[cell], as: UTF8.self)
  }

  /// The number in `cell`, NaN for `nan` and `NA`; nil if there is none. Only decimal notation: no hexadecimal.
  private static func number(_ cell: Range<Int>, _ text: [UInt8]) -> Double? {
    guard let first = cell.first else { return nil }
    let start = text[first] == 45 || text[first] == 43 ? first + 1 : first
    guard start < cell.upperBound else { return nil }
    if (48...57).contains(text[start]) || text[start] == 46 {
      // "0x1p3" and the like would be numbers to strtod.
      if start + 1 < cell.upperBound, text[start + 1] | 32 == 120 { return nil }
      return text.withUnsafeBytes { bytes -> Double? in
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return nil }
        var stop: UnsafeMutablePointer<CChar>?
        let value = strtod(base + cell.lowerBound, &stop)
        return stop.map { UnsafePointer($0) } == base + cell.upperBound ? value : nil
      }
    }
    switch String(decoding: text[start..<cell.upperBound], as: UTF8.self).lowercased() {
    case "nan", "na": return .nan
    case "inf", "infinity": return text[first] == 45 ? -.infinity : .infinity
    default: return nil
    }
  }

  // MARK: Rows

  private mutating func append(
    _ cells: [Range<Int>], of text: [UInt8], _ header: FeatureTextHeader
  ) throws(FeatureTablesError) {
    let oldValues = values.count
    for (column, role) in header.roles.enumerated() where role == .feature {
      let value = try number(cells[column], text, header.names[column])
      guard value.isFinite || (options.keepsMissing && value.isNaN) else {
        values.removeLast(values.count - oldValues)
        let found = self.text(cells[column], text)
        dropped.append(.init(line: line, column: header.names[column], found: found))
        return
      }
      values.append(value)
    }
    try appendBesides(cells, of: text, header)
  }

  private func number(_ cell: Range<Int>, _ text: [UInt8], _ column: String) throws(FeatureTablesError) -> Double {
    if let value = Self.number(cell, text) { return value }
    throw wrong("found '\(self.text(cell, text).prefix(40))' in column '\(column)', expected a number", "correct it")
  }

  private func whole(_ cell: Range<Int>, _ text: [UInt8], _ column: String) throws(FeatureTablesError) -> Int {
    if let value = Int(self.text(cell, text)), value >= 0 { return value }
    throw wrong(
      "found '\(self.text(cell, text).prefix(40))' in column '\(column)', expected a whole number of at least 0",
      "correct it")
  }

  /// What a row has besides features.
  private mutating func appendBesides(
    _ cells: [Range<Int>], of text: [UInt8], _ header: FeatureTextHeader
  ) throws(FeatureTablesError) {
    var (start, end) = (0, 0)
    var contig: String?
    for (column, role) in header.roles.enumerated() {
      let (cell, name) = (cells[column], header.names[column])
      switch role {
      case .feature: break
      case .label: labels.append(remembered(cell, text, &lastLabel))
      case .contig: contig = remembered(cell, text, &lastContig)
      case .start(let oneBased):
        start = try whole(cell, text, name) - (oneBased ? 1 : 0)
      case .end: end = try whole(cell, text, name)
      case .wholeWindow: wholeWindows.append(try window(cell, text, name))
      case .accessibleBases: accessibleBases.append(try whole(cell, text, name))
      case .replicate:
        guard let replicate = UInt64(self.text(cell, text)) else {
          throw wrong("found '\(self.text(cell, text))' as replicate", "replicates are whole numbers")
        }
        replicates.append(replicate)
      case .truth: truth.append(try number(cell, text, name))
      }
    }
    guard let contig else { return }
    guard 0 <= start, start <= end else {
      throw wrong("the end \(end) lies before the start \(start + 1), or the start before base 1", "correct them")
    }
    locations.append(.init(contig: contig, start: start, end: end))
  }

  /// The text of a cell that mostly repeats the one above it.
  private func remembered(
    _ cell: Range<Int>, _ text: [UInt8], _ last: inout (bytes: [UInt8], text: String)
  ) -> String {
    if text[cell].elementsEqual(last.bytes) { return last.text }
    last = (Array(text[cell]), self.text(cell, text))
    return last.text
  }

  /// START-END, 1-based and closed.
  private func window(_ cell: Range<Int>, _ text: [UInt8], _ name: String) throws(FeatureTablesError) -> Range<Int> {
    let ends = self.text(cell, text).split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let start = ends[0], let end = ends[1], 1 <= start, start <= end else {
      throw wrong("found '\(self.text(cell, text).prefix(40))' in column '\(name)', expected START-END", "correct it")
    }
    return start - 1..<end
  }

  // MARK: The table

  private func file(_ header: FeatureTextHeader) throws(FeatureTablesError) -> FeatureTableFile {
    let lengths = Set(wholeWindows.map(\.count))
    let schema = header.schema(windowLength: lengths.count == 1 ? lengths.first ?? 0 : 0)
    let rowCount = values.count / schema.columns.count
    guard rowCount > 0 || !dropped.isEmpty else {
      throw .badLine(
        path: path, line: line, problem: "there is no row after the header", remedy: "the file may be cut")
    }
    let named =
      header.roles.contains(.label) ? labels : options.label.map { Array(repeating: $0, count: rowCount) } ?? []
    let (classes, indices) = try classes(of: named)
    let truthNames = header.names(.truth)
    let isLabelled = !indices.isEmpty || !truthNames.isEmpty
    var rows = ExampleRows(classes: classes, truthNames: truthNames)
    rows.count = rowCount
    rows.labels = indices
    rows.replicates = !replicates.isEmpty || !isLabelled ? replicates : (0..<UInt64(rowCount)).map { $0 }
    rows.truth = truth
    rows.locations = locations
    let table = FeatureTable(schema: schema, values: values, rows: rows, alignments: nil)
    return FeatureTableFile(
      format: header.format, table: table, wholeWindows: wholeWindows, accessibleBases: accessibleBases,
      droppedRows: dropped)
  }

  /// The classes in order, and the class of each row.
  private func classes(of labels: [String]) throws(FeatureTablesError) -> (names: [String], indices: [Int32]) {
    var present: [String] = []
    var seen: Set<String> = []
    for label in labels where seen.insert(label).inserted { present.append(label) }
    let numbers = present.compactMap { Int($0) }
    let areNumbers = numbers.count == present.count
    guard let wanted = options.classes else {
      let names = areNumbers ? present.sorted { Int($0) ?? 0 < Int($1) ?? 0 } : present
      return (names, Self.indices(of: labels, among: names))
    }
    if let unknown = present.first(where: { !wanted.contains($0) }) {
      guard areNumbers, numbers.allSatisfy({ wanted.indices.contains($0) }) else {
        throw .damaged(
          path: path, reason: "the label '\(unknown)' is not one of the classes \(wanted.joined(separator: ", "))")
      }
      return (wanted, labels.map { Int32($0) ?? 0 })
    }
    return (wanted, Self.indices(of: labels, among: wanted))
  }

  private static func indices(of labels: [String], among names: [String]) -> [Int32] {
    var index: [String: Int32] = [:]
    for (position, name) in names.enumerated() where index[name] == nil { index[name] = Int32(position) }
    return labels.map { index[$0] ?? 0 }
  }
}
