extension HaplotypeMatrix {
  /// Pairs of individuals of the same ploidy whose genotypes, without regard to phase, differ at most at a share of
  /// `tolerance` of the sites where both are called, and which share calls at half of the sites or more. Of more than
  /// `mostSites` sites so many are looked at, evenly spaced.
  package func identicalIndividuals(tolerance: Double, mostSites: Int = 20_000) -> [(Int, Int)] {
    let step = max(1, (siteCount + mostSites - 1) / mostSites)
    let sites = Array(stride(from: 0, to: siteCount, by: step))
    let wordCount = (sites.count + 63) / 64
    let planes = dosagePlanes(sites, wordCount)
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

  /// Of each individual at `sites`: the bits of its number of derived alleles (three planes serve up to ploidy 7), and of its
  /// calls.
  private func dosagePlanes(_ sites: [Int], _ wordCount: Int) -> [UInt64] {
    var planes = [UInt64](repeating: 0, count: ploidies.count * 4 * wordCount)
    // The individual of each haplotype; -1 where it is not looked at.
    var owner: [Int] = []
    for (individual, ploidy) in ploidies.enumerated() {
      let isUsed = ploidy > 0 && ploidy < 8
      owner += [Int](repeating: isUsed ? individual : -1, count: Int(ploidy))
      guard isUsed else { continue }
      for word in 0..<wordCount {
        let rest = sites.count - 64 * word
        planes[(4 * individual + 3) * wordCount + word] = rest >= 64 ? .max : (1 << UInt64(rest)) - 1
      }
    }
    func owners(_ words: [UInt64], _ site: Int, _ body: (Int) -> Void) {
      for word in 0..<wordsPerSite {
        var bits = words[site * wordsPerSite + word]
        while bits != 0 {
          let individual = owner[64 * word + bits.trailingZeroBitCount]
          if individual >= 0 { body(individual) }
          bits &= bits - 1
        }
      }
    }
    for (index, site) in sites.enumerated() {
      let (word, bit) = (index >> 6, UInt64(1) << UInt64(index & 63))
      owners(words, site) { individual in
        // One more: what a plane has already is carried to the next.
        for place in 4 * individual..<4 * individual + 3 {
          planes[place * wordCount + word] ^= bit
          if planes[place * wordCount + word] & bit != 0 { break }
        }
      }
      if let missing { owners(missing, site) { planes[(4 * $0 + 3) * wordCount + word] &= ~bit } }
    }
    return planes
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
