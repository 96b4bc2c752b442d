import Groundwork
import Haplotypes

/// Scans of one population along a chromosome: iHS, nSL, iHH12, delta-iHH and H-scan at every site, in a time
/// proportional to sites and haplotypes, exactly.
///
/// Needs phased haplotypes. Values are nil where a statistic cannot be given: the core is too rare, an allele has one
/// carrier, or a curve does not end (see ``HaplotypeScanOptions``). Results do not depend on the number of threads or on
/// the order of the haplotypes. Beside the data and the results, memory is a few numbers for each haplotype and some
/// 30 bytes for each site; nothing grows with the number of pairs.
///
/// Missing data: a missing allele counts as the commoner one of its site when haplotypes are compared along the
/// sequence, and its haplotype carries neither allele where the site is the core.
public struct HaplotypeScan: Sendable {
  /// The definitions that are followed.
  public let options: HaplotypeScanOptions
  /// Positions of the sites that have values, in bases, 0-based.
  public var positions: [Double] { rows.positions }
  /// Derived (alternative) alleles among the called ones of each site.
  public var derivedCounts: [Int] { rows.derived.map(Int.init) }
  /// Called alleles of each site.
  public var calledCounts: [Int] { rows.called.map(Int.init) }

  let rows: ScanRows
  private let map: RecombinationMap?
  private let threads: Int

  /// A scan of `matrix`, which is phased; integrals are over centimorgans of `map`, over bases if it is nil.
  public init(
    _ matrix: HaplotypeMatrix, map: RecombinationMap? = nil, options: HaplotypeScanOptions = HaplotypeScanOptions(),
    threads: Int = 1
  ) {
    precondition(matrix.isPhased, "a haplotype scan needs phased haplotypes")
    let rows =
      options.removesRareSites
      ? ScanRows(matrix, minimumMinorFrequency: options.minimumMinorFrequency) : ScanRows(matrix)
    self.init(rows, map: map, options: options, threads: threads)
  }

  init(_ rows: ScanRows, map: RecombinationMap?, options: HaplotypeScanOptions, threads: Int) {
    self.rows = rows
    self.map = map
    self.options = options
    self.threads = threads
  }

  /// The integrals of the carriers of each allele, both sides added.
  public struct AlleleValues: Sendable, Equatable {
    /// Of the ancestral (reference) allele; nil: insufficient.
    public let ancestral: [Double?]
    /// Of the derived (alternative) allele.
    public let derived: [Double?]
  }

  /// iHH of both alleles: the integral of extended haplotype homozygosity over the sequence, in bases or centimorgans
  /// (Voight et al. 2006, doi:10.1371/journal.pbio.0040072).
  public func integratedHomozygosity() -> AlleleValues {
    alleles(run([measures(.alleleDecay, alongSequence)])[0])
  }

  /// Mean shared lengths of both alleles, in sites, both sides added; the core counts on both
  /// (Ferrer-Admetlla et al. 2014, doi:10.1093/molbev/msu077).
  public func sharedLengths() -> AlleleValues { alleles(run([sharing])[0]) }

  /// Both at once, at less than the price of two scans.
  public func integratedHomozygosityAndSharedLengths() -> (AlleleValues, AlleleValues) {
    let results = run([measures(.alleleDecay, alongSequence), sharing])
    return (alleles(results[0]), alleles(results[1]))
  }

  /// iHH12 of each site: the integral of homozygosity with the two commonest haplotypes taken as one, to where
  /// homozygosity itself has decayed (Torres et al. 2018, doi:10.1371/journal.pgen.1007387).
  public func integratedH12() -> [Double?] {
    sums(run([measures(.decay(merged: true), alongSequence)])[0]).first
  }

  /// H-scan: the mean over pairs of haplotypes of the length, in bases, of the stretch around the site on which they
  /// agree, from difference to difference or to the first and last site; 0 for pairs that differ at the site itself
  /// (Schlamp et al. 2016, doi:10.1111/mec.13485).
  public func meanTractLengths() -> [Double?] { sums(run([tracts])[0]).first }

  // MARK: Measures for the two directions

  typealias Measures = (forward: ScanMeasure, backward: ScanMeasure)
  typealias Axis = (forward: ScanCoordinates, backward: ScanCoordinates)

  /// Coordinates for integrals along the sequence.
  var alongSequence: Axis {
    let steps = map.map { ScanCoordinates.centimorgans(rows.positions, $0) }
    return axis(steps, extent: options.maximumExtent, inSites: nil)
  }

  /// Coordinates that count sites.
  var alongSites: Axis {
    let steps = [Double](repeating: 1, count: max(0, rows.siteCount - 1))
    return axis(steps, extent: nil, inSites: options.maximumExtentInSites)
  }

  private func axis(_ steps: [Double]?, extent: Double?, inSites: Int?) -> Axis {
    (
      ScanCoordinates(
        positions: rows.positions, steps: steps, options: options, extent: extent, extentInSites: inSites),
      ScanCoordinates(
        positions: rows.positions.reversed(), steps: steps?.reversed(), options: options, extent: extent,
        extentInSites: inSites)
    )
  }

  /// `kind` along `axis`.
  func measures(_ kind: ScanMeasure.Kind, _ axis: Axis) -> Measures {
    (ScanMeasure(kind: kind, coordinates: axis.forward), ScanMeasure(kind: kind, coordinates: axis.backward))
  }

  /// What nSL compares.
  private var sharing: Measures {
    guard options.convention == .selscan else {
      return (ScanMeasure(kind: .alleleSharing), ScanMeasure(kind: .alleleSharing))
    }
    var result = measures(.alleleDecay, alongSites)
    result.forward.needsExtent = true
    result.backward.needsExtent = true
    return result
  }

  private var tracts: Measures {
    let positions = rows.positions
    guard let first = positions.first, let last = positions.last else {
      return (ScanMeasure(kind: .tracts), ScanMeasure(kind: .tracts))
    }
    return (
      ScanMeasure(kind: .tracts, distances: [0] + positions.map { $0 - first }),
      ScanMeasure(kind: .tracts, distances: [0] + positions.reversed().map { last - $0 })
    )
  }

  // MARK: Running

  /// The values of `measures` in both directions.
  func run(_ measures: [Measures]) -> [(forward: ScanValues, backward: ScanValues)] {
    var results = measures.map { _ in
      (forward: ScanValues(siteCount: rows.siteCount), backward: ScanValues(siteCount: rows.siteCount))
    }
    let count = rows.siteCount
    guard count > 0 else { return results }
    let chunks = threads == 1 ? 1 : max(1, min(threads, count / 1024))
    @Sendable func steps(_ chunk: Int) -> Range<Int> { chunk * count / chunks..<(chunk + 1) * count / chunks }
    let directions = PositionalOrder.Direction.allCases
    let blocks = parallelMap(count: 2 * chunks, threads: threads) { _, task in
      let direction = directions[task % 2]
      let own = measures.map { direction == .forward ? $0.forward : $0.backward }
      return ScanWorker(rows, options).run(own, direction, steps(task / 2))
    }
    for (task, block) in blocks.enumerated() {
      let (direction, steps) = (directions[task % 2], steps(task / 2))
      for (index, values) in block.enumerated() {
        for (offset, step) in steps.enumerated() {
          let (first, second) = (values.first[offset], values.second[offset])
          if direction == .forward {
            (results[index].forward.first[step], results[index].forward.second[step]) = (first, second)
          } else {
            let site = count - 1 - step
            (results[index].backward.first[site], results[index].backward.second[site]) = (first, second)
          }
        }
      }
    }
    return results
  }

  /// Both sides added; nil where one is missing.
  func sums(_ values: (forward: ScanValues, backward: ScanValues)) -> (first: [Double?], second: [Double?]) {
    func added(_ a: [Double], _ b: [Double]) -> [Double?] {
      zip(a, b).map { ($0 + $1).isNaN ? nil : $0 + $1 }
    }
    return (added(values.forward.first, values.backward.first), added(values.forward.second, values.backward.second))
  }

  private func alleles(_ values: (forward: ScanValues, backward: ScanValues)) -> AlleleValues {
    let sums = sums(values)
    return AlleleValues(ancestral: sums.first, derived: sums.second)
  }
}
