import CBitKernels

extension HaplotypeWindow {
  /// r2 between the alleles of sites, summed up. Pairs of sites are compared over the haplotypes called at both; pairs
  /// that do not segregate there are left out.
  var linkage: LinkageSums {
    if let known = results.linkage { return known }
    let sums = siteCount < 2 ? LinkageSums() : makeLinkage()
    results.linkage = sums
    return sums
  }

  private func makeLinkage() -> LinkageSums {
    fillLinkage()
    var middle = 0
    while middle < siteCount, positions.pointer[middle] < (start + end) / 2 { middle += 1 }
    return LinkageSums(
      count: siteCount, middle: middle, before: scratch.before.pointer, after: scratch.after.pointer,
      beforePairs: hasMissingCalls ? scratch.beforePairs.pointer : nil,
      afterPairs: hasMissingCalls ? scratch.afterPairs.pointer : nil)
  }

  /// Sums r2 up into `scratch`.
  func fillLinkage() {
    reserveSums(siteCount)
    if hasMissingCalls {
      makeCalledPlanes()
      apus_masked_linkage_sums(
        alleles.pointer, nil, scratch.calledPlanes.pointer, stride, planeCount, siteCount, scratch.before.pointer,
        scratch.after.pointer, scratch.beforePairs.pointer, scratch.afterPairs.pointer)
      return
    }
    scratch.counts.reserve(siteCount)
    scratch.weights.reserve(siteCount)
    for site in 0..<siteCount {
      let k = Int(derived.pointer[site])
      scratch.counts.pointer[site] = Double(k)
      scratch.weights.pointer[site] = 1 / Double(k * (haplotypeCount - k))
    }
    apus_linkage_sums(
      alleles.pointer, stride, planeCount, scratch.counts.pointer, scratch.weights.pointer, Double(haplotypeCount),
      siteCount, scratch.before.pointer, scratch.after.pointer)
  }

  /// Planes of the calls that are there.
  private func makeCalledPlanes() {
    scratch.calledPlanes.reserve(stride * planeCount)
    for plane in 0..<planeCount {
      let sample = sampleBits(plane)
      for site in 0..<siteCount {
        scratch.calledPlanes.pointer[plane * stride + site] = sample & ~missing.pointer[plane * stride + site]
      }
    }
  }

  /// Makes room for the sums of `count` sites and of the monomorphic ones.
  func reserveSums(_ count: Int) {
    let count = count + monomorphic.count
    scratch.before.reserve(count)
    scratch.after.reserve(count)
    scratch.beforePairs.reserve(count)
    scratch.afterPairs.reserve(count)
  }
}
