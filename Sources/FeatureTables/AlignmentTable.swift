/// The alignments of rows, one bit an allele, as ``AlignmentShape`` says: what networks read beside features or in their place.
///
/// A row takes sites x (8 bytes a word + 4): 128 sites of 100 haplotypes are 2.5 kB, 5 kB where calls are missing.
public struct AlignmentTable: Sendable, Equatable {
  /// The alignment of one row.
  public struct Row: Sendable, Equatable {
    /// Allele bits, sites x words; haplotype h is bit h % 64 of word h / 64. 0 where a call is missing or there is no site.
    public var alleles: [UInt64]
    /// Bits of missing calls, of the same shape; empty if no call is missing.
    public var missing: [UInt64]
    /// Where each site lies, as a share of the window's length; -1 where there is no site, behind the last one.
    public var positions: [Float]

    /// A row from its parts.
    public init(alleles: [UInt64], missing: [UInt64], positions: [Float]) {
      self.alleles = alleles
      self.missing = missing
      self.positions = positions
    }
  }

  /// How rows are laid out.
  public let shape: AlignmentShape
  /// Rows x sites x words.
  public private(set) var alleles: [UInt64] = []
  /// The same of missing calls; empty if none is missing in any row.
  public private(set) var missing: [UInt64] = []
  /// Rows x sites.
  public private(set) var positions: [Float] = []

  /// No rows yet.
  public init(shape: AlignmentShape) { self.shape = shape }

  /// Rows from their parts; nil if these are not whole rows.
  init?(shape: AlignmentShape, alleles: [UInt64], missing: [UInt64], positions: [Float]) {
    let words = shape.sites * shape.wordsPerSite
    guard shape.sites > 0, positions.count % shape.sites == 0, alleles.count == positions.count / shape.sites * words,
      missing.isEmpty || missing.count == alleles.count
    else { return nil }
    self.shape = shape
    self.alleles = alleles
    self.missing = missing
    self.positions = positions
  }

  /// Words a row takes.
  public var wordsPerRow: Int { shape.sites * shape.wordsPerSite }

  /// The number of rows.
  public var count: Int { positions.count / shape.sites }

  /// Adds a row.
  mutating func append(_ row: Row) {
    precondition(
      row.alleles.count == wordsPerRow && row.positions.count == shape.sites,
      "\(row.alleles.count) words and \(row.positions.count) positions for rows of \(shape)")
    if !row.missing.isEmpty && missing.isEmpty { missing = [UInt64](repeating: 0, count: alleles.count) }
    if !missing.isEmpty || !row.missing.isEmpty {
      missing += row.missing.isEmpty ? [UInt64](repeating: 0, count: wordsPerRow) : row.missing
    }
    alleles += row.alleles
    positions += row.positions
  }

  /// Adds the rows of `other`, which must have the same shape.
  mutating func append(contentsOf other: AlignmentTable) {
    precondition(shape == other.shape, "rows of \(other.shape) do not fit \(shape)")
    if !other.missing.isEmpty && missing.isEmpty { missing = [UInt64](repeating: 0, count: alleles.count) }
    if !missing.isEmpty {
      missing += other.missing.isEmpty ? [UInt64](repeating: 0, count: other.alleles.count) : other.missing
    }
    alleles += other.alleles
    positions += other.positions
  }

  /// The rows at `places`, in that order.
  func selecting(_ places: [Int]) -> AlignmentTable {
    var result = AlignmentTable(shape: shape)
    for place in places {
      let words = place * wordsPerRow..<(place + 1) * wordsPerRow
      result.alleles += alleles[words]
      if !missing.isEmpty { result.missing += missing[words] }
      result.positions += positions[place * shape.sites..<(place + 1) * shape.sites]
    }
    return result
  }
}
