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
    var rows: [[UInt8]] = []
  }

  let lines: TextLines
  /// The number of haplotypes that the command line in the header gives, if it can be read.
  private(set) var headerHaplotypes: Int?
  private var pending: String?
  private var sawReplicate = false

  init(lines: TextLines) { self.lines = lines }

  private mutating func nextLine() throws(VariantFilesError) -> String? {
    if let line = pending {
      pending = nil
      return line
    }
    return try lines.nextText()
  }

  /// The next replicate; nil at the end of the file.
  mutating func next() throws(VariantFilesError) -> Replicate? {
    while let line = try nextLine() {
      if line.hasPrefix("//") {
        sawReplicate = true
        return try body()
      }
      if !sawReplicate {
        if headerHaplotypes == nil { headerHaplotypes = Self.haplotypes(ofCommand: line) }
        if line.hasPrefix("segsites:") {
          pending = line
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
      guard let line = try nextLine(), !line.hasPrefix("//") else {
        throw lines.error("the replicate has no line 'segsites:'", "the file may be cut")
      }
      guard line.hasPrefix("segsites:") else { continue }
      guard let count = Int(PopulationMapFile.trimmed(line.dropFirst(9))), count >= 0 else {
        throw lines.error("found '\(line.prefix(40))'", "write 'segsites: N' with a whole number")
      }
      siteCount = count
    }
    var replicate = Replicate(line: lines.number)
    guard let siteCount, siteCount > 0 else { return replicate }
    try readPositions(siteCount, into: &replicate)
    try readRows(siteCount, into: &replicate)
    return replicate
  }

  private mutating func readPositions(_ siteCount: Int, into replicate: inout Replicate) throws(VariantFilesError) {
    var line = try nextLine()
    while let text = line, !text.hasPrefix("positions:"), !text.hasPrefix("//") { line = try nextLine() }
    guard let line, line.hasPrefix("positions:") else {
      throw lines.error("the replicate has no line 'positions:'", "the file may be cut")
    }
    let words = line.dropFirst(10).split(separator: " ")
    guard words.count == siteCount else {
      throw lines.error(
        "found \(words.count) positions, expected \(siteCount) as 'segsites:' says", "the file may be cut")
    }
    replicate.positions.reserveCapacity(siteCount)
    var digits = 0
    for word in words {
      guard let value = Double(word), value >= 0, value <= 1 else {
        throw lines.error("found the position '\(word)'", "positions are numbers in [0, 1]")
      }
      if let point = word.firstIndex(of: ".") { digits = max(digits, word[point...].count - 1) }
      replicate.positions.append(value)
    }
    if digits > 0 { replicate.quantum = (0..<min(digits, 15)).reduce(1) { value, _ in value / 10 } }
  }

  private mutating func readRows(_ siteCount: Int, into replicate: inout Replicate) throws(VariantFilesError) {
    while let bytes = try lines.next() {
      guard let first = bytes.first, (48...57).contains(first) else {
        pending = String(decoding: bytes, as: UTF8.self)
        break
      }
      guard bytes.count == siteCount else {
        throw lines.error("the row has \(bytes.count) characters, expected \(siteCount)", "the file may be cut")
      }
      for byte in bytes where byte != 48 && byte != 49 {
        let found = String(UnicodeScalar(byte))
        throw lines.error("found '\(found)' in a haplotype", "haplotypes are written with 0 and 1 only")
      }
      replicate.rows.append(Array(bytes))
    }
    if replicate.rows.isEmpty { throw lines.error("the replicate has no haplotypes", "the file may be cut") }
  }
}

extension MSParser.Replicate {
  /// The replicate as bits, on `length` base pairs.
  func result(haplotypeCount: Int, length: Double) -> MSReplicate {
    let order = positions.indices.sorted { (positions[$0], $0) < (positions[$1], $1) }
    let sorted = order.map { positions[$0] }
    let wordsPerSite = (haplotypeCount + 63) / 64
    var words = [UInt64](repeating: 0, count: sorted.count * wordsPerSite)
    for (haplotype, row) in rows.enumerated() {
      let bit = UInt64(1) << UInt64(haplotype & 63)
      for (site, column) in order.enumerated() where row[column] == 49 {
        words[site * wordsPerSite + haplotype >> 6] |= bit
      }
    }
    let scaled = MSText.separated(sorted.map { $0 * length }, quantum: quantum * length, length: length)
    let matrix = HaplotypeMatrix(haplotypeCount: haplotypeCount, positions: scaled, words: words)
    return MSReplicate(positions: sorted, matrix: matrix)
  }
}
