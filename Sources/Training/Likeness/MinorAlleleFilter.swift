import Haplotypes
import VariantFiles

/// A filter that rare alleles of data have gone through: sites whose rarer allele is there fewer times than some number are missing.
///
/// Callers and users drop singletons, or all below a minor allele frequency. To a study that does not know of it, what is left looks like
/// a bottleneck; simulated windows must lose the same sites.
package struct MinorAlleleFilter: Sendable, Equatable {
  /// The fewest times that the rarer allele of a site is there.
  package let leastCount: Int

  /// A filter that keeps sites whose rarer allele is there `leastCount` times at least.
  package init(leastCount: Int) { self.leastCount = leastCount }

  /// Sites below which nothing is evident.
  private static let fewestSites = 200
  /// Calls that a looked-at site needs.
  private static let callRate = 0.95
  /// No history makes a count rarer than this share of those above it: even of a population that lost its rare alleles
  /// half as many singletons as doubletons remain.
  private static let evident = 0.1
  /// Sites of the counts just above the filter.
  private static let fewestAbove = 20.0

  /// The filter that `counts` show: sites of which the rarer of all alleles called is there 1, 2, ... times. Nil if none is evident.
  package init?(counts: [Int]) {
    guard counts.reduce(0, +) >= Self.fewestSites else { return nil }
    // From the most: beyond a quarter of the frequencies nobody filters.
    let candidates = (2...max(2, counts.count / 2)).reversed()
    let found = candidates.first { least in
      let above = counts[min(least - 1, counts.count)..<min(2 * least - 1, counts.count)]
      guard !above.isEmpty else { return false }
      let mean = Double(above.reduce(0, +)) / Double(above.count)
      let lost = counts[..<(least - 1)].max() ?? 0
      return mean * Double(above.count) >= Self.fewestAbove && Double(lost) < Self.evident * mean
    }
    guard let found else { return nil }
    leastCount = found
  }

  /// The filter that the sites of `contigs` show; at most `mostSites` of each are looked at.
  init?(_ contigs: [ObservedSites], mostSites: Int = 20_000) throws(VariantFilesError) {
    guard let haplotypes = contigs.first?.haplotypeCount, haplotypes >= 8 else { return nil }
    var counts = [Int](repeating: 0, count: haplotypes / 2)
    for contig in contigs where contig.haplotypeCount == haplotypes {
      let matrix = try contig.thinned(mostSites)
      for site in 0..<matrix.siteCount {
        let (minor, called) = matrix.minorCount(site: site)
        if minor > 0 && Double(called) >= Self.callRate * Double(haplotypes) { counts[minor - 1] += 1 }
      }
    }
    self.init(counts: counts)
  }

  /// `matrix` without the sites that the filter takes. Sites without a call stay: they stand for records whose calls do not count.
  package func applied(to matrix: HaplotypeMatrix) -> HaplotypeMatrix {
    let kept = (0..<matrix.siteCount).filter { site in
      let (minor, called) = matrix.minorCount(site: site)
      return minor >= leastCount || called == 0
    }
    if kept.count == matrix.siteCount { return matrix }
    let width = matrix.wordsPerSite
    return HaplotypeMatrix(
      haplotypeCount: matrix.haplotypeCount, positions: kept.map { matrix.positions[$0] },
      words: kept.flatMap { matrix.words[$0 * width..<($0 + 1) * width] },
      missing: matrix.missing.map { missing in kept.flatMap { missing[$0 * width..<($0 + 1) * width] } },
      ploidies: matrix.ploidies, isPhased: matrix.isPhased, isPolarised: matrix.isPolarised
    ).with(matrix.places)
  }

  /// What a user should know of it.
  var note: String {
    "no site has its rarer allele fewer than \(leastCount) times, as if rare alleles had been filtered from the data: simulated "
      + "windows lose such sites, too (likeness.minor_count)"
  }
}

extension HaplotypeMatrix {
  /// How often the rarer allele is called at `site`, and calls in all.
  package func minorCount(site: Int) -> (minor: Int, called: Int) {
    let own = site * wordsPerSite..<(site + 1) * wordsPerSite
    let derived = words[own].reduce(0) { $0 + $1.nonzeroBitCount }
    let called = haplotypeCount - (missing?[own].reduce(0) { $0 + $1.nonzeroBitCount } ?? 0)
    return (min(derived, called - derived), called)
  }
}
