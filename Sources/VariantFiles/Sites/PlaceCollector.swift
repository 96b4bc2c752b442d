import Haplotypes

/// Collects the places of a contig, one a position, and none where a site is.
struct PlaceCollector {
  private var complete = PositionRuns()
  private var lost = PositionRuns()
  private var partial: SiteCollector
  private var part: HaplotypeMatrix?
  /// The place that a record of its position may still make a site of.
  private var waiting: (position: Int, calls: Calls)?
  private var lastSite = -1

  /// The calls of a place.
  enum Calls {
    case all
    case none
    /// The words of the missing ones, of samples of these ploidies, and whether a rule left the site out.
    case some([UInt64], ploidies: [UInt8], isDropped: Bool)
  }

  init(_ storage: SiteStorage) { partial = SiteCollector(storage) }

  /// Notes a place; the first of a position counts.
  mutating func note(_ position: Int, _ calls: Calls) throws(VariantFilesError) {
    guard position != lastSite, waiting?.position != position else { return }
    try settle()
    waiting = (position, calls)
  }

  /// Notes that there is a site at `position`.
  mutating func noteSite(_ position: Int) {
    lastSite = position
    if waiting?.position == position { waiting = nil }
  }

  private mutating func settle() throws(VariantFilesError) {
    guard let (position, calls) = waiting else { return }
    waiting = nil
    switch calls {
    case .all: complete.append(position)
    case .none: lost.append(position)
    case .some(let missing, let ploidies, let isDropped):
      if let part, part.ploidies != ploidies || part.byteCount >= partial.storage.chunkBytes {
        try partial.add(part)
        self.part = nil
      }
      let count = ploidies.reduce(0) { $0 + Int($1) }
      if part == nil { part = HaplotypeMatrix(haplotypeCount: count, ploidies: ploidies) }
      let alleles = missing.enumerated().map { word, bits -> UInt64 in
        let left = count - word * 64
        return isDropped ? ~bits & (left >= 64 ? .max : (1 << UInt64(left)) - 1) : 0
      }
      part?.append(position: Double(position), alleles: alleles, missing: missing)
    }
  }

  /// All places, of individuals of `ploidies`.
  mutating func finish(ploidies: [UInt8]) throws(VariantFilesError) -> ObservedPlaces {
    try settle()
    if let part { try partial.add(part) }
    return ObservedPlaces(
      complete: complete, lost: lost,
      partial: try partial.finish(ploidies: ploidies, isPhased: true, isPolarised: true))
  }
}
