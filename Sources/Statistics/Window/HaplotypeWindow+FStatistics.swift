import Groundwork

extension HaplotypeWindow {
  /// Numbers of sites by how they segregate in two populations.
  struct SiteClasses {
    var shared = 0
    var privateToFirst = 0
    var privateToSecond = 0
    var fixed = 0
  }

  /// `count` of the sites of a class per accessible base that is called in both populations; insufficient without such a base.
  func classesPerSharedBase(_ count: Int) -> StatisticValue {
    let sites = sitesCalledInBoth
    return StatisticValue(
      perComparedBase(Double(count), sites: sites, least: [1, 1]),
      isInsufficient: accessibleBases <= 0 || isNowhereCompared(sites: sites, least: [1, 1]))
  }

  private var sitesCalledInBoth: Int {
    hasMissingCalls ? populationCounts.sites { $0.has([1, 1], at: $1) } : siteCount
  }

  /// The sites that are called in both populations.
  var siteClasses: SiteClasses {
    if let known = results.siteClasses { return known }
    let counts = populationCounts
    var classes = SiteClasses()
    for site in 0..<siteCount {
      let (m, n) = (counts.called(0, site), counts.called(1, site))
      let (i, j) = (counts.derived(0, site), counts.derived(1, site))
      guard m > 0, n > 0 else { continue }
      switch (i > 0 && i < m, j > 0 && j < n) {
      case (true, true): classes.shared += 1
      case (true, false): classes.privateToFirst += 1
      case (false, true): classes.privateToSecond += 1
      case (false, false): if (i == 0) != (j == 0) { classes.fixed += 1 }
      }
    }
    results.siteClasses = classes
    return classes
  }

  /// Sums over the sites with two calls in the first of three populations and one in the others.
  struct F3Sums {
    var covariance = 0.0
    var heterozygosity = 0.0
    var sites = 0
  }

  var f3Sums: F3Sums {
    if let known = results.f3Sums { return known }
    let counts = populationCounts
    var sums = F3Sums()
    for site in 0..<siteCount where counts.has([2, 1, 1], at: site) {
      let (c, a, b) = (counts.frequency(0, site), counts.frequency(1, site), counts.frequency(2, site))
      let half = counts.halfHeterozygosity(0, site)
      sums.covariance += (c - a) * (c - b) - half / Double(counts.called(0, site))
      sums.heterozygosity += 2 * half
      sums.sites += 1
    }
    results.f3Sums = sums
    return sums
  }

  /// Sums over the sites with a call in each of four populations.
  struct F4Sums {
    var covariance = 0.0
    var scale = 0.0
    var sites = 0
  }

  var f4Sums: F4Sums {
    if let known = results.f4Sums { return known }
    let counts = populationCounts
    var sums = F4Sums()
    for site in 0..<siteCount where counts.has([1, 1, 1, 1], at: site) {
      let (a, b) = (counts.frequency(0, site), counts.frequency(1, site))
      let (c, d) = (counts.frequency(2, site), counts.frequency(3, site))
      sums.covariance += (a - b) * (c - d)
      sums.scale += (a * (1 - b) + b * (1 - a)) * (c * (1 - d) + d * (1 - c))
      sums.sites += 1
    }
    results.f4Sums = sums
    return sums
  }

  /// ABBA - BABA, and what it would be if the second and the third population were the same.
  struct IntrogressionSums {
    var excess = 0.0
    var most = 0.0
  }

  var introgressionSums: IntrogressionSums {
    let counts = populationCounts
    var sums = IntrogressionSums()
    for site in 0..<siteCount where counts.has([1, 1, 1, 1], at: site) {
      let (k, n) = (counts.derived(3, site), counts.called(3, site))
      guard 2 * k != n else { continue }
      // The frequency of the allele that is not the outgroup's.
      func frequency(_ population: Int) -> Double {
        let (own, all) = (counts.derived(population, site), counts.called(population, site))
        return Double(2 * k < n ? own : all - own) / Double(all)
      }
      let (p1, p2, p3, ancestral) = (frequency(0), frequency(1), frequency(2), 1 - frequency(3))
      let donor = max(p2, p3)
      sums.excess += ((1 - p1) * p2 - p1 * (1 - p2)) * p3 * ancestral
      sums.most += ((1 - p1) * donor - p1 * (1 - donor)) * donor * ancestral
    }
    return sums
  }

  /// The branch of the first of three populations and the sum of all three, from Hudson's F_ST.
  var populationBranch: (length: Double, total: Double, isKnown: Bool) {
    let fst = [hudsonFst(0, 1), hudsonFst(0, 2), hudsonFst(1, 2)]
    let t = fst.map { -PortableMath.log(1 - min(max($0 ?? 0, 0), 0.99999)) }
    return ((t[0] + t[1] - t[2]) / 2, (t[0] + t[1] + t[2]) / 2, !fst.contains(nil))
  }

  /// Weir & Cockerham's variance components of two populations, summed over sites.
  struct VarianceComponents {
    /// Between populations: a.
    var between = 0.0
    /// a + b + c.
    var total = 0.0
  }

  var weirCockerham: VarianceComponents {
    if let known = results.varianceComponents { return known }
    requireIndividuals()
    var components = VarianceComponents()
    for site in 0..<siteCount {
      let (first, second) = (genotypeCounts(0, site), genotypeCounts(1, site))
      let (m, n) = (Double(first.individuals), Double(second.individuals))
      guard m > 0, n > 0, m + n > 2 else { continue }
      let (p1, p2) = (Double(first.derived) / (2 * m), Double(second.derived) / (2 * n))
      let p = Double(first.derived + second.derived) / (2 * (m + n))
      let mean = (m + n) / 2
      let size = 2 * mean - (m * m + n * n) / (2 * mean)
      let variance = (m * (p1 - p) * (p1 - p) + n * (p2 - p) * (p2 - p)) / mean
      let heterozygous = Double(first.heterozygous + second.heterozygous) / (m + n)
      let rest = p * (1 - p) - variance / 2
      let a = mean / size * (variance - (rest - heterozygous / 4) / (mean - 1))
      let b = mean / (mean - 1) * (rest - (2 * mean - 1) / (4 * mean) * heterozygous)
      components.between += a
      components.total += a + b + heterozygous / 2
    }
    results.varianceComponents = components
    return components
  }

  /// Individuals of `population` with both alleles called at `site`, their derived alleles, and heterozygous ones.
  private func genotypeCounts(
    _ population: Int, _ site: Int
  ) -> (individuals: Int, derived: Int, heterozygous: Int) {
    let first = populationSizes[..<population].reduce(0, +)
    let haplotypes = first..<first + populationSizes[population]
    var result = (individuals: 0, derived: 0, heterozygous: 0)
    for plane in haplotypes.lowerBound >> 6...(haplotypes.upperBound - 1) >> 6 {
      let word = alleles.pointer[plane * stride + site]
      let gaps = hasMissingCalls ? missing.pointer[plane * stride + site] : 0
      let present =
        ~(gaps | gaps >> 1) & Self.bits(of: haplotypes, inPlane: plane) & 0x5555_5555_5555_5555
      result.individuals += present.nonzeroBitCount
      result.derived += (word & present).nonzeroBitCount + (word >> 1 & present).nonzeroBitCount
      result.heterozygous += ((word ^ word >> 1) & present).nonzeroBitCount
    }
    return result
  }
}
