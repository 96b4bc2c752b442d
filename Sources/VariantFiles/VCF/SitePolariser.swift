import CHtslibShims
import Haplotypes

/// Says which allele of a site is ancestral, and counts what came of it.
struct SitePolariser {
  private let lookup: AncestralLookup?
  private(set) var outgroup: OutgroupVote?
  /// What the sites came to.
  var counts = PolarisationCounts()
  /// Sites used whose ancestral state is of low confidence.
  var uncertain = 0
  /// What is to be said of the source of the ancestral alleles.
  let note: String?

  /// What `options` say, for records of `contig` that `cursor` reads.
  ///
  /// - Throws: ``VariantFilesError`` if the source is not there.
  init(
    _ file: VariantFile, contig: String, _ options: VariantReadOptions, _ cursor: VariantCursor
  ) throws(VariantFilesError) {
    var note: String?
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
      let sequence = try AncestralSequence(path: fasta, contig: contig)
      lookup = AncestralLookup(sequence)
      if sequence.name != contig { note = "ancestral bases are those of '\(sequence.name)' in \(fasta)" }
    case .outgroup(let names, let agreement):
      lookup = nil
      outgroup = OutgroupVote(names, agreement: agreement, cursor)
    }
    self.note = note
  }

  /// True if anybody asks for ancestral alleles.
  var isAsked: Bool { lookup != nil || outgroup != nil }

  /// The bases of `region` whose ancestral state is known; nil where that is known of sites alone, or nobody asks.
  func knownBases(_ region: Interval) throws(VariantFilesError) -> [Range<Int>]? { try lookup?.knownBases(region) }

  /// Forgets all sites, and the ploidies of the outgroup.
  mutating func restart(_ cursor: VariantCursor) {
    outgroup?.restart(cursor)
    forget()
  }

  /// Forgets all sites.
  mutating func forget() { (counts, uncertain) = (PolarisationCounts(), 0) }

  /// Gives the outgroup's samples the ploidies `decided`, for good.
  mutating func settleOutgroup(_ decided: [UInt8]) { outgroup?.settle(decided) }

  /// What is known of the ancestral allele of the cursor's site, of which `alleles` are those with these letters; nil if nobody asks.
  mutating func state(
    _ cursor: VariantCursor, _ alleles: SiteAlleles, _ reference: UInt8, _ alternative: UInt8
  ) throws(SiteBuilder.Fault) -> AncestralAllele? {
    guard let letter = try letter(cursor, alleles) else { return nil }
    let count = Int(cursor.fields.allele_count)
    let state = AncestralAllele.classify(letter, reference, alternative) { upper in
      alleles.isSplit && (1..<count).contains { AncestralAllele.uppercased(cursor.base($0)) == upper }
    }
    switch state {
    case .unknown: counts.unpolarisable += 1
    case .mismatch:
      counts.inconsistent += 1
      counts.countSubstitution(reference, alternative)
    case .reference, .alternative: break
    }
    return state
  }

  /// True if the ancestral state of the cursor's record is known, or nobody asks.
  mutating func knows(_ cursor: VariantCursor, _ alleles: SiteAlleles) throws(SiteBuilder.Fault) -> Bool {
    guard let letter = try letter(cursor, alleles) else { return true }
    let own = alleles.letter(alleles.reference, cursor)
    return AncestralAllele.classify(letter, own, own) != .unknown
  }

  /// Counts a site that is used; `step` -1: one that is not used after all.
  mutating func count(_ reference: UInt8, _ alternative: UInt8, isUncertain: Bool, by step: Int = 1) {
    uncertain += isUncertain ? step : 0
    guard isAsked else { return }
    counts.polarised += step
    counts.countSubstitution(reference, alternative, by: step)
  }

  /// The letter of the record's ancestral allele, 0 if it is unknown; nil if nobody asks.
  private mutating func letter(_ cursor: VariantCursor, _ alleles: SiteAlleles) throws(SiteBuilder.Fault) -> UInt8? {
    if outgroup != nil { return try outgroup?.letter(cursor, alleles) }
    guard let lookup else { return nil }
    do throws(VariantFilesError) { return try lookup.letter(cursor, alleles) } catch { throw .file(error) }
  }
}
