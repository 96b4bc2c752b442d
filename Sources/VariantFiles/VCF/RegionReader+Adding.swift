import CHtslib
import CHtslibShims
import Groundwork
import Haplotypes

/// How a site that was decided on joins the others: what stands at its position, and what is taken back for it.
extension RegionReader {
  /// Adds the decoded site unless another record of its position stands against it.
  mutating func add(
    _ site: Candidate, bits: SiteBuilder.HeldSite? = nil
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
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
    if let bits {
      builder.append(bits)
    } else {
      builder.append(position: site.position, hasMissing: site.genotypes.missing > 0)
    }
    unphasedCalls += unphased
    if unphased > 0 && bits == nil { noteUnphased() }
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

  /// Counts the unphased calls of each sample, until more than a tenth of the samples have some.
  private mutating func noteUnphased() {
    if unphasedSamples.isEmpty { unphasedSamples = [Int](repeating: 0, count: samples.count) }
    if areManyUnphased { return }
    for sample in builder.unphasedSamples { unphasedSamples[sample] += 1 }
    areManyUnphased = unphasedSamples.count { $0 > 0 } * 10 > samples.count
  }

  /// Adds the sites that were held back and lie at `position` at most. Their records are counted as used already.
  mutating func addHeld(upTo position: Int) throws(SiteBuilder.Fault) {
    while let next = held.sites.first, next.site.position <= position {
      held.sites.removeFirst()
      if let reason = try add(next.site, bits: next.bits) { ledger.takeBack(reason) }
    }
  }

  /// Adds the decoded site, at which nobody differs, unless its position has a site already.
  mutating func addInvariant(_ site: Candidate) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
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
}
