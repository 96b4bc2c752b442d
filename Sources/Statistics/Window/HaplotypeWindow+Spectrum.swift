extension HaplotypeWindow {
  /// The sums over the allele counts: integers for each number n of called alleles, put together in ascending n.
  var spectrum: SpectrumSums {
    if let known = results.spectrum { return known }
    var sums = SpectrumSums()
    if hasMissingCalls {
      addByCalledCount(to: &sums)
    } else {
      var heterozygosity = 0
      var squares = 0
      for site in 0..<siteCount {
        let k = Int(derived.pointer[site])
        heterozygosity += k * (haplotypeCount - k)
        squares += k * k
      }
      add(to: &sums, called: haplotypeCount, sites: siteCount, heterozygosity: heterozygosity, squares: squares)
    }
    results.spectrum = sums
    return sums
  }

  private func addByCalledCount(to sums: inout SpectrumSums) {
    let sizes = haplotypeCount + 1
    scratch.perCalled.reserve(3 * sizes)
    let sites = scratch.perCalled.pointer
    let heterozygosity = sites + sizes
    let squares = heterozygosity + sizes
    sites.update(repeating: 0, count: 3 * sizes)
    for site in 0..<siteCount {
      let n = Int(called.pointer[site])
      let k = Int(derived.pointer[site])
      sites[n] += 1
      heterozygosity[n] += k * (n - k)
      squares[n] += k * k
    }
    for n in 2..<sizes where sites[n] > 0 {
      add(to: &sums, called: n, sites: sites[n], heterozygosity: heterozygosity[n], squares: squares[n])
    }
  }

  private func add(to sums: inout SpectrumSums, called n: Int, sites: Int, heterozygosity: Int, squares: Int) {
    let pairs = Double(n) * Double(n - 1)
    sums.pi += Double(2 * heterozygosity) / pairs
    sums.thetaH += Double(2 * squares) / pairs
    sums.thetaHMinusPi += Double(2 * (squares - heterozygosity)) / pairs
    sums.wattersonTheta += Double(sites) / harmonic[n]
    sums.calledAlleles += n * sites
  }

  /// `sum` per accessible base in which each population has `least` calls, as `sites` of all sites and the same share of the other
  /// places have; 0 where none is.
  func perComparedBase(_ sum: Double, sites: Int, least: [Int]) -> Double {
    let (compared, all) = (sites + others.compared(least), siteCount + others.count)
    if compared == all { return allBases > 0 ? sum / allBases : 0 }
    return compared == 0 || allBases <= 0 ? 0 : sum / (allBases * Double(compared) / Double(all))
  }

  /// True if there are sites or other places, and at none of them each population has `least` calls; `sites` of the sites have.
  func isNowhereCompared(sites: Int, least: [Int]) -> Bool {
    sites == 0 && siteCount + others.count > 0 && others.compared(least) == 0
  }

  /// True if a call is missing at a site or at another place.
  var lacksCalls: Bool { hasMissingCalls || others.lacksCalls }

  /// True if there are sites or other places, but no two haplotypes can be compared; with `inEach`, if at none of them each population
  /// has a call.
  func isUncompared(inEach: Bool) -> Bool {
    guard lacksCalls, allBases > 0 else { return false }
    if accessibleBases <= 0 { return true }
    let least = populationSizes.map { _ in 1 }
    return inEach && isNowhereCompared(sites: populationCounts.sites { $0.has(least, at: $1) }, least: least)
  }

  /// `sum` per accessible base; 0 where no base is accessible.
  func perAccessibleBase(_ sum: Double) -> Double {
    accessibleBases > 0 ? sum / accessibleBases : 0
  }
}
