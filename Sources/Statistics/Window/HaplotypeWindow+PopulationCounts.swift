import CBitKernels

extension HaplotypeWindow {
  /// The counts of all populations.
  var populationCounts: PopulationCounts {
    if !results.hasPopulationCounts {
      scratch.populationDerived.reserve(populationCount * stride)
      scratch.populationCalled.reserve(populationCount * stride)
      var first = 0
      for (population, size) in populationSizes.enumerated() {
        fillCounts(
          first..<first + size, scratch.populationDerived.pointer + population * stride,
          scratch.populationCalled.pointer + population * stride)
        first += size
      }
      results.hasPopulationCounts = true
    }
    return PopulationCounts(
      derived: scratch.populationDerived.pointer, called: scratch.populationCalled.pointer, stride: stride,
      siteCount: siteCount)
  }

  private func fillCounts(
    _ haplotypes: Range<Int>, _ derived: UnsafeMutablePointer<UInt32>, _ called: UnsafeMutablePointer<UInt32>
  ) {
    derived.update(repeating: 0, count: siteCount)
    called.update(repeating: 0, count: siteCount)
    for plane in haplotypes.lowerBound >> 6...(haplotypes.upperBound - 1) >> 6 {
      let mask = Self.bits(of: haplotypes, inPlane: plane)
      apus_count_bits(alleles.pointer + plane * stride, mask, siteCount, derived)
      if hasMissingCalls { apus_count_bits(missing.pointer + plane * stride, mask, siteCount, called) }
    }
    let size = UInt32(haplotypes.count)
    for site in 0..<siteCount { called[site] = size - called[site] }
  }

  /// The bits of word `plane` that stand for `haplotypes`.
  static func bits(of haplotypes: Range<Int>, inPlane plane: Int) -> UInt64 {
    func below(_ haplotype: Int) -> UInt64 {
      let bits = min(max(haplotype - 64 * plane, 0), 64)
      return bits == 64 ? ~0 : (1 << UInt64(bits)) - 1
    }
    return below(haplotypes.upperBound) & ~below(haplotypes.lowerBound)
  }

  /// The sums of the first two populations.
  var pairSums: PairSums {
    if let known = results.pairSums { return known }
    let sums = pairSums(0, 1)
    results.pairSums = sums
    return sums
  }

  /// The sums of the populations `a` and `b`; from whole numbers where no call is missing, so that equal frequencies
  /// cancel.
  func pairSums(_ a: Int, _ b: Int) -> PairSums {
    let counts = populationCounts
    var sums = PairSums()
    guard hasMissingCalls else {
      let (m, n) = (populationSizes[a], populationSizes[b])
      var (between, withinA, withinB) = (0, 0, 0)
      for site in 0..<siteCount {
        let (i, j) = (counts.derived(a, site), counts.derived(b, site))
        between += i * (n - j) + j * (m - i)
        withinA += i * (m - i)
        withinB += j * (n - j)
      }
      sums.between = Double(between) / Double(m * n)
      sums.sites = siteCount
      guard m > 1, n > 1 else { return sums }
      let within = Double(withinA) / Double(m * (m - 1)) + Double(withinB) / Double(n * (n - 1))
      sums.excess = sums.between - within
      sums.betweenWhereBoth = sums.between
      sums.sitesWhereBoth = siteCount
      return sums
    }
    for site in 0..<siteCount {
      let (m, n) = (counts.called(a, site), counts.called(b, site))
      guard m > 0, n > 0 else { continue }
      let (i, j) = (counts.derived(a, site), counts.derived(b, site))
      let between = Double(i * (n - j) + j * (m - i)) / Double(m * n)
      sums.between += between
      sums.sites += 1
      guard m > 1, n > 1 else { continue }
      sums.excess += between - (counts.halfHeterozygosity(a, site) + counts.halfHeterozygosity(b, site))
      sums.betweenWhereBoth += between
      sums.sitesWhereBoth += 1
    }
    return sums
  }

  /// Hudson's F_ST of the populations `a` and `b`; nil without a site at which they differ.
  func hudsonFst(_ a: Int, _ b: Int) -> Double? {
    let sums = pairSums(a, b)
    return sums.betweenWhereBoth > 0 ? sums.excess / sums.betweenWhereBoth : nil
  }
}
