import CHtslibShims
import Groundwork
import Haplotypes

/// Reads one region: every record gets its entry in the ledger here.
///
/// It brings together who decides on a record: the mask (``MaskCursor``), the calls (``SiteRules``), the ancestral allele
/// (``SitePolariser``), the other records of the position (``StandingSites``); ``RegionSites`` holds what came of it, ``RegionNotes``
/// says it.
struct RegionReader {
  /// What is read; the contig as the records write it. Of a whole contig the end is known when its records are read.
  var region: Interval
  /// Where a region ends whose contig is read to its last record: behind every position that a file can have.
  static let openEnd = 1 << 41
  /// The contig's length by the header, which is not always right.
  let declaredLength: Int?
  let file: VariantFile
  let samples: [String]
  let options: VariantReadOptions
  /// The samples that are decoded; nil: all of the file.
  let selection: [String]?
  /// Records taken since the beginning.
  private(set) var taken = 0
  /// True if some sites have been given away.
  var hasGivenResult = false
  /// True if ``settlePloidies(_:_:_:)`` has decided the ploidies.
  var hasSettledPloidies = false
  var ledger = VariantLedger()
  var notes: RegionNotes
  /// What the records used say of their calls.
  var survey: CallSurvey
  var extent: Range<Int>?
  var sites: RegionSites
  var polariser: SitePolariser
  var standing = StandingSites()
  var held = HeldSites()
  private let rules: SiteRules
  private var mask: MaskCursor
  /// Samples that have no call in the region, which call rates do without, and their haplotypes.
  private var uncalledSamples: [Int] = []
  private var uncalledHaplotypes = 0

  init(
    _ file: VariantFile, _ region: Interval, _ samples: [String], _ options: VariantReadOptions,
    _ cursor: VariantCursor, accessible bases: AccessibleBases? = nil, storage: SiteStorage? = nil
  ) throws(VariantFilesError) {
    self.file = file
    self.region = region
    self.samples = samples
    self.options = options
    rules = SiteRules(options)
    polariser = try SitePolariser(file, contig: region.contig, options, cursor)
    declaredLength = file.declared(region.contig)?.length
    let bases = bases ?? AccessibleBases(options)
    mask = MaskCursor(bases, region)
    sites = RegionSites(samples, cursor, storage)
    survey = CallSurvey(columns: sites.builder.columns)
    selection = cursor.samples.count < cursor.fileSamples.count ? cursor.samples : nil
    notes = RegionNotes()
    if let note = polariser.note { notes.texts.append(note) }
    if bases?.has(region.contig) == false {
      notes.texts.append("the mask has no accessible interval on contig '\(region.contig)'")
    }
  }

  /// The sites that wait for ``takeResult()``.
  var siteCount: Int { sites.builder.positions.count }

  /// True if a record at 0-based `position` cannot take back a site any more.
  func isSettled(before position: Int) -> Bool { position != standing.position }

  /// Takes the cursor's record if its 0-based `position` lies within the region, and notes one that lies nowhere.
  mutating func offer(_ cursor: VariantCursor, _ position: Int) throws(VariantFilesError) {
    if position >= region.start && position < region.end { try take(cursor, position) }
    if position < 0 && region.start == 0 { notes.unplaced += 1 }
  }

  /// Takes the cursor's record, at 0-based `position` within the region.
  mutating func take(_ cursor: VariantCursor, _ position: Int) throws(VariantFilesError) {
    if let declaredLength, position >= declaredLength { notes.beyondHeader += 1 }
    extent = (extent?.lowerBound ?? position)..<position + 1
    do throws(SiteBuilder.Fault) {
      try addHeld(upTo: position)
      do throws(VariantFilesError) { try cursor.readFields() } catch { throw .file(error) }
      if let reason = try consider(cursor, position) {
        // A fault in genotypes that nobody wants is a fault all the same.
        if cursor.state == .scanned { try sites.builder.check(cursor) }
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
    sites.restart(cursor)
    polariser.restart(cursor)
    notes.restart()
    mask.restart()
    survey = CallSurvey(columns: sites.builder.columns)
    (standing, held, ledger, extent, taken) = (StandingSites(), HeldSites(), VariantLedger(), nil, 0)
  }

  /// Reads the region again if sites were left out for their call rate and samples have no call at all: females on Y are no
  /// reason to leave out a site, be they written as `.` or as `./.`.
  mutating func readAgainWithoutUncalled() throws(VariantFilesError) {
    let uncalled = sites.builder.uncalledSamples
    guard ledger[.lowCallRate] > 0, options.minimumCallRate > 0, !uncalled.isEmpty, uncalled.count < samples.count
    else { return }
    let cursor = try VariantCursor(
      path: file.path, indexPath: file.indexPath, region: file.indexPath == nil ? nil : region, selection: selection,
      options: options)
    restart(cursor)
    (uncalledSamples, hasSettledPloidies) = (uncalled, false)
    var isInRegion = false
    while let place = try cursor.nextPlace() {
      if place.isNewContig { isInRegion = cursor.currentContig == region.contig }
      let position = place.position - 1
      if isInRegion && position >= region.start && position < region.end { try take(cursor, position) }
    }
    try addAllHeld()
    uncalledSamples = []
  }

  /// Uses the record, or says why not.
  private mutating func consider(
    _ cursor: VariantCursor, _ position: Int
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    if cursor.fields.has_genotypes == 0 { return .noGenotypes }
    if sites.builder.haplotypeCount == 0 { try sites.builder.check(cursor) }
    let alleleCount = Int(cursor.fields.allele_count)
    let isPlain = alleleCount <= 2 && cursor.base(0) != 0 && (alleleCount == 1 || cursor.base(1) != 0)
    if !isPlain { return try considerCarried(cursor, position, alleleCount) }
    if let reason = unwanted(cursor, position) { return reason }
    let alleles = SiteAlleles(reference: 0, alternative: 1, offset: 0, isSplit: false)
    if alleleCount < 2 && options.invariant == .skip {
      try noteUnused(cursor, alleles, position)
      return .monomorphic
    }
    return try use(cursor, alleles, at: position)
  }

  /// Uses a record by the alleles that the chosen samples carry, whatever else REF and ALT name; or says why not.
  private mutating func considerCarried(
    _ cursor: VariantCursor, _ position: Int, _ alleleCount: Int
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    let carried = try sites.builder.carriedAlleles(cursor)
    if carried.count > 2 {
      if options.multiallelic == .skip { return .multiallelic }
      if cursor.base(0) == 0 { return .notSNP }
      if let reason = unwanted(cursor, position) { return reason }
      return try considerEach(cursor, position, alleleCount)
    }
    guard carried.count == 2 else {
      if cursor.base(carried.first ?? 0) == 0 || cursor.base(0) == 0 { return .notSNP }
      if let reason = unwanted(cursor, position) { return reason }
      let alternative = carried.first.map { $0 == 0 ? 1 : $0 } ?? 1
      let alleles = SiteAlleles(reference: 0, alternative: alternative, offset: 0, isSplit: false)
      if carried.isEmpty || options.invariant == .skip {
        try noteInvariant(cursor, alleles, position, missing: sites.builder.decodedMissingCount)
        return carried.isEmpty ? .lowCallRate : .monomorphic
      }
      return try use(cursor, alleles, at: position)
    }
    switch SiteAlleles.difference(carried[0], carried[1], cursor) {
    case .one(let offset):
      if position + offset >= region.end { return .outsideRegion }
      if let reason = unwanted(cursor, position + offset) { return reason }
      return try use(
        cursor, SiteAlleles(reference: carried[0], alternative: carried[1], offset: offset, isSplit: false),
        at: position + offset)
    case .several: return .severalBases
    case .other: return .notSNP
    }
  }

  /// Why a record at `position` is not wanted whatever its genotypes; nil if it is.
  private mutating func unwanted(_ cursor: VariantCursor, _ position: Int) -> VariantLedger.Reason? {
    if cursor.fields.passes == 0 { return .filtered }
    return mask.contains(position) ? nil : .inaccessible
  }

  /// Uses the site of two alleles and counts it, or says why not.
  private mutating func use(
    _ cursor: VariantCursor, _ alleles: SiteAlleles, at position: Int
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    if let reason = try consider(cursor, alleles, at: position) { return reason }
    ledger.use()
    try look(at: cursor)
    return nil
  }

  /// Makes a site of each ALT allele that is one base.
  private mutating func considerEach(
    _ cursor: VariantCursor, _ position: Int, _ alleleCount: Int
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    var count = 0
    var furthest = VariantLedger.Reason.notSNP
    for allele in 1..<alleleCount where cursor.base(allele) != 0 {
      let alleles = SiteAlleles(reference: 0, alternative: allele, offset: 0, isSplit: true)
      if let reason = try consider(cursor, alleles, at: position) {
        if reason.rawValue > furthest.rawValue { furthest = reason }
      } else {
        count += 1
      }
    }
    if count == 0 { return furthest }
    ledger.use(sites: count)
    try look(at: cursor)
    return nil
  }

  private mutating func look(at cursor: VariantCursor) throws(SiteBuilder.Fault) {
    do throws(VariantFilesError) { try survey.add(cursor) } catch { throw .file(error) }
  }

  /// Adds the site of two alleles, or says why not.
  private mutating func consider(
    _ cursor: VariantCursor, _ alleles: SiteAlleles, at position: Int
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    let genotypes = try sites.builder.decode(cursor, target: alleles.alternative)
    if !uncalledSamples.isEmpty {
      let ploidies = sites.builder.ploidies
      uncalledHaplotypes = uncalledSamples.reduce(0) { $0 + Int(ploidies[$1]) }
    }
    var site = SiteCandidate(
      position: position, reference: alleles.letter(alleles.reference, cursor),
      alternative: alleles.letter(alleles.alternative, cursor), genotypes: genotypes,
      isHeld: alleles.offset > 0)
    let (all, missing) = (sites.builder.haplotypeCount, Int(genotypes.missing))
    switch rules.verdict(
      carriers: Int(genotypes.alternative), called: all - missing, of: all - uncalledHaplotypes)
    {
    case .lacksCalls:
      if !alleles.isSplit {
        do throws(VariantFilesError) {
          try sites.noteDropped(cursor.position - 1, missing: missing)
        } catch { throw .file(error) }
      }
      return .lowCallRate
    case .isInvariant:
      if options.invariant == .keep && !alleles.isSplit { return try addInvariant(site) }
      if !alleles.isSplit { try noteInvariant(cursor, alleles, cursor.position - 1, missing: missing) }
      return .monomorphic
    case .varies: break
    }
    if let reason = try polarise(&site, alleles, cursor) { return reason }
    if site.isHeld {
      held.append(sites.builder.held(at: position, hasMissing: missing > 0), site)
      return nil
    }
    return try add(site)
  }

  /// Turns the decoded site around if its ALT allele is ancestral; says why it cannot be polarised.
  private mutating func polarise(
    _ site: inout SiteCandidate, _ alleles: SiteAlleles, _ cursor: VariantCursor
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    switch try polariser.state(cursor, alleles, site.reference, site.alternative) {
    case nil: break
    case .unknown:
      if !alleles.isSplit { try noteLost(cursor) }
      return .unpolarisable
    case .mismatch: return .ancestralMismatch
    case .reference(let isCertain): site.isUncertain = !isCertain
    case .alternative(let isCertain):
      sites.builder.flip()
      site.isUncertain = !isCertain
    }
    return nil
  }

  /// Notes the cursor's record, which names one allele only and is not used, as a place, unless its genotypes are faulty.
  private mutating func noteUnused(
    _ cursor: VariantCursor, _ alleles: SiteAlleles, _ position: Int
  ) throws(SiteBuilder.Fault) {
    guard sites.keepsPlaces else { return }
    let missing: Int
    do throws(SiteBuilder.Fault) {
      missing = Int(try sites.builder.decode(cursor, target: 1).missing)
    } catch {
      if case .file = error { throw error }
      return
    }
    try noteInvariant(cursor, alleles, position, missing: missing)
  }

  /// Notes the cursor's record as a place at which no call counts.
  private mutating func noteLost(_ cursor: VariantCursor) throws(SiteBuilder.Fault) {
    do throws(VariantFilesError) { try sites.noteLost(cursor.position - 1) } catch { throw .file(error) }
  }

  /// Notes the cursor's decoded record, at which nobody differs, as a place; no call counts where no ancestral state is known.
  private mutating func noteInvariant(
    _ cursor: VariantCursor, _ alleles: SiteAlleles, _ position: Int, missing: Int
  ) throws(SiteBuilder.Fault) {
    guard sites.keepsPlaces else { return }
    let isKnown = try polariser.knows(cursor, alleles)
    do throws(VariantFilesError) {
      if isKnown { try sites.noteInvariant(position, missing: missing) } else { try sites.noteLost(position) }
    } catch { throw .file(error) }
  }
}
