extension HaplotypeMatrix {
  /// For each individual, the share of the sites with all calls present at which its alleles differ; 0 if it has none, and
  /// for haploid individuals. Of more than `mostSites` sites so many are looked at, evenly spaced.
  package func heterozygosity(mostSites: Int = 20_000) -> [Double] {
    if ploidies.allSatisfy({ $0 == 2 }) { return diploidHeterozygosity(mostSites) }
    var heterozygous = [Int](repeating: 0, count: ploidies.count)
    var called = heterozygous
    for site in stride(from: 0, to: siteCount, by: max(1, (siteCount + mostSites - 1) / mostSites)) {
      var first = 0
      for (individual, ploidy) in ploidies.enumerated() {
        let last = first + Int(ploidy)
        var carriers = 0
        var isCalled = ploidy > 0
        for haplotype in first..<last {
          if isMissing(site: site, haplotype: haplotype) { isCalled = false }
          if allele(site: site, haplotype: haplotype) { carriers += 1 }
        }
        if isCalled {
          called[individual] += 1
          if carriers > 0 && carriers < Int(ploidy) { heterozygous[individual] += 1 }
        }
        first = last
      }
    }
    return zip(heterozygous, called).map { $1 > 0 ? Double($0) / Double($1) : 0 }
  }

  /// The same where all are diploid: 32 individuals a word, of which most are not heterozygous, and called.
  private func diploidHeterozygosity(_ mostSites: Int) -> [Double] {
    let firstOfEach: UInt64 = 0x5555_5555_5555_5555
    var heterozygous = [Int](repeating: 0, count: ploidies.count)
    var uncalled = heterozygous
    var looked = 0
    words.withUnsafeBufferPointer { words in
      func count(_ bits: UInt64, _ word: Int, _ counts: inout [Int]) {
        var bits = bits
        while bits != 0 {
          counts[32 * word + bits.trailingZeroBitCount / 2] += 1
          bits &= bits - 1
        }
      }
      for site in stride(from: 0, to: siteCount, by: max(1, (siteCount + mostSites - 1) / mostSites)) {
        looked += 1
        for word in 0..<wordsPerSite {
          let alleles = words[site * wordsPerSite + word]
          let gaps = missing.map { $0[site * wordsPerSite + word] } ?? 0
          let absent = (gaps | gaps >> 1) & firstOfEach
          count((alleles ^ alleles >> 1) & firstOfEach & ~absent, word, &heterozygous)
          count(absent, word, &uncalled)
        }
      }
    }
    return zip(heterozygous, uncalled).map { $1 < looked ? Double($0) / Double(looked - $1) : 0 }
  }

  /// The matrix in which `individuals` have one haplotype, their first; a site at which their alleles differed has no call for
  /// them. Also says how many such calls there were.
  package func haploid(_ individuals: Set<Int>) -> (matrix: HaplotypeMatrix, heterozygousCalls: Int) {
    var kept: [Int] = []
    var partners: [[Int]] = []
    var first = 0
    var newPloidies: [UInt8] = []
    for (individual, ploidy) in ploidies.enumerated() {
      let own = Array(first..<first + Int(ploidy))
      let isHaploid = individuals.contains(individual) && ploidy > 1
      kept += isHaploid ? Array(own.prefix(1)) : own
      partners += isHaploid ? [Array(own.dropFirst())] : own.map { _ in [] }
      newPloidies.append(isHaploid ? 1 : ploidy)
      first += Int(ploidy)
    }
    var result = HaplotypeMatrix(
      haplotypeCount: kept.count, ploidies: newPloidies, isPhased: isPhased, isPolarised: isPolarised)
    var alleles = [UInt64](repeating: 0, count: result.wordsPerSite)
    var missing = alleles
    var heterozygousCalls = 0
    for site in 0..<siteCount {
      for word in alleles.indices { (alleles[word], missing[word]) = (0, 0) }
      for (new, old) in kept.enumerated() {
        let own = self.allele(site: site, haplotype: old)
        var isCalled = !isMissing(site: site, haplotype: old)
        for partner in partners[new] {
          if isMissing(site: site, haplotype: partner) {
            isCalled = false
          } else if isCalled && allele(site: site, haplotype: partner) != own {
            isCalled = false
            heterozygousCalls += 1
          }
        }
        if isCalled {
          alleles[new >> 6] |= (own ? 1 : 0) << UInt64(new & 63)
        } else {
          missing[new >> 6] |= 1 << UInt64(new & 63)
        }
      }
      result.append(position: positions[site], alleles: alleles, missing: missing)
    }
    return (result, heterozygousCalls)
  }

  /// The matrix in which the individuals have `ploidies`: those that had another number of haplotypes have no call.
  package func withPloidies(_ next: [UInt8]) -> HaplotypeMatrix {
    precondition(next.count == ploidies.count, "\(next.count) ploidies for \(ploidies.count) individuals")
    if next == ploidies { return self }
    let count = next.reduce(0) { $0 + Int($1) }
    let width = (count + 63) / 64
    var newWords = [UInt64](repeating: 0, count: siteCount * width)
    var newMissing = newWords
    for site in 0..<siteCount {
      var (from, to) = (0, 0)
      for (old, new) in zip(ploidies, next) {
        for k in 0..<Int(new) {
          let word = site * width + (to + k) >> 6
          let bit = UInt64((to + k) & 63)
          if old == new {
            newWords[word] |= (allele(site: site, haplotype: from + k) ? 1 : 0) << bit
            newMissing[word] |= (isMissing(site: site, haplotype: from + k) ? 1 : 0) << bit
          } else {
            newMissing[word] |= 1 << bit
          }
        }
        (from, to) = (from + Int(old), to + Int(new))
      }
    }
    return HaplotypeMatrix(
      haplotypeCount: count, positions: positions, words: newWords, missing: newMissing, ploidies: next,
      isPhased: isPhased, isPolarised: isPolarised)
  }
}
