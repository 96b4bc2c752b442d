import Groundwork
import Haplotypes

/// Recombination maps: HapMap tables and their relatives, PLINK `.map`, and BED-like rates.
///
/// Genetic distances are in centimorgans; 1 cM is taken as 0.01 expected crossovers, so 1 cM/Mb is 1e-8 per base per
/// generation. Physical positions of tables and `.map` files are 1-based; the maps' coordinates are 0-based.
public enum RecombinationMapFile {
  /// How the lines of a file are read.
  public enum Format: Sendable, Equatable {
    /// A table with a header that names its columns, in any order: a position (`Position(bp)`, `position`, `pos`), and a
    /// map (`Map(cM)`, `Genetic_Map(cM)`, `cM`) or a rate (`Rate(cM/Mb)`, `COMBINED_rate(cM/Mb)`, `rate`); a chromosome
    /// if there is one. The map is used where both are given. A line's rate holds from its position to the next.
    case table
    /// PLINK: chromosome, identifier, cM, base pair; without a header. Lines with a negative base pair are skipped. A
    /// chromosome whose cM are all 0, which is how PLINK writes that they are unknown, is an error, and so is one whose cM
    /// are the base pair on every line, as in files for scans by physical distance.
    case plink
    /// `chrom start end rate`: 0-based, half-open, rate in cM/Mb. Gaps between intervals have rate 0.
    case bed
  }

  /// The map of each chromosome in the file at `path` (plain or `.gz`); of "" if the file names no chromosome.
  ///
  /// Without `format`, `.map` files are PLINK's, `.bed` and `.bedgraph` files BED-like and all others tables. Empty lines
  /// and lines that begin with `#` are skipped, except a table's header.
  /// - Throws: ``VariantFilesError`` with path and line for a missing or wrong number, positions that do not ascend, or
  ///   a genetic map that descends; an error for a file in which a chromosome has no stretch.
  public static func read(_ path: String, format: Format? = nil) throws(VariantFilesError) -> [String: RecombinationMap]
  {
    try read(TextLines(path), format)
  }

  /// The maps in `text`, which errors call `path`; see ``read(_:format:)``.
  public static func read(
    text: [UInt8], path: String, format: Format? = nil
  ) throws(VariantFilesError) -> [String: RecombinationMap] {
    try read(TextLines(text: text, path: path), format)
  }

  private static func read(
    _ lines: TextLines, _ format: Format?
  ) throws(VariantFilesError) -> [String: RecombinationMap] {
    var builder = RecombinationMapBuilder()
    switch format ?? inferred(lines.path) {
    case .table: try readTable(lines, &builder)
    case .plink: try readPlink(lines, &builder)
    case .bed: try readBED(lines, &builder)
    }
    return try builder.maps(lines.path)
  }

  static func inferred(_ path: String) -> Format {
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    if name.hasSuffix(".map") { return .plink }
    return name.hasSuffix(".bed") || name.hasSuffix(".bedgraph") ? .bed : .table
  }

  private static func fields(_ line: String) -> [Substring] {
    line.split(whereSeparator: { $0 == "\t" || $0 == " " || $0 == "," })
  }

  private static func readTable(
    _ lines: TextLines, _ builder: inout RecombinationMapBuilder
  ) throws(VariantFilesError) {
    var columns: TableColumns?
    while let line = try lines.nextText() {
      let fields = fields(line)
      guard let first = fields.first else { continue }
      guard let columns else {
        if first.hasPrefix("##") { continue }
        columns = try TableColumns(fields, lines)
        continue
      }
      if first.hasPrefix("#") { continue }
      guard fields.count >= columns.count else {
        throw lines.error("found \(fields.count.of("column"))", "the header names \(columns.count)")
      }
      try builder.add(
        contig: columns.chromosome.map { String(fields[$0]) } ?? "", base: try base(fields[columns.position], lines),
        map: try columns.map.map { index throws(VariantFilesError) in try number(fields[index], lines) },
        rate: try columns.rate.map { index throws(VariantFilesError) in try number(fields[index], lines) }, lines)
    }
  }

  private static func readPlink(
    _ lines: TextLines, _ builder: inout RecombinationMapBuilder
  ) throws(VariantFilesError) {
    while let line = try lines.nextText() {
      let fields = fields(line)
      guard let first = fields.first, !first.hasPrefix("#") else { continue }
      guard fields.count >= 4 else {
        throw lines.error(
          "found \(fields.count.of("column"))", "PLINK maps have chromosome, identifier, cM and base pair")
      }
      if fields[3].hasPrefix("-") { continue }
      try builder.add(
        contig: String(first), base: try base(fields[3], lines), map: try number(fields[2], lines), rate: nil, lines)
    }
    try builder.refuseUnknown(lines.path)
  }

  private static func readBED(_ lines: TextLines, _ builder: inout RecombinationMapBuilder) throws(VariantFilesError) {
    while let line = try lines.nextText() {
      let fields = fields(line)
      guard let first = fields.first, !first.hasPrefix("#"), first != "track", first != "browser" else { continue }
      guard fields.count >= 4 else {
        throw lines.error("found \(fields.count.of("column"))", "write contig, start, end and rate (cM/Mb)")
      }
      guard let start = Int(fields[1]), let end = Int(fields[2]), start >= 0, end > start else {
        throw lines.error(
          "found start '\(fields[1])' and end '\(fields[2])'", "write a 0-based start and a half-open end after it")
      }
      try builder.add(contig: String(first), start: start, end: end, rate: try number(fields[3], lines), lines)
    }
  }

  /// A 1-based position as a 0-based one.
  private static func base(_ field: Substring, _ lines: TextLines) throws(VariantFilesError) -> Int {
    guard let base = Int(field), base >= 1 else {
      throw lines.error("found position '\(field)'", "positions are whole numbers from 1")
    }
    return base - 1
  }

  private static func number(_ field: Substring, _ lines: TextLines) throws(VariantFilesError) -> Double {
    guard let value = Double(field), value.isFinite, value >= 0 else {
      throw lines.error("found '\(field)'", "rates and genetic positions are numbers of 0 or more")
    }
    return value
  }
}

/// Where a table has what.
private struct TableColumns {
  let count: Int
  let position: Int
  var chromosome: Int?
  var map: Int?
  var rate: Int?

  init(_ header: [Substring], _ lines: TextLines) throws(VariantFilesError) {
    var position: Int?
    for (index, field) in header.enumerated() {
      let name = field.lowercased().drop { $0 == "#" }
      if name.contains("rate") {
        rate = index
      } else if name.hasPrefix("chr") {
        chromosome = index
      } else if name == "cm" || name.contains("map") {
        map = index
      } else if name.hasPrefix("pos") || name == "bp" {
        position = index
      }
    }
    guard let position, map != nil || rate != nil else {
      throw lines.error(
        "found the header '\(header.joined(separator: " ").prefix(60))'",
        "name a position (pos) and a map (cM) or rate (cM/Mb) in the first line, or name the file .map or .bed")
    }
    self.position = position
    count = header.count
  }
}

/// Collects the lines of a file into a map for each chromosome.
private struct RecombinationMapBuilder {
  /// What a chromosome has so far.
  private struct Track {
    var breakpoints: [Double]
    var rates: [Double] = []
    var lastMap: Double?
    var lastRate: Double?
    /// True while the map is the 1-based position at every line.
    var mapIsPosition = false
  }

  /// Crossovers per base per generation in 1 cM/Mb.
  private static let unit = 1e-8

  private var tracks: [String: Track] = [:]

  /// A position with the genetic map there, or the rate from there on (cM, cM/Mb).
  mutating func add(
    contig: String, base: Int, map: Double?, rate: Double?, _ lines: TextLines
  ) throws(VariantFilesError) {
    let position = Double(base)
    guard let track = tracks[contig], let last = track.breakpoints.last else {
      tracks[contig] = Track(
        breakpoints: [position], lastMap: map, lastRate: rate, mapIsPosition: map == position + 1)
      return
    }
    guard position > last else {
      throw lines.error(
        "position \(base + 1) is not after \(Int(last) + 1)", "sort the lines, one for each position")
    }
    var value = (track.lastRate ?? 0) * Self.unit
    if let map, let before = track.lastMap {
      guard map >= before else {
        throw lines.error("the genetic map falls from \(before) to \(map) cM", "sort or correct the lines")
      }
      value = (map - before) / 100 / (position - last)
    }
    try append(value, to: position, contig, lines)
    tracks[contig]?.lastMap = map
    if map != position + 1 { tracks[contig]?.mapIsPosition = false }
    tracks[contig]?.lastRate = rate
  }

  /// An interval with its rate (cM/Mb).
  mutating func add(
    contig: String, start: Int, end: Int, rate: Double, _ lines: TextLines
  ) throws(VariantFilesError) {
    if tracks[contig] == nil { tracks[contig] = Track(breakpoints: [Double(start)]) }
    let last = tracks[contig]?.breakpoints.last ?? 0
    guard Double(start) >= last else {
      throw lines.error(
        "the interval begins at \(start), before the end \(Int(last)) of the last one", "sort the lines")
    }
    if Double(start) > last { try append(0, to: Double(start), contig, lines) }
    try append(rate * Self.unit, to: Double(end), contig, lines)
  }

  private mutating func append(
    _ rate: Double, to position: Double, _ contig: String, _ lines: TextLines
  ) throws(VariantFilesError) {
    guard rate < 1 else {
      throw lines.error("\(rate) crossovers per base and generation", "rates are in cM/Mb, genetic positions in cM")
    }
    tracks[contig]?.breakpoints.append(position)
    tracks[contig]?.rates.append(rate)
  }

  /// Throws if a chromosome with several positions has 0 cM, or its position, at all of them.
  func refuseUnknown(_ path: String) throws(VariantFilesError) {
    for (contig, track) in tracks.sorted(by: { $0.key < $1.key }) where !track.rates.isEmpty {
      guard track.lastMap == 0 || track.mapIsPosition else { continue }
      let found = track.lastMap == 0 ? "0 on every line, which means unknown" : "the base pair on every line, not cM"
      throw .damaged(
        path: path, problem: "the third column (cM) of chromosome '\(contig)' is \(found)",
        remedy: "give a file with genetic positions, or leave the map out and give one rate")
    }
  }

  func maps(_ path: String) throws(VariantFilesError) -> [String: RecombinationMap] {
    var maps: [String: RecombinationMap] = [:]
    for (contig, track) in tracks {
      do { maps[contig] = try RecombinationMap(breakpoints: track.breakpoints, rates: track.rates) } catch {
        throw .damaged(
          path: path, problem: "chromosome '\(contig)' has one position only", remedy: "a map needs two or more")
      }
    }
    guard !maps.isEmpty else {
      throw .damaged(path: path, problem: "the file has no line of a map", remedy: "give a recombination map")
    }
    return maps
  }
}
