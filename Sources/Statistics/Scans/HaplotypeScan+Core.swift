extension HaplotypeScan {
  /// EHH around site number `core`, to both sides as far as any two haplotypes are identical, or to the ends of the data.
  ///
  /// Missing data as for the scans; a haplotype without a call at the core is in neither allele but among all.
  public func homozygosity(around core: Int) -> HomozygosityCurve {
    precondition(
      (0..<rows.siteCount).contains(core), "there is no site \(core): there are \(rows.siteCount)")
    var left = side(core, -1)
    let right = side(core, 1)
    var curve = HomozygosityCurve()
    left.removeFirst()
    for (site, point) in left.reversed() + right {
      curve.positions.append(rows.positions[site])
      curve.ancestral.append(point.ancestral)
      curve.derived.append(point.derived)
      curve.all.append(point.all)
      curve.merged.append(point.merged)
    }
    return curve
  }

  private typealias Point = (ancestral: Double?, derived: Double?, all: Double?, merged: Double?)

  /// Values from the core on, until no two haplotypes are identical.
  private func side(_ core: Int, _ step: Int) -> [(site: Int, point: Point)] {
    // Groups of haplotypes that are identical so far; those without a call at the core count among all only.
    var groups = [Array(0..<rows.haplotypeCount)]
    var result: [(site: Int, point: Point)] = []
    var site = core
    while true {
      groups = groups.flatMap { group -> [[Int]] in
        let ones = group.filter { bit(rows.words, site, $0) }
        return ones.isEmpty || ones.count == group.count
          ? [group] : [group.filter { !bit(rows.words, site, $0) }, ones]
      }
      result.append((site, point(groups, core)))
      site += step
      if !(0..<rows.siteCount).contains(site) || groups.count == rows.haplotypeCount { return result }
    }
  }

  private func bit(_ words: [UInt64], _ site: Int, _ haplotype: Int) -> Bool {
    words[site * rows.wordsPerSite + haplotype >> 6] >> UInt64(haplotype & 63) & 1 == 1
  }

  private func point(_ groups: [[Int]], _ core: Int) -> Point {
    func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
    func share(_ sizes: [Int]) -> Double? {
      let total = pairs(sizes.reduce(0, +))
      return total == 0 ? nil : Double(sizes.reduce(0) { $0 + pairs($1) }) / Double(total)
    }
    func carriers(_ isDerived: Bool) -> [Int] {
      groups.map { group in
        guard let first = group.first, bit(rows.words, core, first) == isDerived else { return 0 }
        guard let missing = rows.missing else { return group.count }
        return group.count { !bit(missing, core, $0) }
      }
    }
    var sizes = groups.map(\.count).sorted(by: >)
    let all = share(sizes)
    if sizes.count > 1 { sizes = [sizes[0] + sizes[1]] + sizes.dropFirst(2) }
    return (share(carriers(false)), share(carriers(true)), all, share(sizes))
  }
}
