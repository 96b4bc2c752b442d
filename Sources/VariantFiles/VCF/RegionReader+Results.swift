import Groundwork
import Haplotypes

/// What a region came to: its sites, its ledger, what a user should know.
extension RegionReader {
  /// The region in words.
  var place: String { region.end == Self.openEnd ? region.contig : region.description }

  /// Everything that was read since the last call.
  mutating func takeResult() -> ObservedVariants {
    settle()
    let matrix = sites.builder.takeMatrix(isPhased: isPhased, isPolarised: polariser.isAsked)
    defer {
      (ledger, extent) = (VariantLedger(), nil)
      polariser.forget()
      notes.forget()
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
    return result(
      try sites.finish(isPhased: isPhased, isPolarised: polariser.isAsked), try polariser.knownBases(region))
  }

  /// Adds the sites that were held back: no record comes any more.
  mutating func addAllHeld() throws(VariantFilesError) {
    do throws(SiteBuilder.Fault) { try addHeld(upTo: .max) } catch {
      if case .file(let error) = error { throw error }
      preconditionFailure("a site that was held back has no genotypes to be decoded")
    }
  }

  /// True if no call of a used site is heterozygous without a phase, and phase holds all along.
  private var isPhased: Bool { notes.unphasedCalls == 0 && survey.samplesOfSeveralSets == 0 }

  /// Decides on samples of which nothing was read, and notes what a user should know of the region.
  private mutating func settle() {
    if sites.builder.haplotypeCount == 0 {
      notes.texts.append("no genotype was read in \(place): the samples are taken to be diploid")
      sites.builder.assumeDiploid()
    }
    if notes.unplaced > 0 { ledger.skip(.unplaced, count: notes.unplaced) }
    let uncalled = sites.builder.settleUncalledSamples().map { samples[$0] }
    notes.settle(
      RegionNotes.Facts(
        place: place, contig: region.contig, declaredLength: declaredLength, ledger: ledger, samples: samples,
        uncalled: uncalled, uncertainStates: polariser.uncertain, survey: survey, options: options))
    hasGivenResult = true
  }

  private func result<Sites>(_ sites: Sites, _ knownBases: [Range<Int>]? = nil) -> ObservedRegion<Sites> {
    ObservedRegion(
      sites: sites, region: region, paths: [file.path], samples: samples, ledger: ledger, extent: extent,
      polarisation: polariser.isAsked ? polariser.counts : nil, knownBases: knownBases,
      notes: notes.texts)
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
