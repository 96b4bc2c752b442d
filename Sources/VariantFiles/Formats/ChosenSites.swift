import Haplotypes

/// The sites of a region in chosen individuals of a file that was read whole: decided on by mask, calls and variation as the records of a
/// VCF are.
struct ChosenSites {
  /// From the first to the last site of the region.
  private(set) var extent: Range<Int>?
  private let region: Interval
  /// Sites that vary in the whole file, and the others.
  private let varying: HaplotypeColumns
  private let others: HaplotypeColumns
  private let rules: SiteRules
  private var mask: MaskCursor
  private var part: HaplotypeMatrix
  private var collector: SiteCollector
  private var places: PlaceCollector
  private var alleles: [UInt64]
  private var missing: [UInt64]

  init(
    _ region: Interval, _ varying: HaplotypeColumns, _ others: HaplotypeColumns, _ options: VariantReadOptions,
    _ storage: SiteStorage
  ) throws(VariantFilesError) {
    self.region = region
    self.varying = varying
    self.others = others
    rules = SiteRules(options)
    mask = MaskCursor(AccessibleBases(options), region)
    part = HaplotypeMatrix(haplotypeCount: varying.count, ploidies: varying.ploidies)
    collector = SiteCollector(storage)
    places = PlaceCollector(storage)
    alleles = [UInt64](repeating: 0, count: part.wordsPerSite)
    missing = alleles
  }

  /// Decides on all sites; those that do not vary in the file are in `ledger` already.
  mutating func addAll(_ ledger: inout VariantLedger) throws(VariantFilesError) {
    var other = 0
    for (site, position) in varying.matrix.positions.enumerated() {
      while other < others.matrix.siteCount, others.matrix.positions[other] < position {
        try notePlace(other)
        other += 1
      }
      guard position >= Double(region.start) && position < Double(region.end) else {
        ledger.skip(.outsideRegion)
        continue
      }
      extent = (extent?.lowerBound ?? Int(position))..<Int(position) + 1
      if let reason = try add(site, position) { ledger.skip(reason) } else { ledger.use() }
    }
    while other < others.matrix.siteCount {
      try notePlace(other)
      other += 1
    }
  }

  /// Adds a site, or says why not.
  private mutating func add(_ site: Int, _ position: Double) throws(VariantFilesError) -> VariantLedger.Reason? {
    guard mask.contains(Int(position)) else { return .inaccessible }
    varying.copy(site, to: &alleles, missing: &missing)
    let called = varying.count - missing.reduce(0) { $0 + $1.nonzeroBitCount }
    let carriers = alleles.reduce(0) { $0 + $1.nonzeroBitCount }
    switch rules.verdict(carriers: carriers, called: called, of: varying.count) {
    case .lacksCalls:
      try places.note(Int(position), called < 2 ? .none : calls(called, isDropped: true))
      return .lowCallRate
    case .isInvariant:
      try places.note(Int(position), calls(called))
      return .monomorphic
    case .varies: break
    }
    places.noteSite(Int(position))
    part.append(position: position, alleles: alleles, missing: called == varying.count ? nil : missing)
    if part.byteCount >= collector.storage.chunkBytes {
      try collector.add(part)
      part = HaplotypeMatrix(haplotypeCount: varying.count, ploidies: varying.ploidies)
    }
    return nil
  }

  /// Notes a site that does not vary in the file as a place.
  private mutating func notePlace(_ other: Int) throws(VariantFilesError) {
    let position = Int(others.matrix.positions[other])
    guard position >= region.start && position < region.end, mask.contains(position) else { return }
    others.copy(other, to: &alleles, missing: &missing)
    let called = others.count - missing.reduce(0) { $0 + $1.nonzeroBitCount }
    try places.note(position, called < 2 ? .none : calls(called))
  }

  /// The calls of the site copied last, of which there are so many.
  private func calls(_ called: Int, isDropped: Bool = false) -> PlaceCollector.Calls {
    called == varying.count ? .all : .some(missing, ploidies: varying.ploidies, isDropped: isDropped)
  }

  /// The sites, in the storage that was given.
  mutating func finish(isPhased: Bool, isPolarised: Bool) throws(VariantFilesError) -> ObservedSites {
    try collector.add(part)
    return try collector.finish(
      ploidies: varying.ploidies, isPhased: isPhased, isPolarised: isPolarised,
      places: try places.finish(ploidies: varying.ploidies))
  }
}
