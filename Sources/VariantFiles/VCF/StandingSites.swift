/// The sites that stand at the position read last, as far as they can be taken back: how records of one position get along.
struct StandingSites {
  /// A site added.
  struct Site {
    let reference: UInt8
    let alternative: UInt8
    let unphased: Int
    let isUncertain: Bool
    let isInvariant: Bool
  }

  /// What becomes of a site that is to join those of its position.
  enum Verdict {
    /// It stands beside them.
    case joins
    /// It is left out.
    case leaves(VariantLedger.Reason)
    /// It stands in the place of the last one, which is left out for this reason.
    case replaces(VariantLedger.Reason)
    /// It and the last one are left out for this reason.
    case ruins(VariantLedger.Reason)
  }

  private(set) var sites: [Site] = []
  /// The position read last.
  private(set) var position = -1
  /// A position whose alleles were several, over several records.
  private var splitPosition = -1

  /// Goes to `position`; true if it is another one than before.
  mutating func move(to position: Int) -> Bool {
    guard position != self.position else { return false }
    sites.removeAll(keepingCapacity: true)
    self.position = position
    return true
  }

  /// True if `position` cannot have another site.
  func isSplit(_ position: Int) -> Bool { position == splitPosition }

  /// What becomes of a site of these alleles at the position; `splits`: alleles of several records are sites of their own.
  mutating func verdict(_ reference: UInt8, _ alternative: UInt8, splits: Bool) -> Verdict {
    guard let last = sites.last else { return .joins }
    if last.isInvariant { return .replaces(.duplicatePosition) }
    if sites.contains(where: { $0.reference == reference && $0.alternative == alternative }) {
      return .leaves(.duplicatePosition)
    }
    if splits { return .joins }
    // A multiallelic site split over records: the first part was no biallelic site either.
    splitPosition = position
    return .ruins(.multiallelic)
  }

  /// Notes the site that was added.
  mutating func add(_ site: Site) { sites.append(site) }

  /// Forgets the sites of the position, whose last one is given back.
  mutating func removeLast() -> Site? {
    defer { sites.removeAll(keepingCapacity: true) }
    return sites.last
  }
}
