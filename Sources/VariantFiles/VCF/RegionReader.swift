import CHtslib
import CHtslibShims
import Groundwork
import Haplotypes

/// Reads one region: every record gets its entry in the ledger here.
struct RegionReader {
  var notes: [String]
  /// What is read; the contig as the records write it. Of a whole contig the end is known when its records are read.
  var region: Interval
  /// Where a region ends whose contig is read to its last record: behind every position that a file can have.
  static let openEnd = 1 << 41
  /// The contig's length by the header, which is not always right.
  let declaredLength: Int?
  let file: VariantFile
  let samples: [String]
  let options: VariantReadOptions
  let lookup: AncestralLookup?
  var outgroup: OutgroupVote?
  private let accessible: [Range<Int>]?
  private var accessibleIndex = 0
  var builder: SiteBuilder
  /// Where sites go when there are enough of them; nil: they wait for ``takeResult()``.
  var collector: SiteCollector?
  /// Records taken since the beginning.
  private(set) var taken = 0
  /// True if some sites have been given away.
  var hasGivenResult = false
  /// True if ``settlePloidies(_:_:_:)`` has decided the ploidies.
  var hasSettledPloidies = false
  var ledger = VariantLedger()
  /// Records without a position on the contig (POS 0, a telomere).
  var unplaced = 0
  /// Records behind the contig's end as the header has it.
  var beyondHeader = 0
  var extent: Range<Int>?
  var counts = PolarisationCounts()
  var unphasedCalls = 0
  var uncertainStates = 0
  var invariantSites = 0
  /// What was added at the position of the last site.
  var lastSites: [AddedSite] = []
  var lastPosition = -1
  var splitPosition = -1
  var held = HeldSites()
  /// What the records used say of their calls.
  var survey: CallSurvey
  /// Unphased calls of each sample; empty if there are none. Not all are counted where many samples have some.
  var unphasedSamples: [Int] = []
  var areManyUnphased = false
  /// The samples that are decoded; nil: all of the file.
  let selection: [String]?
  /// Samples that have no call in the region, which call rates do without, and their haplotypes.
  private var uncalledSamples: [Int] = []
  private var uncalledHaplotypes = 0

  /// A site added, as far as it can be taken back.
  struct AddedSite {
    let reference: UInt8
    let alternative: UInt8
    let unphased: Int
    let isUncertain: Bool
    let isInvariant: Bool
  }

  /// A decoded site on its way into the matrix.
  struct Candidate {
    let position: Int
    let reference: UInt8
    let alternative: UInt8
    let genotypes: apus_genotypes
    /// True if it waits until the records have come to its position.
    let isHeld: Bool
    var isUncertain = false
  }

  /// Sites that lie behind their records, which were written with the bases before them; in the order of their positions.
  struct HeldSites {
    var sites: [(bits: SiteBuilder.HeldSite, site: Candidate)] = []

    mutating func append(_ bits: SiteBuilder.HeldSite, _ site: Candidate) {
      let place = sites.firstIndex { $0.site.position > site.position } ?? sites.count
      sites.insert((bits, site), at: place)
    }
  }

  init(
    _ file: VariantFile, _ region: Interval, _ samples: [String], _ options: VariantReadOptions,
    _ cursor: VariantCursor, accessible bases: AccessibleBases? = nil, storage: SiteStorage? = nil
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
    declaredLength = file.declared(region.contig)?.length
    let bases = bases ?? AccessibleBases(options)
    accessible = bases?.ranges(region)
    if bases?.has(region.contig) == false {
      notes.append("the mask has no accessible interval on contig '\(region.contig)'")
    }
    self.notes = notes
    builder = SiteBuilder(samples, cursor)
    survey = CallSurvey(columns: builder.columns)
    selection = cursor.samples.count < cursor.fileSamples.count ? cursor.samples : nil
  }

  /// The sites that wait for ``takeResult()``.
  var siteCount: Int { builder.positions.count }

  /// True if a record at 0-based `position` cannot take back a site any more.
  func isSettled(before position: Int) -> Bool { position != lastPosition }

  /// Takes the cursor's record if its 0-based `position` lies within the region, and notes one that lies nowhere.
  mutating func offer(_ cursor: VariantCursor, _ position: Int) throws(VariantFilesError) {
    if position >= region.start && position < region.end { try take(cursor, position) }
    if position < 0 && region.start == 0 { unplaced += 1 }
  }

  /// Takes the cursor's record, at 0-based `position` within the region.
  mutating func take(_ cursor: VariantCursor, _ position: Int) throws(VariantFilesError) {
    if let declaredLength, position >= declaredLength { beyondHeader += 1 }
    extent = (extent?.lowerBound ?? position)..<position + 1
    do throws(SiteBuilder.Fault) {
      try addHeld(upTo: position)
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
    survey = CallSurvey(columns: builder.columns)
    held = HeldSites()
    collector?.removeAll()
    outgroup?.restart(cursor)
    (ledger, counts, extent) = (VariantLedger(), PolarisationCounts(), nil)
    (taken, beyondHeader, unphasedCalls, uncertainStates, invariantSites, accessibleIndex) = (0, 0, 0, 0, 0, 0)
    (lastSites, lastPosition, splitPosition) = ([], -1, -1)
    (unphasedSamples, areManyUnphased) = ([], false)
  }

  /// Reads the region again if sites were left out for their call rate and samples have no call at all: females on Y are no
  /// reason to leave out a site, be they written as `.` or as `./.`.
  mutating func readAgainWithoutUncalled() throws(VariantFilesError) {
    let uncalled = builder.uncalledSamples
    guard ledger[.lowCallRate] > 0, options.minimumCallRate > 0, !uncalled.isEmpty, uncalled.count < samples.count
    else { return }
    let cursor = try VariantCursor(
      path: file.path, indexPath: file.indexPath, region: file.indexPath == nil ? nil : region, selection: selection,
      options: options)
    restart(cursor)
    (uncalledSamples, hasSettledPloidies, ledger) = (uncalled, false, VariantLedger())
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
    if builder.haplotypeCount == 0 { try builder.check(cursor) }
    let alleleCount = Int(cursor.fields.allele_count)
    let isPlain = alleleCount <= 2 && cursor.base(0) != 0 && (alleleCount == 1 || cursor.base(1) != 0)
    if !isPlain { return try considerCarried(cursor, position, alleleCount) }
    if let reason = unwanted(cursor, position) { return reason }
    if alleleCount < 2 && options.invariant == .skip { return .monomorphic }
    return try use(cursor, SiteAlleles(reference: 0, alternative: 1, offset: 0, isSplit: false), at: position)
  }

  /// Uses a record by the alleles that the chosen samples carry, whatever else REF and ALT name; or says why not.
  private mutating func considerCarried(
    _ cursor: VariantCursor, _ position: Int, _ alleleCount: Int
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    let carried = try builder.carriedAlleles(cursor)
    if carried.count > 2 {
      if options.multiallelic == .skip { return .multiallelic }
      if cursor.base(0) == 0 { return .notSNP }
      if let reason = unwanted(cursor, position) { return reason }
      return try considerEach(cursor, position, alleleCount)
    }
    guard carried.count == 2 else {
      if cursor.base(carried.first ?? 0) == 0 || cursor.base(0) == 0 { return .notSNP }
      if let reason = unwanted(cursor, position) { return reason }
      if carried.isEmpty { return .lowCallRate }
      if options.invariant == .skip { return .monomorphic }
      let alternative = carried[0] == 0 ? 1 : carried[0]
      return try use(
        cursor, SiteAlleles(reference: 0, alternative: alternative, offset: 0, isSplit: false), at: position)
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
    return isAccessible(position) ? nil : .inaccessible
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
    var sites = 0
    var furthest = VariantLedger.Reason.notSNP
    for allele in 1..<alleleCount where cursor.base(allele) != 0 {
      let alleles = SiteAlleles(reference: 0, alternative: allele, offset: 0, isSplit: true)
      if let reason = try consider(cursor, alleles, at: position) {
        if reason.rawValue > furthest.rawValue { furthest = reason }
      } else {
        sites += 1
      }
    }
    if sites == 0 { return furthest }
    ledger.use(sites: sites)
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
    let genotypes = try builder.decode(cursor, target: alleles.alternative)
    if !uncalledSamples.isEmpty {
      let ploidies = builder.ploidies
      uncalledHaplotypes = uncalledSamples.reduce(0) { $0 + Int(ploidies[$1]) }
    }
    let total = builder.haplotypeCount - uncalledHaplotypes
    let called = builder.haplotypeCount - Int(genotypes.missing)
    if called == 0 || Double(called) < options.minimumCallRate * Double(total) { return .lowCallRate }
    var site = Candidate(
      position: position, reference: alleles.letter(alleles.reference, cursor),
      alternative: alleles.letter(alleles.alternative, cursor), genotypes: genotypes,
      isHeld: alleles.offset > 0)
    if genotypes.alternative == 0 || genotypes.alternative == called {
      return options.invariant == .skip || alleles.isSplit ? .monomorphic : try addInvariant(site)
    }
    if let reason = try polarise(&site, alleles, cursor) { return reason }
    if site.isHeld {
      held.append(builder.held(at: position, hasMissing: genotypes.missing > 0), site)
      return nil
    }
    return try add(site)
  }

  /// Turns the decoded site around if its ALT allele is ancestral; says why it cannot be polarised.
  private mutating func polarise(
    _ site: inout Candidate, _ alleles: SiteAlleles, _ cursor: VariantCursor
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    guard let letter = try ancestralLetter(cursor, alleles) else { return nil }
    let count = Int(cursor.fields.allele_count)
    let state = AncestralAllele.classify(letter, site.reference, site.alternative) { upper in
      alleles.isSplit && (1..<count).contains { AncestralAllele.uppercased(cursor.base($0)) == upper }
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
  private mutating func ancestralLetter(
    _ cursor: VariantCursor, _ alleles: SiteAlleles
  ) throws(SiteBuilder.Fault) -> UInt8? {
    if outgroup != nil { return try outgroup?.letter(cursor, alleles) }
    guard let lookup else { return nil }
    do throws(VariantFilesError) { return try lookup.letter(cursor, alleles) } catch { throw .file(error) }
  }

  /// True if the mask holds `position`; positions come in ascending order.
  private mutating func isAccessible(_ position: Int) -> Bool {
    guard let accessible else { return true }
    if accessibleIndex > 0, position < accessible[accessibleIndex - 1].upperBound {
      // Behind a SNP that was written with the bases before it.
      return accessible[..<accessibleIndex].contains { $0.contains(position) }
    }
    while accessibleIndex < accessible.count, accessible[accessibleIndex].upperBound <= position {
      accessibleIndex += 1
    }
    return accessibleIndex < accessible.count && accessible[accessibleIndex].contains(position)
  }
}
