import Haplotypes

/// Adds sites to a matrix if they are segregating, and counts them all.
struct SegregatingSites {
  /// The sites that vary, one a position.
  var matrix: HaplotypeMatrix
  /// The sites that do not, those without calls, and those at the position of another.
  var others: HaplotypeMatrix
  /// The sites that have a position and could not be read, in ascending order.
  private(set) var unread: [ReadHaplotypes.UnreadSite] = []
  /// All sites, by what became of them where nothing is chosen.
  private(set) var ledger = VariantLedger()
  private var decision = SiteDecision()

  /// Starts with a matrix without sites.
  init(_ matrix: HaplotypeMatrix) { (self.matrix, others) = (matrix, matrix) }

  /// Counts a site that the file gives no position.
  mutating func skipUnplaced() { ledger.skip(.unplaced) }

  /// Counts a site that cannot be used for `reason`, at `position`.
  mutating func skip(_ reason: VariantLedger.Reason, at position: Double) {
    ledger.skip(reason)
    unread.append(ReadHaplotypes.UnreadSite(position: position, reason: reason))
  }

  /// Adds the site at `position`, which must not lie before the last one; `missing` is nil if no call is missing.
  mutating func add(position: Double, alleles: [UInt64], missing: [UInt64]?) {
    let carriers = alleles.reduce(0) { $0 + $1.nonzeroBitCount }
    let uncalled = missing?.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0
    let count = matrix.haplotypeCount
    if let reason = decision.reason(position, carriers: carriers, called: count - uncalled, of: count) {
      ledger.skip(reason)
      others.append(position: position, alleles: alleles, missing: missing)
    } else {
      ledger.use()
      matrix.append(position: position, alleles: alleles, missing: uncalled == 0 ? nil : missing)
    }
  }
}
