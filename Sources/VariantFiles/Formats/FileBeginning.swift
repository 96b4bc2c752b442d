/// What is looked at to tell the format of a file: its name and its beginning.
package struct FileBeginning {
  let path: String
  /// The beginning, decompressed.
  private let bytes: [UInt8]
  /// The beginning as text; "" if it is not.
  let text: String
  /// The lines of `text`, without the last, which may be cut.
  package let lines: [Substring]

  package init(_ path: String) {
    self.path = path
    bytes = path == "-" ? [] : TextBeginning.read(path, 1 << 14)
    text =
      bytes.contains(0)
      ? "" : String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
    let all = text.split(whereSeparator: \.isNewline)
    lines = text.utf8.count < 1 << 14 ? all : Array(all.dropLast())
  }

  func begins(with magic: [UInt8]) -> Bool { bytes.starts(with: magic) }

  /// True if the name ends in `ending`, perhaps with `.gz` or `.bgz` behind it.
  func hasEnding(_ ending: String) -> Bool {
    var name = path.lowercased()
    for packed in [".gz", ".bgz"] where name.hasSuffix(packed) { name.removeLast(packed.count) }
    return name.hasSuffix(ending)
  }

  var isYAML: Bool { hasEnding(".yaml") || hasEnding(".yml") }

  /// A name of spectra, or a first line of dadi's: dimensions, then folded or unfolded.
  var isSpectrum: Bool {
    if hasEnding(".fs") || hasEnding(".obs") { return !text.isEmpty }
    let words = lines.first { !$0.hasPrefix("#") }?.split(separator: "\"").first.map(Self.cells) ?? []
    guard let last = words.last, ["folded", "unfolded"].contains(last) else { return false }
    return words.count > 1 && words.dropLast().allSatisfy { Int($0) != nil }
  }

  /// The cells of the first line.
  var firstCells: [String] { lines.first.map(Self.cells) ?? [] }

  private static func cells(_ line: Substring) -> [String] {
    line.split(whereSeparator: { $0 == "\t" || $0 == " " || $0 == "," }).map(String.init)
  }

  /// The lines that are not comments.
  private var rows: [[String]] {
    lines.filter { !$0.hasPrefix("#") && !$0.hasPrefix("track") && !$0.hasPrefix("browser") }.map(Self.cells)
  }

  /// The line of a GFF's version, or nine columns with places and a strand in a first row.
  var isAnnotation: Bool {
    if text.hasPrefix("##gff-version") { return true }
    guard let row = lines.first(where: { !$0.hasPrefix("#") })?.split(separator: "\t"), row.count == 9 else {
      return false
    }
    return Int(row[3]) != nil && Int(row[4]) != nil && ["+", "-", ".", "?"].contains(row[6])
      && ["0", "1", "2", "."].contains(row[7])
  }

  /// A header as the HapMap project writes it: rs#, alleles, chrom, pos, strand ...
  var isHapMapText: Bool {
    let names = firstCells.prefix(4).map { $0.lowercased() }
    return names.count == 4 && ["rs#", "rs"].contains(names[0]) && names[1] == "alleles"
      && ["chrom", "pos"].allSatisfy(names.contains)
  }

  /// NAMES and REGION in the first lines.
  var isARGweaverSites: Bool {
    let words = lines.prefix(2).map { $0.drop { $0 == "#" }.prefix { $0 != "\t" && $0 != " " } }
    return words.count == 2 && words[0] == "NAMES" && ["REGION", "RANGE"].contains(words[1])
  }

  /// A header that names a position, and a rate or a genetic map.
  var isTableOfRates: Bool {
    let names = firstCells.map { $0.lowercased() }
    return names.contains { $0.hasPrefix("pos") } && names.contains { $0.contains("cm") || $0.hasPrefix("rate") }
  }

  /// Contig, start and end in the first row that is no comment, or a header of ours that says so.
  var isIntervals: Bool {
    if firstCells.prefix(3) == ["#chrom", "start", "end"] { return true }
    guard let row = rows.first, row.count >= 3 else { return hasEnding(".bed") || hasEnding(".bedgraph") }
    return (Int(row[1]) != nil && Int(row[2]) != nil) || hasEnding(".bed") || hasEnding(".bedgraph")
  }

  /// Two columns or more, of which the second is no number in any line, and some value of it comes twice.
  var isPopulationMap: Bool {
    let rows = rows
    guard rows.count > 1, rows.allSatisfy({ $0.count >= 2 && Double($0[1]) == nil }) else { return false }
    return Set(rows.map { $0[1] }).count < rows.count && Set(rows.map { $0[0] }).count == rows.count
  }
}
