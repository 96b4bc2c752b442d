import CHtslibShims

/// Sites that lie behind their records, which were written with the bases before them; in the order of their positions.
struct HeldSites {
  private(set) var sites: [(bits: SiteBuilder.HeldSite, site: SiteCandidate)] = []

  mutating func append(_ bits: SiteBuilder.HeldSite, _ site: SiteCandidate) {
    let place = sites.firstIndex { $0.site.position > site.position } ?? sites.count
    sites.insert((bits, site), at: place)
  }

  /// Takes out the first site if it lies at `position` at most.
  mutating func next(upTo position: Int) -> (bits: SiteBuilder.HeldSite, site: SiteCandidate)? {
    guard let next = sites.first, next.site.position <= position else { return nil }
    return sites.removeFirst()
  }
}
