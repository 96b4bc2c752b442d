import Groundwork
import Haplotypes

/// What a region came to: its sites, its ledger, what a user should know.
extension RegionReader {
  /// The region in words.
  var place: String { region.end == Self.openEnd ? region.contig : region.description }

  /// Everything that was read since the last call.
  mutating func takeResult() -> ObservedVariants {
    settle()
    let matrix = builder.takeMatrix(isPhased: isPhased, isPolarised: isPolarised)
    defer {
      (ledger, counts, notes, extent) = (VariantLedger(), PolarisationCounts(), [], nil)
      (unplaced, beyondHeader, unphasedCalls, uncertainStates, invariantSites) = (0, 0, 0, 0, 0)
    }
    return result(matrix)
  }

  /// The whole region, whose sites are in the storage.
  mutating func finish() throws(VariantFilesError) -> StoredVariants {
    try addAllHeld()
    try readAgainWithoutUncalled()
    if region.end == Self.openEnd {
      let end = max(declaredLength ?? 0, extent?.upperBound ?? 0)
      region = Interval(contig: region.contig, start: region.start, end: end)
    }
    settle()
    guard var collector else { preconditionFailure("the reader has no storage") }
    self.collector = nil
    try collector.add(builder.takeMatrix(isPhased: true, isPolarised: true))
    return result(
      try collector.finish(ploidies: builder.ploidies, isPhased: isPhased, isPolarised: isPolarised))
  }

  /// Adds the sites that were held back: no record comes any more.
  mutating func addAllHeld() throws(VariantFilesError) {
    do throws(SiteBuilder.Fault) { try addHeld(upTo: .max) } catch {
      if case .file(let error) = error { throw error }
      preconditionFailure("a site that was held back has no genotypes to be decoded")
    }
  }

  /// True if no call of a used site is heterozygous without a phase, and phase holds all along.
  var isPhased: Bool { unphasedCalls == 0 && survey.samplesOfSeveralSets == 0 }

  var isPolarised: Bool { lookup != nil || outgroup != nil }

  /// Decides on samples of which nothing was read, and notes what a user should know of the region.
  private mutating func settle() {
    if builder.haplotypeCount == 0 {
      notes.append("no genotype was read in \(place): the samples are taken to be diploid")
      builder.assumeDiploid()
    }
    if unplaced > 0 { ledger.skip(.unplaced, count: unplaced) }
    if beyondHeader > 0, let declaredLength {
      notes.append(
        "\(beyondHeader.grouped) records of contig '\(region.contig)' lie behind its end in the header "
          + "(\(declaredLength.grouped) bases); they are read all the same")
    }
    let uncalled = builder.settleUncalledSamples().map { samples[$0] }
    if !uncalled.isEmpty && ledger.used > 0 {
      notes.append(
        "no call in \(place) for \(ContigNames.list(uncalled)), who do not count in call rates")
    }
    if unphasedCalls > 0 {
      notes.append(
        "\(unphasedCalls.grouped) heterozygous calls have no phase: the data are used as unphased" + unphasedInWords)
    }
    if ledger[.severalBases] > 0 {
      notes.append(
        "\(ledger[.severalBases].grouped) records differ in several bases; `bcftools norm --atomize` makes SNPs of them"
      )
    }
    if ledger.used == 0 && ledger[.notSNP] > 0 {
      notes.append(
        "`bcftools norm --atomize -m -any` splits records of several alleles and bases into what can be read")
    }
    notes += survey.notes(options)
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

  /// Who has the unphased calls, if that is few of many.
  private var unphasedInWords: String {
    let open = unphasedSamples.indices.filter { unphasedSamples[$0] > 0 }
    guard open.count * 10 <= samples.count, survey.samplesOfSeveralSets == 0 else { return "" }
    return " (all of them are of \(ContigNames.list(open.map { samples[$0] })); without, -s "
      + "^\(open.prefix(12).map { samples[$0] }.joined(separator: ",")), the data are phased)"
  }

  private func result<Sites>(_ sites: Sites) -> ObservedRegion<Sites> {
    ObservedRegion(
      sites: sites, region: region, paths: [file.path], samples: samples, ledger: ledger, extent: extent,
      polarisation: isPolarised ? counts : nil, notes: notes)
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
}
