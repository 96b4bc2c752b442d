import CHtslib
import CHtslibShims
import Groundwork
import Haplotypes

/// Reads one region: every record gets its entry in the ledger here.
struct RegionReader {
  var notes: [String]
  /// What is read; the contig as the records write it.
  let region: Interval
  let file: VariantFile
  let samples: [String]
  let options: VariantReadOptions
  private let lookup: AncestralLookup?
  var outgroup: OutgroupVote?
  private let accessible: [Range<Int>]?
  private var accessibleIndex = 0
  var builder: SiteBuilder
  /// Where sites go when there are enough of them; nil: they wait for ``takeResult()``.
  private var collector: SiteCollector?
  /// Records taken since the beginning.
  private(set) var taken = 0
  /// True if some sites have been given away.
  private(set) var hasGivenResult = false
  /// True if ``settlePloidies(_:_:_:)`` has decided the ploidies.
  var hasSettledPloidies = false
  private var ledger = VariantLedger()
  private var extent: Range<Int>?
  private var counts = PolarisationCounts()
  private var unphasedCalls = 0
  private var uncertainStates = 0
  private var invariantSites = 0
  /// What was added at the position of the last site.
  private var lastSites: [AddedSite] = []
  private var lastPosition = -1
  private var splitPosition = -1

  /// A site added, as far as it can be taken back.
  private struct AddedSite {
    let reference: UInt8
    let alternative: UInt8
    let unphased: Int
    let isUncertain: Bool
    let isInvariant: Bool
  }

  /// A decoded site on its way into the matrix.
  private struct Candidate {
    let position: Int
    let reference: UInt8
    let alternative: UInt8
    let genotypes: apus_genotypes
    var isUncertain = false
  }

  init(
    _ file: VariantFile, _ region: Interval, _ samples: [String], _ options: VariantReadOptions,
    _ cursor: VariantCursor,
    storage: SiteStorage? = nil
  ) throws(VariantFilesError) {
    self.file = file
    collector = storage.map { SiteCollector($0) }
    self.region = region
    self.samples = samples
    self.options = options
    var notes: [String] = []
    switch options.polarisation {
    case .none: lookup = nil
    case .infoAA:
      guard file.hasAncestralAllele else {
        throw .notFound(
          path: file.path, problem: "the header does not define INFO/AA",
          remedy: "give a FASTA of the ancestral sequence, or use folded features")
      }
      lookup = AncestralLookup(nil)
    case .fasta(let fasta):
      let sequence = try AncestralSequence(path: fasta, contig: region.contig)
      lookup = AncestralLookup(sequence)
      if sequence.name != region.contig { notes.append("ancestral bases are those of '\(sequence.name)' in \(fasta)") }
    case .outgroup(let names, let agreement):
      lookup = nil
      outgroup = OutgroupVote(names, agreement: agreement, cursor)
    }
    accessible = options.mask.map { Self.accessibleRanges($0, region) }
    if let mask = options.mask, ContigNames.match(region.contig, among: mask.accessible.keys) == nil {
      notes.append("the mask has no accessible interval on contig '\(region.contig)'")
    }
    self.notes = notes
    builder = SiteBuilder(samples, cursor)
  }

  static func accessibleRanges(_ mask: Mask, _ region: Interval) -> [Range<Int>] {
    guard let contig = ContigNames.match(region.contig, among: mask.accessible.keys) else { return [] }
    return mask.accessibleRanges(contig: contig, start: region.start, end: region.end)
  }

  /// The sites that wait for ``takeResult()``.
  var siteCount: Int { builder.positions.count }

  /// True if a record at 0-based `position` cannot take back a site any more.
  func isSettled(before position: Int) -> Bool { position != lastPosition }

  /// Takes the cursor's record, at 0-based `position` within the region.
  mutating func take(_ cursor: VariantCursor, _ position: Int) throws(VariantFilesError) {
    extent = (extent?.lowerBound ?? position)..<position + 1
    do throws(SiteBuilder.Fault) {
      do throws(VariantFilesError) { try cursor.readFields() } catch { throw .file(error) }
      if let reason = try consider(cursor, position) {
        // A fault in genotypes that nobody wants is a fault all the same.
        if cursor.state == .scanned { try builder.check(cursor) }
        ledger.skip(reason)
      }
    } catch {
      if case .ploidyChanged = error, !hasSettledPloidies { return try settlePloidies(cursor, position, error) }
      throw describe(error, cursor)
    }
    taken += 1
  }

  /// Forgets all that was taken.
  mutating func restart(_ cursor: VariantCursor) {
    builder = SiteBuilder(samples, cursor)
    collector?.removeAll()
    outgroup?.restart(cursor)
    (ledger, counts, extent) = (VariantLedger(), PolarisationCounts(), nil)
    (taken, unphasedCalls, uncertainStates, invariantSites, accessibleIndex) = (0, 0, 0, 0, 0)
    (lastSites, lastPosition, splitPosition) = ([], -1, -1)
  }

  /// Uses the record, or says why not.
  private mutating func consider(
    _ cursor: VariantCursor, _ position: Int
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    if cursor.fields.has_genotypes == 0 { return .noGenotypes }
    if builder.haplotypeCount == 0 { try builder.check(cursor) }
    let alleleCount = Int(cursor.fields.allele_count)
    if alleleCount > 2 && options.multiallelic == .skip {
      if try isInconsistent(cursor, position) { return .ancestralMismatch }
      // Nobody wants these genotypes, but one that names an absent allele says that the record is wrong.
      _ = try builder.decode(cursor, target: 1)
      return .multiallelic
    }
    // REF and the only ALT; where ALT is `.` the same letter twice.
    let reference = cursor.base(0)
    if reference == 0 || (alleleCount == 2 && cursor.base(1) == 0) { return .notSNP }
    if cursor.fields.passes == 0 { return .filtered }
    if !isAccessible(position) { return .inaccessible }
    if alleleCount < 2 && options.invariant == .skip { return .monomorphic }
    if alleleCount <= 2 {
      let reason = try consider(cursor, position, reference, allele: 1)
      if reason == nil { ledger.use() }
      return reason
    }
    return try considerEach(cursor, position, reference, alleleCount)
  }

  /// Makes a site of each ALT allele that is one base.
  private mutating func considerEach(
    _ cursor: VariantCursor, _ position: Int, _ reference: UInt8, _ alleleCount: Int
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    var sites = 0
    var furthest = VariantLedger.Reason.notSNP
    for allele in 1..<alleleCount where cursor.base(allele) != 0 {
      if let reason = try consider(cursor, position, reference, allele: allele) {
        if reason.rawValue > furthest.rawValue { furthest = reason }
      } else {
        sites += 1
      }
    }
    if sites == 0 { return furthest }
    ledger.use(sites: sites)
    return nil
  }

  /// Adds the site of one ALT allele, or says why not.
  private mutating func consider(
    _ cursor: VariantCursor, _ position: Int, _ reference: UInt8, allele: Int
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    let genotypes = try builder.decode(cursor, target: allele)
    let total = builder.haplotypeCount
    let called = total - Int(genotypes.missing)
    if called == 0 || Double(called) < options.minimumCallRate * Double(total) { return .lowCallRate }
    var site = Candidate(
      position: position, reference: reference, alternative: cursor.base(allele), genotypes: genotypes)
    if genotypes.alternative == 0 || genotypes.alternative == called {
      return options.invariant == .skip || cursor.fields.allele_count > 2 ? .monomorphic : try addInvariant(site)
    }
    if let reason = try polarise(&site, cursor) { return reason }
    if genotypes.unphased > 0 { try builder.countUnphased(cursor, calls: Int(genotypes.unphased)) }
    return try add(site)
  }

  /// Turns the decoded site around if its ALT allele is ancestral; says why it cannot be polarised.
  private mutating func polarise(
    _ site: inout Candidate, _ cursor: VariantCursor
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    guard let letter = try ancestralLetter(cursor) else { return nil }
    let count = Int(cursor.fields.allele_count)
    let state = AncestralAllele.classify(letter, site.reference, site.alternative) { upper in
      count > 2 && (1..<count).contains { AncestralAllele.uppercased(cursor.base($0)) == upper }
    }
    switch state {
    case .unknown:
      counts.unpolarisable += 1
      return .unpolarisable
    case .mismatch:
      counts.inconsistent += 1
      counts.countSubstitution(site.reference, site.alternative)
      return .ancestralMismatch
    case .reference(let isCertain): site.isUncertain = !isCertain
    case .alternative(let isCertain):
      builder.flip()
      site.isUncertain = !isCertain
    }
    return nil
  }

  /// The letter of the record's ancestral allele, 0 if it is unknown; nil if nobody asks.
  private mutating func ancestralLetter(_ cursor: VariantCursor) throws(SiteBuilder.Fault) -> UInt8? {
    if outgroup != nil { return try outgroup?.letter(cursor) }
    guard let lookup else { return nil }
    do throws(VariantFilesError) { return try lookup.letter(cursor) } catch { throw .file(error) }
  }

  /// True for a record of several ALT alleles whose samples have two alleles, and the outgroup a third: a site that is
  /// biallelic here and inconsistent with the outgroup.
  private mutating func isInconsistent(
    _ cursor: VariantCursor, _ position: Int
  ) throws(SiteBuilder.Fault) -> Bool {
    let count = Int(cursor.fields.allele_count)
    guard outgroup != nil, cursor.fields.passes != 0, count <= APUS_MOST_ALLELES,
      (0..<count).allSatisfy({ cursor.base($0) != 0 }), isAccessible(position)
    else { return false }
    var present: [UInt8] = []
    var carriers = 0
    var called = 0
    for allele in 1..<count {
      let genotypes = try builder.decode(cursor, target: allele)
      called = builder.haplotypeCount - Int(genotypes.missing)
      carriers += Int(genotypes.alternative)
      if genotypes.alternative > 0 { present.append(cursor.base(allele)) }
    }
    if carriers < called { present.append(cursor.base(0)) }
    guard present.count == 2, Double(called) >= options.minimumCallRate * Double(builder.haplotypeCount),
      let letter = try outgroup?.letter(cursor), letter != 0, !present.contains(letter)
    else { return false }
    counts.inconsistent += 1
    counts.countSubstitution(present[0], present[1])
    return true
  }

  /// True if the mask holds `position`; positions come in ascending order.
  private mutating func isAccessible(_ position: Int) -> Bool {
    guard let accessible else { return true }
    while accessibleIndex < accessible.count, accessible[accessibleIndex].upperBound <= position {
      accessibleIndex += 1
    }
    return accessibleIndex < accessible.count && accessible[accessibleIndex].contains(position)
  }

  func describe(_ fault: SiteBuilder.Fault, _ cursor: VariantCursor) -> VariantFilesError {
    let record = "\(region.contig):\(cursor.position)"
    switch fault {
    case .file(let error): return error
    case .ploidyChanged(let sample, let from, let to):
      return .badRecord(
        path: file.path, place: cursor.place,
        problem: "sample '\(sample)' has \(to) allele(s) at \(record), the ploidy of the region, but \(from) in the "
          + "blocks already read",
        remedy: "split the region (say at the pseudoautosomal boundary) or leave the sample out")
    case .noSuchAllele(let sample, let allele):
      return .badRecord(
        path: file.path, place: cursor.place,
        problem: "sample '\(sample)' has allele \(allele) at \(record), which has "
          + "\(cursor.fields.allele_count) alleles",
        remedy: "correct the genotype or the ALT column")
    }
  }

  /// Adds the decoded site unless another record of its position stands against it.
  private mutating func add(_ site: Candidate) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    if site.position == splitPosition { return .multiallelic }
    try moveOn(to: site.position)
    if let last = lastSites.last, last.isInvariant { takeBack(last, .duplicatePosition) }
    if lastSites.contains(where: { $0.reference == site.reference && $0.alternative == site.alternative }) {
      return .duplicatePosition
    }
    if options.multiallelic == .skip, let last = lastSites.last {
      // A multiallelic site split over records: the first part was no biallelic site either.
      takeBack(last, .multiallelic)
      splitPosition = site.position
      return .multiallelic
    }
    let unphased = Int(site.genotypes.unphased)
    builder.append(position: site.position, hasMissing: site.genotypes.missing > 0)
    unphasedCalls += unphased
    uncertainStates += site.isUncertain ? 1 : 0
    if isPolarised {
      counts.polarised += 1
      counts.countSubstitution(site.reference, site.alternative)
    }
    lastSites.append(
      AddedSite(
        reference: site.reference, alternative: site.alternative, unphased: unphased, isUncertain: site.isUncertain,
        isInvariant: false))
    return nil
  }

  /// Adds the decoded site, at which nobody differs, unless its position has a site already.
  private mutating func addInvariant(_ site: Candidate) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    if site.position == splitPosition { return .multiallelic }
    try moveOn(to: site.position)
    if !lastSites.isEmpty { return .duplicatePosition }
    if site.genotypes.alternative > 0 { builder.flip() }
    builder.append(position: site.position, hasMissing: site.genotypes.missing > 0)
    invariantSites += 1
    lastSites.append(
      AddedSite(
        reference: site.reference, alternative: site.alternative, unphased: 0, isUncertain: false, isInvariant: true))
    return nil
  }

  /// Forgets the sites of an earlier position than `position`.
  private mutating func moveOn(to position: Int) throws(SiteBuilder.Fault) {
    guard position != lastPosition else { return }
    lastSites.removeAll(keepingCapacity: true)
    lastPosition = position
    try storeSites()
  }

  private mutating func takeBack(_ site: AddedSite, _ reason: VariantLedger.Reason) {
    builder.removeLast()
    unphasedCalls -= site.unphased
    uncertainStates -= site.isUncertain ? 1 : 0
    if site.isInvariant {
      invariantSites -= 1
    } else if isPolarised {
      counts.polarised -= 1
      counts.countSubstitution(site.reference, site.alternative, by: -1)
    }
    ledger.takeBack(reason)
    lastSites.removeAll(keepingCapacity: true)
  }

  /// Has the storage keep the sites added so far, of which none can be taken back, if they fill a chunk.
  private mutating func storeSites() throws(SiteBuilder.Fault) {
    guard let collector, builder.byteCount >= collector.storage.chunkBytes else { return }
    do throws(VariantFilesError) { try self.collector?.add(builder.takePart()) } catch { throw .file(error) }
  }

  /// Everything that was read since the last call.
  mutating func takeResult() -> ObservedVariants {
    settle()
    let matrix = builder.takeMatrix(isPhased: unphasedCalls == 0, isPolarised: isPolarised)
    defer {
      (ledger, counts, notes, extent) = (VariantLedger(), PolarisationCounts(), [], nil)
      (unphasedCalls, uncertainStates, invariantSites) = (0, 0, 0)
    }
    return result(matrix)
  }

  /// The whole region, whose sites are in the storage.
  mutating func finish() throws(VariantFilesError) -> StoredVariants {
    settle()
    guard var collector else { preconditionFailure("the reader has no storage") }
    self.collector = nil
    try collector.add(builder.takeMatrix(isPhased: true, isPolarised: true))
    return result(
      try collector.finish(ploidies: builder.ploidies, isPhased: unphasedCalls == 0, isPolarised: isPolarised))
  }

  private var isPolarised: Bool { lookup != nil || outgroup != nil }

  /// Decides on samples of which nothing was read, and notes what a user should know of the region.
  private mutating func settle() {
    if builder.haplotypeCount == 0 {
      notes.append("no genotype was read in \(region): the samples are taken to be diploid")
      builder.assumeDiploid()
    }
    let uncalled = builder.settleUncalledSamples().map { samples[$0] }
    if !uncalled.isEmpty && ledger.used > 0 {
      notes.append("no call in \(region) for \(ContigNames.list(uncalled))")
    }
    if unphasedCalls > 0 {
      notes.append(builder.unphased.note(unphasedCalls, of: samples))
    }
    if uncertainStates > 0 {
      notes.append(
        "\(uncertainStates.grouped) of \(ledger.used.grouped) sites have an ancestral state of low confidence "
          + "(lower case); they are used")
    }
    if invariantSites > 0 {
      notes.append("\(invariantSites.grouped) of \(ledger.used.grouped) sites do not vary in the sample; they are kept")
    }
    hasGivenResult = true
  }

  private func result<Sites>(_ sites: Sites) -> ObservedRegion<Sites> {
    ObservedRegion(
      sites: sites, region: region, paths: [file.path], samples: samples, ledger: ledger, extent: extent,
      polarisation: isPolarised ? counts : nil, notes: notes)
  }
}
