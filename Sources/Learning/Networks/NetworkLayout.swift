import FeatureTables

/// What of a row a network reads, and in which shape.
struct NetworkLayout: Sendable, Equatable {
  /// What an input of a network holds, by the name that the description has for it.
  enum Input: String, CaseIterable {
    /// All columns.
    case columns
    /// Statistics x subwindows: the columns of statistics that have one in every subwindow.
    case subwindows
    /// The columns that are not among those.
    case whole
    /// Haplotypes x sites: 1 for a derived (or rarer) allele, -1 for the other, 0 for a missing call or no site.
    case alleles
    /// 3 x sites: 1 where there is a site, how far it lies from the middle of the window (-1 to 1), and the logarithm of the
    /// distance from the site before it, in shares of the window times the number of sites; 0 where there is none.
    case sites
  }

  /// The columns of a row.
  let columnCount: Int
  /// The columns of each statistic that has one in every subwindow, in the order of the subwindows.
  let statistics: [[Int]]
  /// The other columns.
  let whole: [Int]
  /// The alignment; nil if rows have none.
  let alignment: AlignmentShape?
  /// Haplotypes of each population, one behind the other.
  let populationSizes: [Int]

  /// What there is of tables with `schema`.
  init(_ schema: FeatureSchema) {
    columnCount = schema.columns.count
    let groups = SubwindowColumns.of(schema)
    let most = groups.map(\.count).max() ?? 0
    statistics = most > 1 ? groups.filter { $0.count == most } : []
    let taken = Set(statistics.joined())
    whole = (0..<columnCount).filter { !taken.contains($0) }
    alignment = schema.alignment
    let sizes = schema.populations.map(\.haplotypeCount)
    populationSizes = sizes.isEmpty ? [schema.alignment?.haplotypes ?? schema.haplotypeCount] : sizes
  }

  /// Subwindows of a row; 0 if no statistic has columns in them.
  var subwindowCount: Int { statistics.first?.count ?? 0 }

  /// The extents of `input`; nil if there is nothing in it.
  func shape(_ input: Input) -> [Int]? {
    switch input {
    case .columns: return columnCount > 0 ? [columnCount] : nil
    case .subwindows: return statistics.isEmpty ? nil : [statistics.count, subwindowCount]
    case .whole: return whole.isEmpty ? nil : [whole.count]
    case .alleles: return alignment.map { [$0.haplotypes, $0.sites] }
    case .sites: return alignment.map { [3, $0.sites] }
    }
  }

  /// The columns of `input`, in the order of its values; none of alignments.
  func columns(_ input: Input) -> [Int] {
    switch input {
    case .columns: return Array(0..<columnCount)
    case .subwindows: return statistics.flatMap { $0 }
    case .whole: return whole
    case .alleles, .sites: return []
    }
  }

  /// The columns of `input` of a row that is mirrored: subwindows from the right to the left.
  func mirrored(_ input: Input) -> [Int] {
    var partner = Array(0..<columnCount)
    for columns in statistics { for (left, right) in zip(columns, columns.reversed()) { partner[left] = right } }
    return columns(input).map { partner[$0] }
  }
}
