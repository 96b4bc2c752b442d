import Groundwork

/// The 345 numbers of evoNet; `info.reference` is their page.
public struct EvonetSpectra: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "evonetSpectra", title: "Spectra of evoNet in three regions", unit: "1", doi: "10.1371/journal.pcbi.1004845",
    needsPhase: true,
    reference: """
      The numbers that evoNet learns from (Sheehan & Song 2016, doi:10.1371/journal.pcbi.1004845), in the order of its
      program, of three regions: near, the middle fifth of the window; mid, the two fifths around it; far, the rest. Of
      each region 114:

      - "ss": the segregating sites over 5000; "tajimasD": (D + 3) / 6, D of all its sites. Both are cut to 0 ... 1.
      - "sfs_1" to "sfs_50": shares of the sites by the frequency of the rarer allele: a site with m of n alleles is in
        column ceil(100 m / n), which is the folded spectrum of 100 haplotypes.
      - "spacing_0" to "spacing_15": shares of the distances from the start of a stretch to its first site, and from site
        to site, in bins of 20 bases, the last of 300 and more.
      - "ibs_0" to "ibs_29": shares of the tracts of pairs of haplotypes between differences, the ends of a stretch taken
        as such. Bin j begins at 10 (501^(j / 29) - 1) bases, the last one at 5000.
      - "ld_0" to "ld_15": shares of the pairs of sites, one of them near and the other in the region, by D = x - p q, x
        the share of the commonest of the four haplotypes, p and q those of its alleles: below -0.05, in 14 equal bins up
        to 0.2, and above.

      Then H1, H12 and H2 of the region near. The paper has 100 kb and 100 haplotypes. Folded: exchanging the alleles of a
      site changes nothing. The program differs in that it rounds positions to whole bases, leaves lengths of just 300 and
      5000 bases out, and lets the order of haplotypes decide where two are the commonest (here D is positive then).

      - Needs phased haplotypes.
      - Missing data: frequencies are among the called alleles; D is over the haplotypes called at both sites, of which
        there must be more than 10/19 of all; in tracts and haplotypes a missing allele counts as the commoner one of its
        site.
      - Empty window: 0 but for tajimasD (1/2), ibs (each stretch is a tract), H1 and H12 (1).
      - Insufficient: without an accessible base.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The regions; their stretches are in fifths of the window.
  private static let regions: [(name: String, stretches: [Range<Int>])] = [
    ("near", [2..<3]), ("mid", [1..<2, 3..<4]), ("far", [0..<1, 4..<5]),
  ]
  private static let tractEdges = (0..<30).map { bin in
    bin == 29 ? 5000 : 10 * PortableMath.exp(Double(bin) / 29 * PortableMath.log(501)) - 10
  }
  /// 280 times the edges of the bins of D, which are whole numbers.
  private static let linkageEdges = (0..<15).map { 5 * $0 - 14 }

  /// The columns.
  public func columns(populationSizes: [Int]) -> [String] {
    let kinds =
      ["ss", "tajimasD"] + (1...50).map { "sfs_\($0)" } + (0..<16).map { "spacing_\($0)" }
      + (0..<30).map { "ibs_\($0)" } + (0..<16).map { "ld_\($0)" }
    return Self.regions.flatMap { region in kinds.map { "\($0)_\(region.name)" } } + ["H1_near", "H12_near", "H2_near"]
  }

  /// A stretch of the window.
  private struct Stretch {
    let start: Double
    let end: Double
    let sites: Range<Int>
  }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let isInsufficient = window.accessibleBases <= 0
    func append(_ value: Double) { output.append(value, isInsufficient: isInsufficient) }
    func append(_ cells: [Int]) {
      let sum = cells.reduce(0, +)
      for cell in cells { append(sum == 0 ? 0 : Double(cell) / Double(sum)) }
    }
    let near = Self.stretch(2..<3, of: window).sites
    for region in Self.regions {
      let stretches = region.stretches.map { Self.stretch($0, of: window) }
      let sites = stretches.reduce(0) { $0 + $1.sites.count }
      append(min(1, Double(sites) / 5000))
      append(min(1, max(0, (Self.tajimasD(stretches, window) + 3) / 6)))
      append(Self.spectrum(stretches, window))
      append(Self.spacings(stretches, window))
      append(Self.tracts(stretches, window))
      append(Self.linkage(near, stretches, window))
    }
    let classes = window.haplotypeClasses(ofSites: near)
    append(classes.homozygosity)
    append(classes.homozygosityWithTwoMerged)
    append(classes.homozygosityWithoutLargest)
  }

  private static func stretch(_ fifths: Range<Int>, of window: HaplotypeWindow) -> Stretch {
    let fifth = (window.end - window.start) / 5
    let (start, end) = (
      window.start + Double(fifths.lowerBound) * fifth, window.start + Double(fifths.upperBound) * fifth
    )
    let positions = UnsafeBufferPointer(start: window.positions.pointer, count: window.siteCount)
    let first = positions.firstIndex { $0 >= start } ?? window.siteCount
    let last = positions.firstIndex { $0 >= end } ?? window.siteCount
    return Stretch(start: start, end: end, sites: first..<last)
  }

  private static func tajimasD(_ stretches: [Stretch], _ window: HaplotypeWindow) -> Double {
    var (pi, thetaW, alleles, sites) = (0.0, 0.0, 0, 0)
    for site in stretches.lazy.flatMap(\.sites) {
      let (k, n) = (Int(window.derived.pointer[site]), Int(window.called.pointer[site]))
      pi += Double(2 * k * (n - k)) / Double(n * (n - 1))
      thetaW += 1 / window.harmonic[n]
      alleles += n
      sites += 1
    }
    guard sites > 0 else { return 0 }
    let called = (2 * alleles + sites) / (2 * sites)
    return called < 4 ? 0 : TajimasD.value(pi: pi, thetaW: thetaW, sites: sites, called: called, of: window)
  }

  private static func spectrum(_ stretches: [Stretch], _ window: HaplotypeWindow) -> [Int] {
    var cells = [Int](repeating: 0, count: 50)
    for site in stretches.lazy.flatMap(\.sites) {
      let (k, n) = (Int(window.derived.pointer[site]), Int(window.called.pointer[site]))
      cells[(100 * min(k, n - k) + n - 1) / n - 1] += 1
    }
    return cells
  }

  private static func spacings(_ stretches: [Stretch], _ window: HaplotypeWindow) -> [Int] {
    var cells = [Int](repeating: 0, count: 16)
    for stretch in stretches {
      var last = stretch.start
      for site in stretch.sites {
        let position = window.positions.pointer[site]
        cells[Int(min(15, (position - last) / 20))] += 1
        last = position
      }
    }
    return cells
  }

  private static func tracts(_ stretches: [Stretch], _ window: HaplotypeWindow) -> [Int] {
    var cells = [Int](repeating: 0, count: 30)
    guard window.accessibleBases > 0 else { return cells }
    let (rows, stride) = (window.haplotypeRows, window.rowStride)
    func bin(_ length: Double) -> Int { (tractEdges.lastIndex { length >= $0 }) ?? 0 }
    for stretch in stretches {
      for one in 0..<window.haplotypeCount {
        for other in 0..<one {
          var last = stretch.start
          for word in stretch.sites.lowerBound >> 6..<(stretch.sites.upperBound + 63) >> 6 {
            var unlike = rows[word * stride + one] ^ rows[word * stride + other]
            unlike &= HaplotypeWindow.bits(of: stretch.sites, inPlane: word)
            while unlike != 0 {
              let position = window.positions.pointer[64 * word + unlike.trailingZeroBitCount]
              cells[bin(position - last)] += 1
              last = position
              unlike &= unlike - 1
            }
          }
          cells[bin(stretch.end - last)] += 1
        }
      }
    }
    return cells
  }

  private static func linkage(_ near: Range<Int>, _ stretches: [Stretch], _ window: HaplotypeWindow) -> [Int] {
    var cells = [Int](repeating: 0, count: 16)
    for stretch in stretches {
      for first in near {
        // Within the region near each pair is met once.
        let others = stretch.sites == near ? first + 1..<near.upperBound : stretch.sites
        for second in others {
          guard let (d, squared) = disequilibrium(first, second, window) else { continue }
          cells[linkageEdges.firstIndex { 280 * d < $0 * squared } ?? 15] += 1
        }
      }
    }
    return cells
  }

  /// D of two sites, positive where alleles of the commonest haplotype are found together too often, times the square of
  /// the called haplotypes, and this square.
  private static func disequilibrium(_ first: Int, _ second: Int, _ window: HaplotypeWindow) -> (Int, Int)? {
    let (both, one, other, called) = window.pairCounts(first, second)
    guard 10 * (window.haplotypeCount - called) < 9 * called else { return nil }
    let coupled = max(both, called - one - other + both)
    let repelled = max(one, other) - both
    let d = called * both - one * other
    return (coupled > repelled ? d : coupled < repelled ? -d : abs(d), called * called)
  }
}
