import Groundwork
import Haplotypes

/// Phased haplotypes with their sites in the same lines: `.haps` of SHAPEIT and IMPUTE (chromosome, name, base pair, two alleles,
/// then 0 or 1 a haplotype) and PLINK's transposed `.tped` (chromosome, name, cM, base pair, then two alleles an individual).
///
/// A `.haps` is phased, and 1 is its second allele; a `.tped` is not, and 1 is the rarer allele. Neither says which allele is ancestral.
/// Individuals are diploid; their names are in the `.sample` or `.tfam` beside the file, if there is one.
public enum HaplotypeLines {
  /// How a line is read.
  enum Kind {
    case haps
    case tped
  }

  /// True if `line`, the first of a file, is one of a `.haps` or `.tped`.
  package static func isLine(_ line: String) -> Bool { kind(of: line) != nil }

  /// The kind of a file by its first line; nil if it is neither.
  static func kind(of line: String) -> Kind? {
    let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard fields.count >= 7 else { return nil }
    let isBinary = fields[5...].allSatisfy { $0 == "0" || $0 == "1" || $0 == "?" }
    if isBinary, fields.count % 2 == 1, Int(fields[2]) != nil, !isNumber(fields[3]), !isNumber(fields[4]) {
      return .haps
    }
    if fields.count % 2 == 0, Double(fields[2]) != nil, Int(fields[3]) != nil,
      fields[4...].allSatisfy({ $0.count == 1 })
    {
      return .tped
    }
    return nil
  }

  private static func isNumber(_ text: Substring) -> Bool { Double(text) != nil }

  /// The sites of each chromosome, in the order of the file.
  ///
  /// - Throws: ``VariantFilesError`` with path and line: a line of another number of columns than the first, an allele of the wrong
  ///   kind, positions that do not ascend, a chromosome in two pieces.
  public static func read(_ path: String) throws(VariantFilesError) -> [ReadHaplotypes] {
    try read(TextLines(path), names: try names(beside: path))
  }

  /// The same of text in memory, which errors call `path`.
  public static func read(text: [UInt8], path: String) throws(VariantFilesError) -> [ReadHaplotypes] {
    try read(TextLines(text: text, path: path), names: nil)
  }

  private static func read(_ lines: TextLines, names: [String]?) throws(VariantFilesError) -> [ReadHaplotypes] {
    var reader = Reader(names: names)
    while let line = try lines.nextText() { try reader.add(line, lines) }
    return try reader.finish(lines)
  }

  /// The individuals' names in `x.sample`, `x.samples` or `x.tfam` beside `path`; nil if there is none.
  private static func names(beside path: String) throws(VariantFilesError) -> [String]? {
    var stem = path
    for ending in [".gz", ".haps", ".tped"] where stem.hasSuffix(ending) { stem.removeLast(ending.count) }
    for ending in [".sample", ".samples", ".tfam"] where Library.modificationTime(stem + ending) != nil {
      let lines = try TextLines(stem + ending)
      var names: [String] = []
      while let line = try lines.nextText() {
        let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
        // A .sample has two lines of header: ID_1 ID_2 missing, and 0 0 0.
        if fields.count < 2 || fields[0] == "ID_1" || (fields[0] == "0" && fields[1] == "0") { continue }
        names.append(String(fields[1]))
      }
      return names
    }
    return nil
  }

  /// Adds line after line.
  private struct Reader {
    let names: [String]?
    private var kind: Kind?
    private var columns = 0
    private var contig = ""
    private var finished: Set<String> = []
    private var position = 0
    private var sites = SegregatingSites(HaplotypeMatrix(haplotypeCount: 0))
    private var result: [ReadHaplotypes] = []

    init(names: [String]?) { self.names = names }

    private var ploidies: [UInt8] { [UInt8](repeating: 2, count: haplotypes / 2) }
    private var haplotypes: Int { columns - (kind == .haps ? 5 : 4) }

    mutating func add(_ line: String, _ lines: TextLines) throws(VariantFilesError) {
      let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      if fields.isEmpty { return }
      if kind == nil {
        guard let found = HaplotypeLines.kind(of: line) else {
          throw lines.error(
            "the line fits neither a .haps nor a .tped",
            "a .haps has chromosome, name, base pair, two alleles and 0 or 1 a haplotype; a .tped chromosome, name, cM, base pair "
              + "and two alleles an individual")
        }
        (kind, columns) = (found, fields.count)
        if let names, names.count * 2 != haplotypes {
          throw lines.error(
            "there are \(haplotypes) haplotypes, but \(names.count.of("individual is", "individuals are")) named beside the file",
            "is it the right .sample or .tfam?")
        }
      }
      guard fields.count == columns else {
        throw lines.error(
          "found \(fields.count.of("column")), expected \(columns) as in the first line", "the file may be cut")
      }
      let place = fields[kind == .haps ? 2 : 3]
      guard let base = Int(place), base < 1 << 53 else {
        throw lines.error("found the base pair '\(place)'", "positions are whole numbers")
      }
      try move(to: String(fields[0]), base, lines)
      if base < 1 || fields[0] == "0" { return sites.skipUnplaced() }
      if kind == .haps { try addHaps(fields, lines) } else { addTransposed(fields[4...]) }
    }

    private mutating func move(to name: String, _ base: Int, _ lines: TextLines) throws(VariantFilesError) {
      if name != contig {
        finishContig()
        guard finished.insert(name).inserted else {
          throw lines.error("chromosome '\(name)' appears again", "sort the sites by chromosome and base pair")
        }
        sites = SegregatingSites(
          HaplotypeMatrix(
            haplotypeCount: haplotypes, ploidies: ploidies, isPhased: kind == .haps, isPolarised: false))
        contig = name
      } else if base < position {
        throw lines.error("base pair \(base) lies before the one above", "sort the sites by chromosome and base pair")
      }
      position = base
    }

    private mutating func addHaps(_ fields: [Substring], _ lines: TextLines) throws(VariantFilesError) {
      guard fields[3].utf8.count == 1, fields[4].utf8.count == 1 else {
        return sites.skip(.notSNP, at: Double(position - 1))
      }
      var alleles = [UInt64](repeating: 0, count: sites.matrix.wordsPerSite)
      var missing = alleles
      for (haplotype, allele) in fields[5...].enumerated() {
        switch allele {
        case "0": break
        case "1": alleles[haplotype >> 6] |= 1 << UInt64(haplotype & 63)
        case "?", "-", ".": missing[haplotype >> 6] |= 1 << UInt64(haplotype & 63)
        default:
          throw lines.error("found '\(allele)' as an allele", "a .haps has 0 and 1, and ? where it does not know")
        }
      }
      sites.add(position: Double(position - 1), alleles: alleles, missing: missing.contains { $0 != 0 } ? missing : nil)
    }

    private mutating func addTransposed(_ fields: ArraySlice<Substring>) {
      var counts: [Substring: Int] = [:]
      for allele in fields where allele != "0" { counts[allele, default: 0] += 1 }
      if counts.count > 2 { return sites.skip(.multiallelic, at: Double(position - 1)) }
      let rarer = counts.min { ($0.value, $0.key) < ($1.value, $1.key) }?.key
      var alleles = [UInt64](repeating: 0, count: sites.matrix.wordsPerSite)
      var missing = alleles
      for (haplotype, allele) in fields.enumerated() {
        let bit = UInt64(1) << UInt64(haplotype & 63)
        if allele == "0" { missing[haplotype >> 6] |= bit } else if allele == rarer { alleles[haplotype >> 6] |= bit }
      }
      sites.add(position: Double(position - 1), alleles: alleles, missing: missing.contains { $0 != 0 } ? missing : nil)
    }

    private mutating func finishContig() {
      if contig.isEmpty { return }
      result.append(
        ReadHaplotypes(
          contig: contig, length: nil, sites: sites, samples: names ?? (0..<haplotypes / 2).map { "ind\($0 + 1)" }))
    }

    mutating func finish(_ lines: TextLines) throws(VariantFilesError) -> [ReadHaplotypes] {
      finishContig()
      guard !result.isEmpty else {
        throw .damaged(path: lines.path, problem: "the file has no site", remedy: "is it cut?")
      }
      return result
    }
  }
}
