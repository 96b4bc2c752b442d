/// What the columns of a feature table in text are.
struct FeatureTextHeader {
  /// What a column holds.
  enum Role: Equatable {
    case feature
    case label
    case contig
    case start(oneBased: Bool)
    case end
    case wholeWindow
    case accessibleBases
    case replicate
    case truth
  }

  /// The character between two columns.
  enum Separator {
    case tab
    case comma
    case blanks
  }

  let separator: Separator
  let roles: [Role]
  /// The name of each column; that of the parameter where the column is a truth.
  let names: [String]

  /// The names that FILET gives its statistics, in its order.
  static let filet = [
    "pi1", "hetVar1", "ss1", "private1", "thetaH1", "tajd1", "H1", "HapCount1", "ZnS1", "pi2", "hetVar2", "ss2",
    "private2", "thetaH2", "tajd2", "H2", "HapCount2", "ZnS2", "Fst", "snn", "dxy_mean", "dxy_min", "gmin", "zx", "dd1",
    "dd2", "ddRank1", "ddRank2", "ibsMaxB", "ibsMean1", "ibsMean2",
  ]

  /// Columns that no other program has, and that FILET's example keeps.
  private static let filetAlone: Set = ["hetVar1", "hetVar2", "dxy_mean", "dxy_min"]

  /// The header in `line`, the first line of the file at `path`.
  init(_ line: String, path: String, truthColumns: [String]) throws(FeatureTablesError) {
    let separator: Separator = line.contains("\t") ? .tab : line.contains(",") ? .comma : .blanks
    var names = Self.cells(of: line, separator)
    if let first = names.first, first.hasPrefix("#") { names[0] = String(first.drop { $0 == "#" || $0 == " " }) }
    func wrong(_ problem: String, _ remedy: String) -> FeatureTablesError {
      .badLine(path: path, line: 1, problem: problem, remedy: remedy)
    }
    if names.allSatisfy({ Double($0) != nil }) {
      throw wrong("found numbers, expected a header", "write the names of the columns into the first line")
    }
    if let column = names.firstIndex(of: "") {
      throw wrong("column \(column + 1) has no name", "name every column")
    }
    let bare = names.map { $0.hasPrefix("truth:") ? String($0.dropFirst(6)) : $0 }
    if let unknown = truthColumns.first(where: { !bare.contains($0) }) {
      throw wrong("there is no column '\(unknown)'", "it has \(names.prefix(12).joined(separator: ", ")) ...")
    }
    roles = zip(names, bare).map { truthColumns.contains($1) ? .truth : Self.role(of: $0) }
    self.names = bare
    self.separator = separator
    if let repeated = Self.repeated(self.names) {
      throw wrong("the column '\(repeated)' is listed twice", "give every column a name of its own")
    }
    for single in [Role.label, .contig, .end, .wholeWindow, .accessibleBases, .replicate]
    where roles.count(where: { $0 == single }) > 1 {
      let both = zip(self.names, roles).filter { $0.1 == single }.map(\.0).joined(separator: "' and '")
      throw wrong("the columns '\(both)' say the same", "leave one of them")
    }
    let places = roles.count { $0 == .contig || $0 == .end || Self.isStart($0) }
    guard places == 0 || (places == 3 && roles.contains(.contig) && roles.contains(.end)) else {
      throw wrong("the place of a row is not whole", "write contig, start and end, or none of them")
    }
    guard roles.contains(.feature) else {
      throw wrong("no column is a feature", "is this a table of features, with a header?")
    }
  }

  static func isStart(_ role: Role) -> Bool {
    if case .start = role { return true }
    return false
  }

  private static func role(of name: String) -> Role {
    switch name.lowercased() {
    case "classlabel", "class", "label": return .label
    case "chrom", "chr", "chromosome", "contig": return .contig
    case "start", "chromstart": return .start(oneBased: false)
    case "classifiedwinstart": return .start(oneBased: true)
    case "end", "chromend", "classifiedwinend": return .end
    case "bigwinrange": return .wholeWindow
    case "numsites": return .accessibleBases
    case "replicate": return .replicate
    default: return name.hasPrefix("truth:") ? .truth : .feature
    }
  }

  private static func repeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }

  /// The cells of `line`, without quotation marks around them.
  static func cells(of line: String, _ separator: Separator) -> [String] {
    let cells: [Substring]
    switch separator {
    case .tab: cells = line.split(separator: "\t", omittingEmptySubsequences: false)
    case .comma: cells = line.split(separator: ",", omittingEmptySubsequences: false)
    case .blanks: cells = line.split(separator: " ")
    }
    return cells.map { cell in
      var cell = cell
      while cell.first == " " { cell.removeFirst() }
      while cell.last == " " { cell.removeLast() }
      let isQuoted = cell.count >= 2 && cell.first == "\"" && cell.last == "\""
      return String(isQuoted ? cell.dropFirst().dropLast() : cell)
    }
  }

  /// The names of the columns with a role.
  func names(_ role: Role) -> [String] { zip(names, roles).filter { $0.1 == role }.map(\.0) }

  /// Which program writes such columns.
  var format: FeatureTableFile.Format {
    let features = names(.feature)
    // Its example drops some of the columns that its program prints.
    if features == Self.filet.filter(features.contains), Self.filetAlone.isSubset(of: features) { return .filet }
    guard features.contains("pi_win0") else { return .table }
    if features.contains("ss_win0") { return .shic }
    if roles.contains(.wholeWindow) { return .diploshicObserved }
    return features.contains("thetaW_win0") ? .diploshicSimulated : .table
  }

  /// What the columns mean, of windows of `windowLength` bases.
  func schema(windowLength: Int) -> FeatureSchema {
    let columns = names(.feature).map { name in
      guard let mark = name.firstRange(of: "_win"), let subwindow = Int(name[mark.upperBound...]),
        (0..<1_000_000).contains(subwindow)
      else {
        return FeatureColumn(name: name, statistic: name, version: 0, subwindow: nil)
      }
      return FeatureColumn(
        name: name, statistic: String(name[..<mark.lowerBound]), version: 0, subwindow: subwindow)
    }
    let usesGenotypes = columns.contains { $0.statistic == "nDiplos" }
    let isKnown = format != .table
    return FeatureSchema(
      featureSet: format.featureSet, columns: columns, usesPhase: isKnown && !usesGenotypes,
      usesPolarisation: isKnown && !usesGenotypes, haplotypeCount: 0, windowLength: windowLength,
      subwindowCount: columns.reduce(0) { max($0, ($1.subwindow ?? -1) + 1) })
  }
}
