import Haplotypes

/// What a region's records have given so far: sites, and the places beside them, as they go into a storage.
struct RegionSites {
  /// Decodes records and holds the sites that have not been stored.
  var builder: SiteBuilder
  /// Where sites go when there are enough of them; nil: they wait to be taken.
  private(set) var collector: SiteCollector?
  private var places: PlaceCollector?
  private let samples: [String]

  init(_ samples: [String], _ cursor: VariantCursor, _ storage: SiteStorage?) {
    self.samples = samples
    builder = SiteBuilder(samples, cursor)
    collector = storage.map { SiteCollector($0) }
    places = storage.map { PlaceCollector($0) }
  }

  /// True if places are kept.
  var keepsPlaces: Bool { places != nil }

  /// Forgets everything.
  mutating func restart(_ cursor: VariantCursor) {
    builder = SiteBuilder(samples, cursor)
    places = collector.map { PlaceCollector($0.storage) }
    collector?.removeAll()
  }

  /// Adds the decoded site, or the one that was held back as `bits`.
  mutating func append(_ site: SiteCandidate, _ bits: SiteBuilder.HeldSite? = nil) {
    if let bits {
      builder.append(bits)
    } else {
      builder.append(position: site.position, hasMissing: site.genotypes.missing > 0)
    }
    places?.noteSite(site.position)
  }

  /// Notes the record at `position`, whose genotypes were decoded, as a place at which all called alleles are the same.
  mutating func noteInvariant(_ position: Int, missing: Int) throws(VariantFilesError) {
    guard places != nil else { return }
    if missing == 0 {
      try places?.note(position, .all)
    } else if missing == builder.haplotypeCount {
      try places?.note(position, .none)
    } else {
      try places?.note(position, .some(builder.decodedMissing, ploidies: builder.ploidies, isDropped: false))
    }
  }

  /// Notes the record at `position`, whose genotypes were decoded and too few are called, as a place: no call counts if it has not two.
  mutating func noteDropped(_ position: Int, missing: Int) throws(VariantFilesError) {
    if missing + 2 > builder.haplotypeCount { return try noteLost(position) }
    try places?.note(position, .some(builder.decodedMissing, ploidies: builder.ploidies, isDropped: true))
  }

  /// Notes the record at `position` as a place at which no call counts.
  mutating func noteLost(_ position: Int) throws(VariantFilesError) { try places?.note(position, .none) }

  /// Has the storage keep the sites added so far, of which none can be taken back, if they fill a chunk.
  mutating func store() throws(VariantFilesError) {
    guard let collector, builder.byteCount >= collector.storage.chunkBytes else { return }
    try self.collector?.add(builder.takePart())
  }

  /// All sites, in the storage that was given.
  mutating func finish(isPhased: Bool, isPolarised: Bool) throws(VariantFilesError) -> ObservedSites {
    guard var collector, var places else { preconditionFailure("the reader has no storage") }
    (self.collector, self.places) = (nil, nil)
    try collector.add(builder.takeMatrix(isPhased: true, isPolarised: true))
    let ploidies = builder.ploidies
    return try collector.finish(
      ploidies: ploidies, isPhased: isPhased, isPolarised: isPolarised, places: try places.finish(ploidies: ploidies))
  }
}
