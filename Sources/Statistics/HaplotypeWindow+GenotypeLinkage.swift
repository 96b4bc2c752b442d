import CBitKernels

extension HaplotypeWindow {
  /// r2 between genotypes (0, 1 or 2 derived alleles) of sites, summed up: the squared correlation over individuals.
  ///
  /// Individual i has haplotypes 2i and 2i + 1, whose order does not matter; an individual with a missing allele is
  /// missing. Sites whose called genotypes are all the same (all heterozygous, say) have no correlation with any other
  /// and are left out, as are pairs of sites without variance over the individuals called at both.
  var genotypeLinkage: LinkageSums {
    if let cachedGenotypeLinkage { return cachedGenotypeLinkage }
    requireIndividuals()
    let sums = siteCount < 2 ? LinkageSums() : makeGenotypeLinkage()
    cachedGenotypeLinkage = sums
    return sums
  }

  private func makeGenotypeLinkage() -> LinkageSums {
    let kept = fillGenotypeLinkage()
    return LinkageSums(
      count: kept, before: scratch.before.pointer, after: scratch.after.pointer,
      beforePairs: hasMissingCalls ? scratch.beforePairs.pointer : nil,
      afterPairs: hasMissingCalls ? scratch.afterPairs.pointer : nil)
  }

  /// Sums r2 up into `scratch`; returns the number of sites whose genotypes vary.
  func fillGenotypeLinkage() -> Int {
    let planes = (haplotypeCount / 2 + 63) / 64
    scratch.low.reserve(stride * planes)
    scratch.high.reserve(stride * planes)
    scratch.calledPlanes.reserve(stride * planes)
    scratch.counts.reserve(siteCount)
    scratch.weights.reserve(siteCount)
    scratch.ranks.reserve(siteCount)
    var kept = 0
    // Fields of classes are checked for exclusive access each time they are touched; pointers are not.
    let target = GenotypePlanes(
      low: scratch.low.pointer, high: scratch.high.pointer, called: scratch.calledPlanes.pointer,
      counts: scratch.counts.pointer, weights: scratch.weights.pointer, planes: planes)
    for site in 0..<siteCount where makeGenotypes(of: site, at: kept, target) {
      scratch.ranks.pointer[kept] = ranks.pointer[site]
      kept += 1
    }
    reserveSums(siteCount)
    if hasMissingCalls {
      apus_masked_linkage_sums(
        scratch.low.pointer, scratch.high.pointer, scratch.calledPlanes.pointer, stride, planes, kept,
        scratch.before.pointer, scratch.after.pointer, scratch.beforePairs.pointer, scratch.afterPairs.pointer)
      return kept
    }
    apus_genotype_linkage_sums(
      scratch.low.pointer, scratch.high.pointer, stride, planes, scratch.counts.pointer, scratch.weights.pointer,
      Double(haplotypeCount / 2), kept, scratch.before.pointer, scratch.after.pointer)
    return kept
  }

  /// Where genotypes go.
  private struct GenotypePlanes {
    let low: UnsafeMutablePointer<UInt64>
    let high: UnsafeMutablePointer<UInt64>
    let called: UnsafeMutablePointer<UInt64>
    let counts: UnsafeMutablePointer<Double>
    let weights: UnsafeMutablePointer<Double>
    let planes: Int
  }

  /// Writes the genotypes of `site` to place `place`; false if they do not vary.
  private func makeGenotypes(of site: Int, at place: Int, _ target: GenotypePlanes) -> Bool {
    var ones = 0
    var twos = 0
    var individuals = 0
    for plane in 0..<target.planes {
      var low: UInt64 = 0
      var high: UInt64 = 0
      var called: UInt64 = 0
      for half in 0..<2 where 2 * plane + half < planeCount {
        let source = (2 * plane + half) * stride + site
        let word = alleles.pointer[source]
        let gaps = hasMissingCalls ? missing.pointer[source] : 0
        let present = Self.evenBits(~(gaps | gaps >> 1) & sampleBits(2 * plane + half))
        low |= (Self.evenBits(word | word >> 1) & present) << UInt64(32 * half)
        high |= (Self.evenBits(word & word >> 1) & present) << UInt64(32 * half)
        called |= present << UInt64(32 * half)
      }
      target.low[plane * stride + place] = low
      target.high[plane * stride + place] = high
      target.called[plane * stride + place] = called
      ones += low.nonzeroBitCount
      twos += high.nonzeroBitCount
      individuals += called.nonzeroBitCount
    }
    let sum = ones + twos
    let variance = individuals * (ones + 3 * twos) - sum * sum
    guard variance > 0 else { return false }
    target.counts[place] = Double(sum)
    target.weights[place] = 1 / Double(variance)
    return true
  }

  /// Bits 0, 2, 4 ... of `word` moved together.
  private static func evenBits(_ word: UInt64) -> UInt64 {
    var x = word & 0x5555_5555_5555_5555
    x = (x | x >> 1) & 0x3333_3333_3333_3333
    x = (x | x >> 2) & 0x0F0F_0F0F_0F0F_0F0F
    x = (x | x >> 4) & 0x00FF_00FF_00FF_00FF
    x = (x | x >> 8) & 0x0000_FFFF_0000_FFFF
    return (x | x >> 16) & 0x0000_0000_FFFF_FFFF
  }
}
