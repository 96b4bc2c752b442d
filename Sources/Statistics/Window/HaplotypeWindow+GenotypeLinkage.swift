import CBitKernels

extension HaplotypeWindow {
  /// r2 between genotypes (0, 1 or 2 derived alleles) of sites, summed up: the squared correlation over individuals.
  ///
  /// Individual i has haplotypes 2i and 2i + 1, whose order does not matter; an individual with a missing allele is
  /// missing. Sites whose called genotypes are all the same (all heterozygous, say) have no correlation with any other
  /// and are left out, as are pairs of sites without variance over the individuals called at both.
  var genotypeLinkage: LinkageSums {
    if let known = results.genotypeLinkage { return known }
    requireIndividuals()
    let sums = siteCount < 2 ? LinkageSums() : makeGenotypeLinkage()
    results.genotypeLinkage = sums
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
    makeGenotypes(planes)
    let kept = keepVaryingGenotypes(planes)
    reserveSums(siteCount)
    if hasMissingCalls {
      apus_masked_linkage_sums(
        scratch.low.pointer, scratch.high.pointer, scratch.calledPlanes.pointer, stride, planes, kept,
        scratch.before.pointer, scratch.after.pointer, scratch.beforePairs.pointer, scratch.afterPairs.pointer)
    } else {
      apus_genotype_linkage_sums(
        scratch.low.pointer, scratch.high.pointer, stride, planes, scratch.counts.pointer, scratch.weights.pointer,
        Double(haplotypeCount / 2), kept, scratch.before.pointer, scratch.after.pointer)
    }
    return kept
  }

  /// Writes the genotypes of all sites to planes, and counts them.
  private func makeGenotypes(_ planes: Int) {
    scratch.low.reserve(stride * planes)
    scratch.high.reserve(stride * planes)
    scratch.calledPlanes.reserve(stride * planes)
    scratch.genotypeCounts.reserve(3 * siteCount)
    let ones = scratch.genotypeCounts.pointer
    ones.update(repeating: 0, count: 3 * siteCount)
    for plane in 0..<planes {
      let source = 2 * plane * stride
      let target = plane * stride
      apus_genotype_plane(
        alleles.pointer + source, hasMissingCalls ? missing.pointer + source : nil, stride, sampleBits(2 * plane),
        2 * plane + 1 < planeCount ? sampleBits(2 * plane + 1) : 0, siteCount, scratch.low.pointer + target,
        scratch.high.pointer + target, scratch.calledPlanes.pointer + target, ones, ones + siteCount,
        ones + 2 * siteCount)
    }
  }

  /// Moves the sites whose genotypes vary together; returns their number.
  private func keepVaryingGenotypes(_ planes: Int) -> Int {
    scratch.counts.reserve(siteCount)
    scratch.weights.reserve(siteCount)
    scratch.ranks.reserve(siteCount)
    // Fields of classes are checked for exclusive access each time they are touched; pointers are not.
    let (counts, weights, keptRanks) = (scratch.counts.pointer, scratch.weights.pointer, scratch.ranks.pointer)
    let (low, high, called) = (scratch.low.pointer, scratch.high.pointer, scratch.calledPlanes.pointer)
    let (numbers, allRanks, sites, stride) = (scratch.genotypeCounts.pointer, ranks.pointer, siteCount, stride)
    var kept = 0
    for site in 0..<sites {
      let (ones, twos, calls) = (numbers[site], numbers[sites + site], numbers[2 * sites + site])
      let sum = ones + twos
      let (products, square) = (calls * (ones + 3 * twos), sum * sum)
      guard products > square else { continue }
      counts[kept] = Double(sum)
      weights[kept] = 1 / Double(products - square)
      keptRanks[kept] = allRanks[site]
      if kept < site {
        for place in Swift.stride(from: 0, to: planes * stride, by: stride) {
          low[place + kept] = low[place + site]
          high[place + kept] = high[place + site]
          called[place + kept] = called[place + site]
        }
      }
      kept += 1
    }
    return kept
  }
}
