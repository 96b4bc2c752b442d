import CBitKernels
import Groundwork

extension HaplotypeScan {
  /// DIND: diversity among carriers of the ancestral allele of a site over that among carriers of the derived one,
  /// i-pi_A / i-pi_D, in the stretch of `window` bases that the site is the middle of (Barreiro et al. 2009,
  /// doi:10.1371/journal.pgen.1000562). A derived allele that rose fast carries little diversity, which gives high values.
  ///
  /// i-pi is the sum over sites of the share of pairs of called carriers that differ. nil where the site is rarer than
  /// the options allow, an allele has fewer than two carriers, or carriers of the derived allele do not differ at all,
  /// where the ratio has no value. Does not need phase beyond the carriers' own.
  ///
  /// Missing data: pairwise complete at every site; a haplotype without a call at the core carries neither allele.
  public func dind(window: Double = 100_000, threads: Int = 1) -> [Double?] {
    precondition(window > 0, "a window of \(window) bases holds no site")
    let stretches = stretches(window)
    return parallelMap(count: rows.siteCount, threads: threads) { _, site in
      guard rows.minorFrequency(site) >= options.minimumMinorFrequency else { return nil }
      let carriers = alleleCarriers(site)
      guard let ancestral = diversity(carriers.ancestral, stretches[site]),
        let derived = diversity(carriers.derived, stretches[site]), derived > 0
      else { return nil }
      return ancestral / derived
    }
  }

  /// The sites of the window around each site: two indices that only ever move forwards.
  private func stretches(_ window: Double) -> [Range<Int>] {
    var (low, high) = (0, 0)
    return rows.positions.map { position in
      while rows.positions[low] < position - window / 2 { low += 1 }
      while high < rows.siteCount && rows.positions[high] <= position + window / 2 { high += 1 }
      return low..<high
    }
  }

  /// Bits of the haplotypes with each allele at `site`.
  private func alleleCarriers(_ site: Int) -> (ancestral: [UInt64], derived: [UInt64]) {
    let words = site * rows.wordsPerSite..<(site + 1) * rows.wordsPerSite
    var derived = Array(rows.words[words])
    var ancestral = derived.map { ~$0 }
    let rest = rows.haplotypeCount & 63
    if rest > 0 { ancestral[ancestral.count - 1] &= (1 << UInt64(rest)) - 1 }
    if let missing = rows.missing?[words] {
      for (index, word) in missing.enumerated() {
        derived[index] &= ~word
        ancestral[index] &= ~word
      }
    }
    return (ancestral, derived)
  }

  /// i-pi of `carriers` over the sites of `stretch`; nil with fewer than two carriers.
  private func diversity(_ carriers: [UInt64], _ stretch: Range<Int>) -> Double? {
    let count = carriers.reduce(0) { $0 + $1.nonzeroBitCount }
    guard count > 1 else { return nil }
    let width = rows.wordsPerSite
    return rows.words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return nil }
      guard let missing = rows.missing else {
        let differences = apus_carrier_differences(
          base + stretch.lowerBound * width, stretch.count, width, carriers, UInt64(count))
        return Double(differences) / Double(count * (count - 1) / 2)
      }
      return missing.withUnsafeBufferPointer { missing -> Double? in
        guard let absent = missing.baseAddress else { return nil }
        return incomplete(base, absent, stretch, carriers, count)
      }
    }
  }

  private func incomplete(
    _ words: UnsafePointer<UInt64>, _ missing: UnsafePointer<UInt64>, _ stretch: Range<Int>, _ carriers: [UInt64],
    _ count: Int
  ) -> Double {
    let width = rows.wordsPerSite
    var (ones, absent) = ([UInt32](repeating: 0, count: stretch.count), [UInt32](repeating: 0, count: stretch.count))
    apus_carrier_counts(words + stretch.lowerBound * width, stretch.count, width, carriers, &ones)
    apus_carrier_counts(missing + stretch.lowerBound * width, stretch.count, width, carriers, &absent)
    var sum = 0.0
    for (index, site) in stretch.enumerated() {
      // A missing call was filled in with the commoner allele of its site: those do not count here.
      let isFilledWithOnes = 2 * rows.derived[site] > rows.called[site]
      let derived = Int(ones[index]) - (isFilledWithOnes ? Int(absent[index]) : 0)
      let called = count - Int(absent[index])
      if called > 1 { sum += Double(derived * (called - derived)) / Double(called * (called - 1) / 2) }
    }
    return sum
  }
}
