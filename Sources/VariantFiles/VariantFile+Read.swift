import CHtslib
import CHtslibShims
import Groundwork
import Haplotypes

extension VariantFile {
  /// The biallelic SNPs of `region` in `samples` (nil: all), as `options` ask for.
  ///
  /// With an index only the region is read; else the whole file is, which also checks its order, and `notes` say so.
  /// Missing calls become missing bits. Ploidy is each sample's own; a wholly missing call (`.`, `./.`) counts at the
  /// sample's ploidy. The matrix is phased if no call of a used site has different alleles and no phase. A region
  /// without usable records gives a matrix without sites.
  /// - Throws: ``VariantFilesError``: an unknown sample or contig; a damaged file or line; records out of order; a
  ///   sample whose ploidy changes within the region.
  public func read(
    _ region: Interval, samples selection: [String]?, options: VariantReadOptions = VariantReadOptions()
  ) throws(VariantFilesError) -> ObservedVariants {
    guard !samples.isEmpty else {
      throw .notFound(path: path, problem: "has no samples (sites only)", remedy: "genotypes (FORMAT/GT) are needed")
    }
    if let selection { try SampleList.check(selection, available: samples, path: path) }
    let match = try contig(named: region.contig)
    let found = Interval(contig: match.contig.name, start: region.start, end: region.end)
    var reader = try RegionReader(self, found, selection, options)
    try reader.run()
    let present = reader.recordContigs
    if !present.contains(found.contig), let other = ContigNames.match(found.contig, among: present) {
      // The header writes the contig otherwise than the records do.
      reader = try RegionReader(self, Interval(contig: other, start: found.start, end: found.end), selection, options)
      reader.notes.append("\(path): contig '\(found.contig)' of the header is '\(other)' in the records")
      try reader.run()
    } else if !present.contains(found.contig) {
      reader.notes.append("\(path) has no record on contig '\(found.contig)'")
    }
    if let note = match.note { reader.notes.append(note) }
    return reader.result()
  }
}

/// Reads one region: every record gets its entry in the ledger here.
private struct RegionReader {
  var notes: [String]
  private let path: String
  private let region: Interval
  private let samples: [String]
  private let options: VariantReadOptions
  private let cursor: VariantCursor
  private let lookup: AncestralLookup?
  private let accessible: [Range<Int>]?
  private var accessibleIndex = 0
  private var builder: SiteBuilder
  private var ledger = VariantLedger()
  private var lastSite: (position: Int, alleles: [UInt8], unphased: Int, isUncertain: Bool)?
  private var splitPosition = -1
  private var unphasedCalls = 0
  private var uncertainStates = 0

  init(
    _ file: VariantFile, _ region: Interval, _ selection: [String]?, _ options: VariantReadOptions
  ) throws(VariantFilesError) {
    path = file.path
    self.region = region
    samples = selection ?? file.samples
    self.options = options
    notes = file.notes
    cursor = try VariantCursor(
      path: file.path, indexPath: file.indexPath, region: region, selection: selection)
    if file.indexPath == nil {
      notes.append("\(file.path) has no usable index: the whole file was read (`bcftools index` makes one)")
    }
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
    }
    accessible = options.mask.map { Self.accessibleRanges($0, region) }
    if let mask = options.mask, ContigNames.match(region.contig, among: mask.accessible.keys) == nil {
      notes.append("the mask has no accessible interval on contig '\(region.contig)'")
    }
    var columnOfSample: [String: Int32] = [:]
    for (index, name) in cursor.samples.enumerated() { columnOfSample[name] = Int32(index) }
    builder = SiteBuilder(columns: samples.compactMap { columnOfSample[$0] })
  }

  private static func accessibleRanges(_ mask: Mask, _ region: Interval) -> [Range<Int>] {
    guard let contig = ContigNames.match(region.contig, among: mask.accessible.keys) else { return [] }
    return mask.accessibleRanges(contig: contig, start: region.start, end: region.end)
  }

  /// The contigs that have records, as far as they are known after ``run()``.
  var recordContigs: [String] { cursor.recordContigs }

  /// Walks through the records.
  mutating func run() throws(VariantFilesError) {
    var isInContig = false
    while let place = try cursor.nextPlace() {
      if place.isNewContig { isInContig = cursor.currentContig == region.contig }
      let position = place.position - 1
      guard isInContig, position >= region.start, position < region.end else { continue }
      try cursor.parse()
      if let reason = try consider(position) { ledger.skip(reason) }
    }
  }

  /// Uses the current record, or says why not.
  private mutating func consider(_ position: Int) throws(VariantFilesError) -> VariantLedger.Reason? {
    let record = cursor.record
    bcf_unpack(record, Int32(BCF_UN_FLT))
    guard let format = bcf_get_fmt(cursor.header, record, "GT"), apus_genotype_width(format) > 0 else {
      return .noGenotypes
    }
    builder.observe(format)
    let alleleCount = Int(apus_allele_count(record))
    if alleleCount > 2 { return .multiallelic }
    guard let alleles = singleBases(alleleCount) else { return .notSNP }
    if options.passOnly {
      var pass = Array("PASS".utf8CString)
      if bcf_has_filter(cursor.header, record, &pass) != 1 { return .filtered }
    }
    if !isAccessible(position) { return .inaccessible }
    if alleleCount < 2 { return .monomorphic }
    let genotypes = try decode(format, alleleCount)
    let total = builder.haplotypeCount
    let called = total - Int(genotypes.missing)
    if called == 0 || Double(called) < options.minimumCallRate * Double(total) { return .lowCallRate }
    if genotypes.alternative == 0 || genotypes.alternative == called { return .monomorphic }
    var isUncertain = false
    if let lookup {
      let ancestral = try lookup.allele(
        header: cursor.header, record: record, reference: alleles[0], alternative: alleles[1])
      switch ancestral {
      case .unknown: return .unpolarisable
      case .mismatch: return .ancestralMismatch
      case .reference(let isCertain): isUncertain = !isCertain
      case .alternative(let isCertain):
        builder.flip()
        isUncertain = !isCertain
      }
    }
    return add(position, alleles, unphased: Int(genotypes.unphased), isUncertain: isUncertain)
  }

  /// The letters of REF and ALT if each is one base; [REF, REF] for a record without ALT.
  private func singleBases(_ alleleCount: Int) -> [UInt8]? {
    guard let names = cursor.record.pointee.d.allele else { return nil }
    var letters: [UInt8] = []
    for index in 0..<alleleCount {
      guard let name = names[index], name[0] != 0, name[1] == 0 else { return nil }
      let letter = UInt8(bitPattern: name[0])
      if letter == UInt8(ascii: "*") { return nil }
      if letter == UInt8(ascii: ".") { continue }
      letters.append(letter)
    }
    guard let first = letters.first else { return nil }
    return letters.count == 1 ? [first, first] : letters
  }

  /// True if the mask holds `position`; positions come in ascending order.
  private mutating func isAccessible(_ position: Int) -> Bool {
    guard let accessible else { return true }
    while accessibleIndex < accessible.count, accessible[accessibleIndex].upperBound <= position {
      accessibleIndex += 1
    }
    return accessibleIndex < accessible.count && accessible[accessibleIndex].contains(position)
  }

  private mutating func decode(
    _ format: UnsafePointer<bcf_fmt_t>, _ alleleCount: Int
  ) throws(VariantFilesError) -> apus_genotypes {
    do throws(SiteBuilder.Fault) {
      return try builder.decode(format, alleleCount: alleleCount)
    } catch {
      let record = "\(region.contig):\(cursor.record.pointee.pos + 1)"
      switch error {
      case .ploidyChanged(let sample, let from, let to):
        throw .badRecord(
          path: path, place: cursor.place,
          problem: "sample '\(samples[sample])' has \(to) allele(s) at \(record) but \(from) at earlier sites",
          remedy: "split the region (say at the pseudoautosomal boundary) or leave the sample out")
      case .noSuchAllele(let sample, let allele):
        throw .badRecord(
          path: path, place: cursor.place,
          problem: "sample '\(samples[sample])' has allele \(allele) at \(record), which has \(alleleCount) alleles",
          remedy: "correct the genotype or the ALT column")
      }
    }
  }

  /// Adds the decoded site unless another record of its position was used already.
  private mutating func add(
    _ position: Int, _ alleles: [UInt8], unphased: Int, isUncertain: Bool
  ) -> VariantLedger.Reason? {
    if position == splitPosition { return .multiallelic }
    if let last = lastSite, last.position == position {
      if last.alleles == alleles { return .duplicatePosition }
      // A multiallelic site split over records: the first part was no biallelic site either.
      builder.removeLast()
      unphasedCalls -= last.unphased
      uncertainStates -= last.isUncertain ? 1 : 0
      ledger.takeBack(.multiallelic)
      lastSite = nil
      splitPosition = position
      return .multiallelic
    }
    builder.append(position: position)
    unphasedCalls += unphased
    uncertainStates += isUncertain ? 1 : 0
    lastSite = (position, alleles, unphased, isUncertain)
    ledger.use()
    return nil
  }

  /// Everything that was read.
  mutating func result() -> ObservedVariants {
    if builder.haplotypeCount == 0 {
      notes.append("no genotype was read in \(region): the samples are taken to be diploid")
      builder.assumeDiploid()
    }
    let uncalled = builder.settleUncalledSamples().map { samples[$0] }
    if !uncalled.isEmpty && ledger.used > 0 {
      notes.append("no call in \(region) for \(ContigNames.list(uncalled))")
    }
    if unphasedCalls > 0 {
      notes.append("\(unphasedCalls.grouped) heterozygous calls have no phase: the data are used as unphased")
    }
    if uncertainStates > 0 {
      notes.append(
        "\(uncertainStates.grouped) of \(ledger.used.grouped) sites have an ancestral state of low confidence "
          + "(lower case); they are used")
    }
    let matrix = builder.matrix(isPhased: unphasedCalls == 0, isPolarised: lookup != nil)
    return ObservedVariants(matrix: matrix, region: region, samples: samples, ledger: ledger, notes: notes)
  }
}
