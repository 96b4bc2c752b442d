import Groundwork

/// The zeros and ones of a `.hap`: lines of haplotypes, as selscan has them, or lines of sites, as hapbin and IMPUTE do.
struct HaplotypeRows {
  /// The number of haplotypes.
  let haplotypeCount: Int
  /// What a user should know.
  let notes: [String]
  /// True if a line is a site.
  private let areSites: Bool
  /// Each line as bits, column c being bit c % 64 of word c / 64.
  private let rows: [[UInt64]]

  /// Reads the lines of a `.hap` whose map has `siteCount` sites.
  ///
  /// - Throws: ``VariantFilesError`` with path and line for another character than 0 and 1, and for lines that have another number of
  ///   columns than sites or than each other.
  init(_ lines: TextLines, siteCount: Int, mapPath: String) throws(VariantFilesError) {
    var rows: [[UInt64]] = []
    var width = 0
    while let bytes = try lines.next() {
      let (row, columns) = try Self.bits(bytes, lines)
      if columns == 0 { continue }
      if rows.isEmpty { width = columns }
      guard columns == width, width == siteCount || rows.count < siteCount else {
        throw Self.wrong(columns, siteCount, mapPath, lines)
      }
      rows.append(row)
    }
    guard !rows.isEmpty else {
      throw .damaged(path: lines.path, problem: "the file has no haplotype", remedy: "is it the right .hap?")
    }
    guard width == siteCount || rows.count == siteCount else { throw Self.wrong(width, siteCount, mapPath, lines) }
    areSites = width != siteCount
    haplotypeCount = areSites ? width : rows.count
    self.rows = rows
    if areSites {
      notes = ["a line of \(lines.path) is a site and a column a haplotype, as hapbin and IMPUTE have it"]
    } else if width == rows.count {
      notes = [
        "\(lines.path) has as many lines as sites: a line is taken as a haplotype, as selscan takes it; transpose it if lines are sites"
      ]
    } else {
      notes = []
    }
  }

  private static func wrong(
    _ columns: Int, _ siteCount: Int, _ mapPath: String, _ lines: TextLines
  ) -> VariantFilesError {
    lines.error(
      "the haplotype has \(columns.of("site")), expected \(siteCount) as \(mapPath) has lines",
      "rows are haplotypes and columns sites, or, of hapbin, the other way round; or the file is cut")
  }

  /// The bits of a line, and its columns.
  private static func bits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ lines: TextLines
  ) throws(VariantFilesError) -> (row: [UInt64], columns: Int) {
    var row: [UInt64] = []
    var columns = 0
    for (place, byte) in bytes.enumerated() {
      if byte == 32 || byte == 9 { continue }
      guard byte == 48 || byte == 49 else {
        let found = String(decoding: [byte], as: UTF8.self)
        throw lines.error(
          "found '\(found)' as character \(place + 1)", "haplotypes are written with 0 and 1; impute missing calls")
      }
      if columns & 63 == 0 { row.append(0) }
      if byte == 49 { row[columns >> 6] |= 1 << UInt64(columns & 63) }
      columns += 1
    }
    return (row, columns)
  }

  /// The alleles of the haplotypes at `site`.
  func alleles(of site: Int) -> [UInt64] {
    if areSites { return rows[site] }
    var alleles = [UInt64](repeating: 0, count: (haplotypeCount + 63) / 64)
    for (haplotype, row) in rows.enumerated() {
      alleles[haplotype >> 6] |= (row[site >> 6] >> UInt64(site & 63) & 1) << UInt64(haplotype & 63)
    }
    return alleles
  }
}
