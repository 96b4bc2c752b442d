extension HaplotypeMatrix {
  /// Pairs of individuals of the same ploidy whose genotypes, without regard to phase, differ at most at a share of
  /// `tolerance` of the sites where both are called, and which share calls at half of the sites or more. Of more than
  /// `mostSites` sites so many are looked at, evenly spaced.
  public func identicalIndividuals(tolerance: Double, mostSites: Int = 20_000) -> [(Int, Int)] {
    let step = max(1, (siteCount + mostSites - 1) / mostSites)
    let sites = Array(stride(from: 0, to: siteCount, by: step))
    let wordCount = (sites.count + 63) / 64
    // Of each individual: the bits of its number of derived alleles (three planes serve up to ploidy 7), and of its calls.
    var planes = [UInt64](repeating: 0, count: ploidies.count * 4 * wordCount)
    var first = 0
    for (individual, ploidy) in ploidies.enumerated() {
      defer { first += Int(ploidy) }
      guard ploidy > 0 && ploidy < 8 else { continue }
      let base = individual * 4 * wordCount
      for (index, site) in sites.enumerated() {
        var dosage = 0
        var isCalled = true
        for haplotype in first..<first + Int(ploidy) {
          if isMissing(site: site, haplotype: haplotype) { isCalled = false }
          if allele(site: site, haplotype: haplotype) { dosage += 1 }
        }
        let (word, bit) = (index >> 6, UInt64(1) << UInt64(index & 63))
        for plane in 0..<3 where dosage >> plane & 1 == 1 { planes[base + plane * wordCount + word] |= bit }
        if isCalled { planes[base + 3 * wordCount + word] |= bit }
      }
    }
    return planes.withUnsafeBufferPointer { planes in
      var pairs: [(Int, Int)] = []
      for a in ploidies.indices {
        for b in 0..<a where ploidies[a] == ploidies[b] && ploidies[a] > 0 && ploidies[a] < 8 {
          if Self.areIdentical(planes, a, b, wordCount, tolerance, sites: sites.count) { pairs.append((b, a)) }
        }
      }
      return pairs
    }
  }

  private static func areIdentical(
    _ planes: UnsafeBufferPointer<UInt64>, _ a: Int, _ b: Int, _ wordCount: Int, _ tolerance: Double, sites: Int
  ) -> Bool {
    let (x, y) = (a * 4 * wordCount, b * 4 * wordCount)
    let allowed = tolerance * Double(sites)
    var called = 0
    var different = 0
    for word in 0..<wordCount {
      let both = planes[x + 3 * wordCount + word] & planes[y + 3 * wordCount + word]
      var difference: UInt64 = 0
      for plane in 0..<3 {
        difference |= planes[x + plane * wordCount + word] ^ planes[y + plane * wordCount + word]
      }
      called += both.nonzeroBitCount
      different += (difference & both).nonzeroBitCount
      if Double(different) > allowed { return false }
    }
    return 2 * called >= sites && Double(different) <= tolerance * Double(called)
  }
}
