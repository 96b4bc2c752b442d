import CHtslibShims
import Groundwork
import Haplotypes

/// Cuts ms output into replicates.
struct MSParser {
  /// A replicate as written.
  struct Replicate {
    /// The number of the line `segsites:`.
    let line: Int
    var positions: [Double] = []
    /// The size of the last written digit: positions may be off by as much.
    var quantum = 1e-12
    /// The rows, packed, one behind the other.
    var rows: [UInt64] = []
    var rowCount = 0
    /// Which alleles of the rows are not known (`N`), packed as `rows`; empty if all are.
    var missingRows: [UInt64] = []
  }

  let lines: TextLines
  /// The number of haplotypes that the command line in the header gives, if it can be read.
  private(set) var headerHaplotypes: Int?
  /// The number of replicates that it gives.
  private(set) var headerReplicates: Int?
  private var sawReplicate = false

  init(lines: TextLines) { self.lines = lines }

  /// The next replicate; nil at the end of the file.
  mutating func next() throws(VariantFilesError) -> Replicate? {
    while let line = try lines.nextMarked() {
      if line.hasPrefix("//") {
        sawReplicate = true
        return try body()
      }
      if !sawReplicate {
        if headerHaplotypes == nil {
          headerHaplotypes = Self.haplotypes(ofCommand: line.text)
          headerReplicates = Self.replicates(ofCommand: line.text)
        }
        if line.hasPrefix("segsites:") {
          lines.putBack()
          sawReplicate = true
          return try body()
        }
      }
    }
    return nil
  }

  /// The second word of "ms 20 100 ...", or what follows "-ms" in an msms command line; nil if it is no number that a
  /// sample can have.
  static func haplotypes(ofCommand line: String) -> Int? {
    sampleSize(ofCommand: line).flatMap { (1...10_000_000).contains($0) ? $0 : nil }
  }

  /// The number behind that of haplotypes.
  static func replicates(ofCommand line: String) -> Int? {
    let words = line.split(separator: " ")
    guard haplotypes(ofCommand: line) != nil else { return nil }
    let place = words.firstIndex { $0 == "-ms" || $0 == "ms" } ?? 0
    return place + 2 < words.count ? Int(words[place + 2]) : nil
  }

  private static func sampleSize(ofCommand line: String) -> Int? {
    let words = line.split(separator: " ")
    if let index = words.firstIndex(where: { $0 == "-ms" || $0 == "ms" }), index + 1 < words.count,
      let count = Int(words[index + 1])
    {
      return count
    }
    return words.count >= 3 && Int(words[2]) != nil && Int(words[0]) == nil ? Int(words[1]) : nil
  }

  /// What follows "//".
  private mutating func body() throws(VariantFilesError) -> Replicate {
    var siteCount: Int?
    while siteCount == nil {
      guard let line = try lines.nextMarked(), !line.hasPrefix("//") else {
        throw lines.error("the replicate has no line 'segsites:'", "the file may be cut")
      }
      guard line.hasPrefix("segsites:") else { continue }
      let text = line.text
      guard let count = Int(PopulationMapFile.trimmed(text.dropFirst(9))), count >= 0 else {
        throw lines.error("found '\(text.prefix(40))'", "write 'segsites: N' with a whole number")
      }
      siteCount = count
    }
    var replicate = Replicate(line: lines.number)
    guard let siteCount, siteCount > 0 else { return replicate }
    try readPositions(siteCount, into: &replicate)
    try readRows(siteCount, into: &replicate)
    return replicate
  }

  private func readPositions(_ siteCount: Int, into replicate: inout Replicate) throws(VariantFilesError) {
    var found = try lines.nextMarked()
    while let line = found, !line.hasPrefix("positions:"), !line.hasPrefix("//") { found = try lines.nextMarked() }
    guard let line = found, line.hasPrefix("positions:") else {
      throw lines.error("the replicate has no line 'positions:'", "the file may be cut")
    }
    let words = UnsafeBufferPointer(rebasing: line[10...])
    replicate.positions.reserveCapacity(min(siteCount, words.count))
    var count = 0
    var digits = 0
    var wrong: String?
    var start = 0
    while start < words.count {
      if words[start] == 32 {
        start += 1
        continue
      }
      let number = DecimalText.scan(words, from: start)
      count += 1
      digits = max(digits, number.decimals)
      if let value = number.value, value >= 0, value <= 1 {
        replicate.positions.append(value)
      } else {
        wrong = wrong ?? UnsafeBufferPointer(rebasing: words[start..<number.end]).text
      }
      start = number.end
    }
    guard count == siteCount else {
      throw lines.error(
        "found \(count.of("position")), expected \(siteCount) as 'segsites:' says", "the file may be cut")
    }
    if let wrong { throw lines.error("found the position '\(wrong)'", "positions are numbers in [0, 1]") }
    if digits > 0 { replicate.quantum = (0..<min(digits, 15)).reduce(1) { value, _ in value / 10 } }
  }

  private func readRows(_ siteCount: Int, into replicate: inout Replicate) throws(VariantFilesError) {
    let wordsPerRow = (siteCount + 63) / 64
    while let row = try lines.next() {
      guard let first = row.first, (48...57).contains(first) || Self.isUnknown(first) else {
        lines.putBack()
        break
      }
      guard row.count == siteCount else {
        throw lines.error("the row has \(row.count.of("character")), expected \(siteCount)", "the file may be cut")
      }
      let offset = replicate.rows.count
      replicate.rows.append(contentsOf: repeatElement(0, count: wordsPerRow))
      let isPacked = replicate.rows.withUnsafeMutableBufferPointer { words in
        guard let bytes = row.baseAddress, let words = words.baseAddress else { return false }
        return apus_pack_row(bytes, row.count, words + offset) != 0
      }
      if !isPacked { try noteUnknown(row, at: offset, wordsPerRow, in: &replicate) }
      if !replicate.missingRows.isEmpty {
        let lacking = replicate.rows.count - replicate.missingRows.count
        replicate.missingRows.append(contentsOf: repeatElement(0, count: lacking))
      }
      replicate.rowCount += 1
    }
    if let expected = headerHaplotypes, replicate.rowCount < expected {
      throw lines.error(
        "the replicate has \(replicate.rowCount.of("haplotype")), expected \(expected) as the command in the first line says",
        "the file may be cut")
    }
    if replicate.rowCount == 0 { throw lines.error("the replicate has no haplotypes", "the file may be cut") }
  }
}

extension MSParser {
  /// True for `N` and `n`, which FILET and its kin write for an allele that is not known.
  private static func isUnknown(_ byte: UInt8) -> Bool { byte | 32 == UInt8(ascii: "n") }

  /// Notes the unknown alleles of `row`, whose words begin at `offset`.
  private func noteUnknown(
    _ row: UnsafeBufferPointer<UInt8>, at offset: Int, _ width: Int, in replicate: inout Replicate
  ) throws(VariantFilesError) {
    if let byte = row.first(where: { $0 != 48 && $0 != 49 && !Self.isUnknown($0) }) {
      let found = String(decoding: [byte], as: UTF8.self)
      throw lines.error(
        "found '\(found)' in a haplotype", "haplotypes are written with 0 and 1, and N where an allele is not known")
    }
    replicate.missingRows.append(
      contentsOf: repeatElement(0, count: offset + width - replicate.missingRows.count))
    for (site, byte) in row.enumerated() {
      let bit = UInt64(1) << UInt64(site & 63)
      let word = offset + (site >> 6)
      if Self.isUnknown(byte) { replicate.missingRows[word] |= bit }
      if byte == 49 { replicate.rows[word] |= bit } else { replicate.rows[word] &= ~bit }
    }
  }
}

extension MSParser.Replicate {
  /// The replicate as bits, on `length` base pairs.
  func result(haplotypeCount: Int, length: Double) -> MSReplicate {
    let wordsPerSite = (haplotypeCount + 63) / 64
    var words = [UInt64](repeating: 0, count: positions.count * wordsPerSite)
    if !words.isEmpty { apus_transpose_rows(rows, haplotypeCount, positions.count, &words) }
    var missing = [UInt64](repeating: 0, count: missingRows.isEmpty ? 0 : words.count)
    if !missing.isEmpty { apus_transpose_rows(missingRows, haplotypeCount, positions.count, &missing) }
    var sorted = positions
    if !zip(positions, positions.dropFirst()).allSatisfy({ $0 <= $1 }) {
      let order = positions.indices.sorted { (positions[$0], $0) < (positions[$1], $1) }
      sorted = order.map { positions[$0] }
      words = order.flatMap { words[$0 * wordsPerSite..<($0 + 1) * wordsPerSite] }
      if !missing.isEmpty { missing = order.flatMap { missing[$0 * wordsPerSite..<($0 + 1) * wordsPerSite] } }
    }
    let scaled = MSText.separated(sorted.map { $0 * length }, quantum: quantum * length, length: length)
    let matrix = HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: scaled, words: words, missing: missing.isEmpty ? nil : missing)
    return MSReplicate(positions: sorted, matrix: matrix)
  }
}
