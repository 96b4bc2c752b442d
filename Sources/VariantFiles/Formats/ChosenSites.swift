import Haplotypes

/// The sites of a region in chosen individuals of a file that was read whole: decided on by mask, calls and variation as the records of a
/// VCF are.
struct ChosenSites {
  private let region: Interval
  /// Sites that vary in the whole file, and the others whose calls were read.
  private let varying: HaplotypeColumns
  private let others: HaplotypeColumns
  private var decision: SiteDecision
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
    decision = SiteDecision(options, region)
    part = HaplotypeMatrix(haplotypeCount: varying.count, ploidies: varying.ploidies)
    collector = SiteCollector(storage)
    places = PlaceCollector(storage)
    alleles = [UInt64](repeating: 0, count: part.wordsPerSite)
    missing = alleles
  }

  /// Decides on all sites of `read`, each of which has its entry in the ledger.
  mutating func addAll(of read: ReadHaplotypes) throws(VariantFilesError) -> VariantLedger {
    var ledger = VariantLedger()
    ledger.skip(.unplaced, count: read.ledger[.unplaced])
    for site in read.unread { ledger.skip(isInRegion(site.position) ? site.reason : .outsideRegion) }
    var other = 0
    func offer(_ columns: HaplotypeColumns, _ site: Int) throws(VariantFilesError) {
      let position = columns.matrix.positions[site]
      guard isInRegion(position) else { return ledger.skip(.outsideRegion) }
      if let reason = try add(columns, site, position) { ledger.skip(reason) } else { ledger.use() }
    }
    for (site, position) in varying.matrix.positions.enumerated() {
      while other < others.matrix.siteCount, others.matrix.positions[other] < position {
        try offer(others, other)
        other += 1
      }
      try offer(varying, site)
    }
    while other < others.matrix.siteCount {
      try offer(others, other)
      other += 1
    }
    return ledger
  }

  private func isInRegion(_ position: Double) -> Bool {
    position >= Double(region.start) && position < Double(region.end)
  }

  /// Adds a site, or says why not.
  private mutating func add(
    _ columns: HaplotypeColumns, _ site: Int, _ position: Double
  ) throws(VariantFilesError) -> VariantLedger.Reason? {
    columns.copy(site, to: &alleles, missing: &missing)
    let called = columns.count - missing.reduce(0) { $0 + $1.nonzeroBitCount }
    let carriers = alleles.reduce(0) { $0 + $1.nonzeroBitCount }
    let reason = decision.reason(position, carriers: carriers, called: called, of: columns.count)
    switch reason {
    case .lowCallRate: try places.note(Int(position), called < 2 ? .none : calls(called, isDropped: true))
    case .monomorphic: try places.note(Int(position), calls(called))
    default: break
    }
    if reason != nil { return reason }
    places.noteSite(Int(position))
    part.append(position: position, alleles: alleles, missing: called == columns.count ? nil : missing)
    if part.byteCount >= collector.storage.chunkBytes {
      try collector.add(part)
      part = HaplotypeMatrix(haplotypeCount: columns.count, ploidies: columns.ploidies)
    }
    return nil
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
