import Haplotypes

/// Where sites lie for an integral along the sequence, and how far it may go from each.
///
/// Coordinates are sums of gaps kept in two parts, so that a difference of neighbours is as exact at the end of a
/// chromosome as at its start.
struct ScanCoordinates: Sendable {
  /// The coordinate of each site, its leading part: bases, centimorgans or numbers of sites.
  private(set) var leading: [Double]
  /// What the leading part leaves out.
  private(set) var rest: [Double]
  /// For each site the first one that integration may reach, and why it ends there.
  private(set) var limits: [Limit]

  /// Where integration ends at the latest.
  struct Limit: Sendable {
    var site: UInt32
    var end: End
  }

  /// Why integration cannot go on.
  enum End: UInt8, Sendable {
    case edge, gap, extent
  }

  /// Coordinates of sites at `positions` (bases, ascending) for a scan in their order.
  ///
  /// `steps` are the distances between neighbours, before gaps are scaled; they are those of the positions if nil.
  init(
    positions: [Double], steps: [Double]?, options: HaplotypeScanOptions, extent: Double?, extentInSites: Int?
  ) {
    leading = []
    rest = []
    limits = []
    leading.reserveCapacity(positions.count)
    rest.reserveCapacity(positions.count)
    limits.reserveCapacity(positions.count)
    var (sum, error) = (0.0, 0.0)
    var barrier = 0
    var reached: Int?
    for site in positions.indices {
      if site > 0 {
        let gap = abs(positions[site] - positions[site - 1])
        var step = steps?[site - 1] ?? gap
        if let scale = options.gapScale, scale > 0, gap > scale { step *= scale / gap }
        if let longest = options.maximumGap, longest > 0, gap > longest { barrier = site }
        // The sum of two numbers and what rounding took from it (Knuth).
        let next = sum + step
        let part = next - sum
        error += (sum - (next - part)) + (step - part)
        sum = next
      }
      leading.append(sum)
      rest.append(error)
      if let extent {
        var candidate = reached ?? 0
        while candidate < site && abs(positions[site] - positions[candidate]) >= extent { candidate += 1 }
        reached = candidate > 0 ? candidate : nil
      }
      var limit = Limit(site: UInt32(barrier), end: barrier > 0 ? .gap : .edge)
      if let reached, reached - 1 >= barrier { limit = Limit(site: UInt32(reached - 1), end: .extent) }
      if let extentInSites, site - extentInSites >= Int(limit.site) {
        limit = Limit(site: UInt32(site - extentInSites), end: .extent)
      }
      limits.append(limit)
    }
  }

  /// Distances between neighbouring `positions` on `map`, in centimorgans.
  static func centimorgans(_ positions: [Double], _ map: RecombinationMap) -> [Double] {
    let masses = positions.map { map.mass(to: $0) }
    return zip(masses.dropFirst(), masses).map { 100 * ($0 - $1) }
  }
}
