import Haplotypes

/// Decides on the sites of a contig, offered in ascending order, by mask, calls, variation and what stands at their position: as
/// ``RegionReader`` does on the records of a VCF, for formats that are read whole.
struct SiteDecision {
  private let rules: SiteRules
  private var mask: MaskCursor
  /// The position of the last site that is used.
  private var last = -Double.infinity

  /// Decides on the sites of `region` as `options` say.
  init(_ options: VariantReadOptions, _ region: Interval) {
    rules = SiteRules(options)
    mask = MaskCursor(AccessibleBases(options), region)
  }

  /// Every base is accessible, and a site needs one call.
  init() {
    rules = SiteRules(VariantReadOptions())
    mask = MaskCursor(nil, Interval(contig: "", start: 0, end: 0))
  }

  /// Why a site at which `carriers` of `called` alleles, of `total` in the sample, are derived is not used; nil: it is.
  mutating func reason(_ position: Double, carriers: Int, called: Int, of total: Int) -> VariantLedger.Reason? {
    guard mask.contains(Int(position)) else { return .inaccessible }
    switch rules.verdict(carriers: carriers, called: called, of: total) {
    case .lacksCalls: return .lowCallRate
    case .isInvariant: return .monomorphic
    case .varies: break
    }
    if position == last { return .duplicatePosition }
    last = position
    return nil
  }
}
