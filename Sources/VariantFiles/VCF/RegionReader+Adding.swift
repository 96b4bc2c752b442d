import Groundwork
import Haplotypes

/// How a site that was decided on joins the others: what stands at its position, and what is taken back for it.
extension RegionReader {
  /// Adds the decoded site unless another record of its position stands against it.
  mutating func add(
    _ site: SiteCandidate, bits: SiteBuilder.HeldSite? = nil
  ) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    if standing.isSplit(site.position) { return .multiallelic }
    try moveOn(to: site.position)
    switch standing.verdict(site.reference, site.alternative, splits: options.multiallelic == .split) {
    case .joins: break
    case .leaves(let reason): return reason
    case .replaces(let reason): takeBack(reason)
    case .ruins(let reason):
      takeBack(reason)
      return reason
    }
    sites.append(site, bits)
    let unphased = Int(site.genotypes.unphased)
    notes.unphasedCalls += unphased
    if unphased > 0 && bits == nil { notes.noteUnphased(sites.builder.unphasedSamples, of: samples.count) }
    polariser.count(site.reference, site.alternative, isUncertain: site.isUncertain)
    standing.add(
      StandingSites.Site(
        reference: site.reference, alternative: site.alternative, unphased: unphased, isUncertain: site.isUncertain,
        isInvariant: false))
    return nil
  }

  /// Adds the sites that were held back and lie at `position` at most. Their records are counted as used already.
  mutating func addHeld(upTo position: Int) throws(SiteBuilder.Fault) {
    while let next = held.next(upTo: position) {
      if let reason = try add(next.site, bits: next.bits) { ledger.takeBack(reason) }
    }
  }

  /// Adds the decoded site, at which nobody differs, unless its position has a site already.
  mutating func addInvariant(_ site: SiteCandidate) throws(SiteBuilder.Fault) -> VariantLedger.Reason? {
    if standing.isSplit(site.position) { return .multiallelic }
    try moveOn(to: site.position)
    if !standing.sites.isEmpty { return .duplicatePosition }
    if site.genotypes.alternative > 0 { sites.builder.flip() }
    sites.append(site)
    notes.invariantSites += 1
    standing.add(
      StandingSites.Site(
        reference: site.reference, alternative: site.alternative, unphased: 0, isUncertain: false, isInvariant: true))
    return nil
  }

  /// Forgets the sites of an earlier position than `position`.
  private mutating func moveOn(to position: Int) throws(SiteBuilder.Fault) {
    guard standing.move(to: position) else { return }
    do throws(VariantFilesError) { try sites.store() } catch { throw .file(error) }
  }

  /// Takes back the site added last, whose record is left out for `reason`.
  private mutating func takeBack(_ reason: VariantLedger.Reason) {
    guard let site = standing.removeLast() else { return }
    sites.builder.removeLast()
    notes.unphasedCalls -= site.unphased
    if site.isInvariant {
      notes.invariantSites -= 1
    } else {
      polariser.count(site.reference, site.alternative, isUncertain: site.isUncertain, by: -1)
    }
    ledger.takeBack(reason)
  }
}
