import Haplotypes

/// Lists of regions as bcftools has them: of -r and -t, and of the files of -R and -T.
public enum RegionList {
  /// A whole contig goes this far: beyond any that can be written.
  static let end = 1 << 40

  /// The regions of `text`, "2:1,000-2,000,3:5-6": commas within a number part no regions.
  public static func split(_ text: String) -> [String] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return parts.reduce(into: []) { regions, part in
      if let last = regions.last, last.contains(":"), goesOn(part) {
        regions[regions.count - 1] = last + "," + part
      } else {
        regions.append(part)
      }
    }
  }

  /// True if `part` goes on with a number that commas group: three digits, then nothing or a hyphen.
  private static func goesOn(_ part: String) -> Bool {
    let digits = part.prefix { $0.isNumber }.count
    return digits == 3 && (part.count == 3 || part.dropFirst(3).hasPrefix("-"))
  }

  /// The stretches of the regions `texts`, "2", "2:1,000", "2:1,000-" or "2:1,000-2,000" (1-based, both ends included).
  ///
  /// - Throws: ``VariantFilesError`` for a range that ends before it begins.
  public static func intervals(_ texts: [String]) throws(VariantFilesError) -> [Interval] {
    var intervals: [Interval] = []
    for text in texts { intervals.append(try interval(text)) }
    return intervals
  }

  private static func interval(_ text: String) throws(VariantFilesError) -> Interval {
    guard let colon = text.lastIndex(of: ":") else { return Interval(contig: text, start: 0, end: end) }
    let places = text[text.index(after: colon)...].filter { $0 != "," }.split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = places.first.flatMap({ Int($0) }), first > 0 else {
      // A contig whose name has a colon.
      return Interval(contig: text, start: 0, end: end)
    }
    let last = places.count == 1 ? first : places[1].isEmpty ? end : Int(places[1]) ?? 0
    guard last >= first else {
      throw .notFound(
        path: text, problem: "the region ends before it begins, or its end is not a number",
        remedy: "write contig:first-last")
    }
    return Interval(contig: String(text[..<colon]), start: first - 1, end: last)
  }

  /// How -r writes `interval`.
  public static func text(_ interval: Interval) -> String {
    if interval.end >= end {
      return interval.start == 0 ? interval.contig : "\(interval.contig):\(interval.start + 1)-"
    }
    return interval.description
  }

  /// The stretches of the file at `path` (plain or `.gz`): BED if its name ends in .bed or .bed.gz, else tab-separated contig, first and last
  /// base, 1-based, of which the last (one base) or both (the whole contig) may be left out.
  ///
  /// - Throws: ``VariantFilesError`` with path and line for places that are no whole numbers in order, and for a file without a region.
  public static func read(_ path: String) throws(VariantFilesError) -> [Interval] {
    let isBED = path.hasSuffix(".bed") || path.hasSuffix(".bed.gz")
    let intervals = isBED ? try BEDFile.read(path) : try read(TextLines(path))
    guard !intervals.isEmpty else {
      throw .notFound(path: path, problem: "the file has no region", remedy: "give BED, or contig, first and last base")
    }
    return intervals
  }

  private static func read(_ lines: TextLines) throws(VariantFilesError) -> [Interval] {
    var intervals: [Interval] = []
    while let line = try lines.nextText() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let places = fields.dropFirst().prefix(2).map { Int($0) ?? 0 }
      let (first, last) = (places.first ?? 1, places.count > 1 ? places[1] : places.first ?? end)
      guard first >= 1, last >= first else {
        throw lines.error(
          "found '\(line.prefix(60))'",
          "expected contig, first and last base, 1-based and separated by tabs (a file whose name ends in .bed is read as BED)"
        )
      }
      intervals.append(Interval(contig: String(fields[0]), start: first - 1, end: last))
    }
    return intervals
  }
}
