import Haplotypes

/// Adds sites to a matrix if they are segregating, and counts them all.
struct SegregatingSites {
  private(set) var matrix: HaplotypeMatrix
  /// The sites that are not segregating.
  private(set) var others: HaplotypeMatrix
  private(set) var ledger = SiteLedger()
  private var lastPosition = -Double.infinity

  /// Starts with a matrix without sites.
  init(_ matrix: HaplotypeMatrix) { (self.matrix, others) = (matrix, matrix) }

  /// Counts a site that cannot be used.
  mutating func skip(_ reason: SiteLedger.Reason) { ledger.count(reason) }

  /// Adds the site at `position`, which must not lie before the last one; `missing` is nil if no call is missing.
  mutating func add(position: Double, alleles: [UInt64], missing: [UInt64]?) {
    var carriers = 0
    var uncalled = 0
    for word in alleles { carriers += word.nonzeroBitCount }
    if let missing { for word in missing { uncalled += word.nonzeroBitCount } }
    let called = matrix.haplotypeCount - uncalled
    if called == 0 || carriers == 0 || carriers == called {
      others.append(position: position, alleles: alleles, missing: missing)
      return skip(called == 0 ? .noCall : .monomorphic)
    }
    if position == lastPosition { return skip(.duplicatePosition) }
    lastPosition = position
    ledger.count(nil)
    matrix.append(position: position, alleles: alleles, missing: uncalled == 0 ? nil : missing)
  }
}
