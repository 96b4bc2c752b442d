import Haplotypes

/// Scans of two populations at the same sites: XP-EHH and XP-nSL.
///
/// Every site that segregates in the two together counts, however rare its minor allele is. What ``HaplotypeScan`` says
/// of phase, missing data, threads and memory holds here.
public struct PopulationScan: Sendable {
  private let target: HaplotypeScan
  private let reference: HaplotypeScan
  private let pooled: HaplotypeScan

  /// The positions of the sites that have values.
  public var positions: [Double] { target.positions }
  /// Derived (alternative) alleles among the called ones of the target at each site.
  public var derivedCounts: [Int] { target.derivedCounts }
  /// Called alleles of the target at each site.
  public var calledCounts: [Int] { target.calledCounts }

  /// A scan of the haplotypes `target` of `matrix` against those of `reference`.
  public init(
    _ matrix: HaplotypeMatrix, target: [Int], reference: [Int], map: RecombinationMap? = nil,
    options: HaplotypeScanOptions = HaplotypeScanOptions(), threads: Int = 1
  ) {
    precondition(matrix.isPhased, "a haplotype scan needs phased haplotypes")
    let kept = matrix.segregating(among: target + reference)
    var options = options
    options.minimumMinorFrequency = 0
    func scan(_ haplotypes: Range<Int>) -> HaplotypeScan {
      HaplotypeScan(
        ScanRows(kept.selecting(Array(haplotypes))), map: map, options: options, threads: threads)
    }
    self.target = scan(0..<target.count)
    self.reference = scan(target.count..<target.count + reference.count)
    pooled = scan(0..<target.count + reference.count)
  }

  /// Unstandardised XP-EHH: the logarithm of iHH of all haplotypes of the target over that of the reference
  /// (Sabeti et al. 2007, doi:10.1038/nature06250); positive where haplotypes of the target are longer.
  public func xpehh() -> [Double?] {
    guard target.options.convention == .selscan else {
      return ratios { $0.sums($0.run([$0.measures(.decay(merged: false), $0.alongSequence)])[0]).first }
    }
    return pooledRatios { $0.alongSequence }
  }

  /// Unstandardised XP-nSL, the same of mean shared lengths in sites
  /// (Szpiech et al. 2021, doi:10.1002/evl3.232).
  public func xpnsl() -> [Double?] {
    guard target.options.convention == .selscan else {
      let measure = ScanMeasure(kind: .sharing)
      return ratios { $0.sums($0.run([(measure, measure)])[0]).first }
    }
    return pooledRatios { $0.alongSites }
  }

  private func ratios(_ values: (HaplotypeScan) -> [Double?]) -> [Double?] {
    zip(values(target), values(reference)).map { target.logRatio($0, $1) }
  }

  /// Ratios of integrals that both end where homozygosity of the pooled haplotypes does.
  private func pooledRatios(_ axis: (HaplotypeScan) -> HaplotypeScan.Axis) -> [Double?] {
    let axis = axis(pooled)
    let ends = pooled.run([pooled.measures(.stop, axis)])[0]
    var measures = pooled.measures(.decayTo, axis)
    measures.forward.stops = ends.forward.first
    measures.backward.stops = ends.backward.first.reversed()
    return ratios { $0.sums($0.run([measures])[0]).first }
  }
}

extension HaplotypeMatrix {
  /// The haplotypes given, in that order, at the sites where both alleles are called among them.
  public func segregating(among haplotypes: [Int]) -> HaplotypeMatrix {
    let part = selecting(haplotypes)
    let rows = ScanRows(part)
    let sites = rows.derived.indices.filter { rows.derived[$0] > 0 && rows.derived[$0] < rows.called[$0] }
    return sites.count == part.siteCount ? part : part.keeping(sites: sites)
  }

  /// The matrix of some haplotypes, in the order given, as haploid individuals.
  func selecting(_ haplotypes: [Int]) -> HaplotypeMatrix {
    let width = (haplotypes.count + 63) / 64
    func rows(_ words: [UInt64]) -> [UInt64] {
      var result = [UInt64](repeating: 0, count: siteCount * width)
      for site in 0..<siteCount {
        let old = site * wordsPerSite
        for (new, haplotype) in haplotypes.enumerated() {
          let bit = words[old + haplotype >> 6] >> UInt64(haplotype & 63) & 1
          result[site * width + new >> 6] |= bit << UInt64(new & 63)
        }
      }
      return result
    }
    return HaplotypeMatrix(
      haplotypeCount: haplotypes.count, positions: positions, words: rows(words), missing: missing.map(rows),
      isPhased: isPhased, isPolarised: isPolarised)
  }

  /// The matrix of some sites, in order.
  func keeping(sites: [Int]) -> HaplotypeMatrix {
    func rows(_ words: [UInt64]) -> [UInt64] {
      sites.flatMap { words[$0 * wordsPerSite..<($0 + 1) * wordsPerSite] }
    }
    return HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: sites.map { positions[$0] }, words: rows(words),
      missing: missing.map(rows), ploidies: ploidies, isPhased: isPhased, isPolarised: isPolarised)
  }
}
