import Statistics

/// Scans by their definitions: every pair of haplotypes at every site.
struct NaiveScans {
  /// Sites x haplotypes, missing calls filled with the commoner allele.
  let filled: [[Int]]
  let called: [[Int]]
  let positions: [Double]
  let options: HaplotypeScanOptions

  init(_ table: AlleleTable, _ options: HaplotypeScanOptions) {
    called = table.sites
    filled = table.sites.map { site in
      let commoner = 2 * site.filter { $0 == 1 }.count > site.filter { $0 >= 0 }.count ? 1 : 0
      return site.map { $0 < 0 ? commoner : $0 }
    }
    positions = table.positions
    self.options = options
  }

  func isCore(_ site: Int) -> Bool {
    let calls = called[site].filter { $0 >= 0 }
    let ones = calls.filter { $0 == 1 }.count
    let frequency = calls.isEmpty ? 0 : Double(min(ones, calls.count - ones)) / Double(calls.count)
    return frequency >= options.minimumMinorFrequency
  }

  func carriers(_ allele: Int, _ site: Int) -> [Int] {
    called[site].indices.filter { called[site][$0] == allele }
  }

  var everyone: [Int] { Array(filled.first?.indices ?? 0..<0) }

  /// Sizes of the groups of equal haplotypes among `members` over the sites of `range`.
  func groups(_ members: [Int], _ range: ClosedRange<Int>) -> [Int] {
    var sizes: [[Int]: Int] = [:]
    for member in members { sizes[range.map { filled[$0][member] }, default: 0] += 1 }
    return sizes.values.sorted(by: >)
  }

  func homozygosity(_ groups: [Int], merged: Bool = false) -> Double {
    var groups = groups
    if merged && groups.count > 1 { groups = [groups[0] + groups[1]] + groups.dropFirst(2) }
    let total = groups.reduce(0, +)
    return Double(groups.reduce(0) { $0 + $1 * ($1 - 1) / 2 }) / Double(total * (total - 1) / 2)
  }

  /// The integral from `core` towards `step` = 1 or -1; nil if the curve does not end.
  func integral(_ members: [Int], _ core: Int, _ step: Int, merged: Bool = false) -> Double? {
    guard members.count > 1 else { return nil }
    func curve(_ site: Int, merged: Bool) -> Double {
      homozygosity(groups(members, min(core, site)...max(core, site)), merged: merged)
    }
    var site = core
    var sum = 0.0
    if curve(core, merged: false) <= options.cutoff { return 0 }
    while true {
      let next = site + step
      guard positions.indices.contains(next) else { return options.includesEdges ? sum : nil }
      var gap = abs(positions[next] - positions[site])
      if let most = options.maximumGap, gap > most { return nil }
      if let scale = options.gapScale, gap > scale { gap = scale }
      sum += gap * (curve(site, merged: merged) + curve(next, merged: merged)) / 2
      site = next
      if curve(site, merged: false) <= options.cutoff { return sum }
      if let extent = options.maximumExtent, abs(positions[site] - positions[core]) >= extent { return sum }
    }
  }

  func bothSides(_ members: [Int], _ core: Int, merged: Bool = false) -> Double? {
    guard isCore(core), let left = integral(members, core, -1, merged: merged),
      let right = integral(members, core, 1, merged: merged)
    else { return nil }
    return left + right
  }

  /// Mean sites that a pair shares to either side, the core counted on both.
  func sharing(_ members: [Int], _ core: Int) -> Double? {
    guard isCore(core) else { return nil }
    return pairMean(members) { a, b in
      [-1, 1].reduce(0.0) { sum, step in
        var site = core
        while filled.indices.contains(site) && filled[site][a] == filled[site][b] { site += step }
        return sum + Double(abs(site - core))
      }
    }
  }

  /// Mean length of the stretch on which a pair agrees.
  func tract(_ core: Int) -> Double? {
    guard isCore(core) else { return nil }
    return pairMean(everyone) { a, b in
      [-1, 1].reduce(0.0) { sum, step in
        var site = core
        while filled[site][a] == filled[site][b] && filled.indices.contains(site + step) { site += step }
        return sum + abs(positions[site] - positions[core])
      }
    }
  }

  private func pairMean(_ members: [Int], _ value: (Int, Int) -> Double) -> Double? {
    guard members.count > 1 else { return nil }
    var sum = 0.0
    for (index, a) in members.enumerated() {
      for b in members[..<index] { sum += value(a, b) }
    }
    return sum / Double(members.count * (members.count - 1) / 2)
  }
}
