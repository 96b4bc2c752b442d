/// A statistic that reproduces diploSHIC 1.1.0 (`fvecSim`) where it departs from the rules of ``Statistic``.
///
/// These differ from their namesakes in that sites fixed for one allele count, and in that they are insufficient just
/// where the program's value is not a number; a feature set of them is told apart by its columns. They are for complete calls only: diploSHIC takes a missing call
/// of a genotype as two copies of the reference allele, which is not reproduced.
protocol DiploshicStatistic: ConventionalStatistic {}

extension HaplotypeWindow {
  /// True if there is a site, be it monomorphic.
  var hasAnySite: Bool { siteCount + monomorphic.count > 0 }

  /// As ``linkage``, but splits of omega fall between all sites, monomorphic ones included, which have no r2.
  var linkageAmongAllSites: LinkageSums {
    let total = siteCount + monomorphic.count
    if monomorphic.count == 0 || siteCount < 2 { return linkage }
    requireCompleteCalls()
    fillLinkage()
    for site in 0..<siteCount {
      scratch.beforePairs.pointer[site] = UInt64(site)
      scratch.afterPairs.pointer[site] = UInt64(siteCount - 1 - site)
    }
    for buffer in [
      scratch.before.pointer, scratch.after.pointer, scratch.beforePairs.pointer, scratch.afterPairs.pointer,
    ] {
      Self.spread(buffer, kept: siteCount, ranks: ranks.pointer, total: total)
    }
    return LinkageSums(
      count: total, before: scratch.before.pointer, after: scratch.after.pointer,
      beforePairs: scratch.beforePairs.pointer, afterPairs: scratch.afterPairs.pointer)
  }

  /// As ``genotypeLinkage``, but over all sites, where those without variance have an r2 of 0.
  var genotypeLinkageAmongAllSites: LinkageSums {
    if let known = results.genotypeLinkageAmongAllSites { return known }
    requireIndividuals()
    requireCompleteCalls()
    let total = siteCount + monomorphic.count
    let kept = fillGenotypeLinkage()
    for buffer in [scratch.before.pointer, scratch.after.pointer] {
      Self.spread(buffer, kept: kept, ranks: scratch.ranks.pointer, total: total)
    }
    let sums = LinkageSums(
      count: total, before: scratch.before.pointer, after: scratch.after.pointer, beforePairs: nil, afterPairs: nil)
    results.genotypeLinkageAmongAllSites = sums
    return sums
  }

  private func requireCompleteCalls() {
    precondition(!hasMissingCalls, "the conventions of diploSHIC are for complete calls")
  }

  /// Moves values from places 0 ..< `kept` to their ranks among `total`, with zeros between.
  private static func spread(
    _ values: UnsafeMutablePointer<UInt64>, kept: Int, ranks: UnsafePointer<UInt32>, total: Int
  ) {
    var next = kept - 1
    for place in (0..<total).reversed() {
      if next >= 0 && Int(ranks[next]) == place {
        values[place] = values[next]
        next -= 1
      } else {
        values[place] = 0
      }
    }
  }
}
