import CBitKernels
import Haplotypes

/// The sites of a stretch of sequence that statistics are computed from, with what several statistics share.
///
/// It holds only sites that are accessible and segregate among the called alleles. Shared intermediate results
/// (identity classes, linkage, the windows of single populations) are made when first asked for. A window is loaded again
/// and again and keeps its memory; it belongs to one thread.
public final class HaplotypeWindow {
  /// Haplotypes in the sample.
  public let haplotypeCount: Int
  /// Haplotypes of each population; they lie one population behind the other.
  public let populationSizes: [Int]
  /// Segregating accessible sites.
  public internal(set) var siteCount = 0
  /// Accessible bases in which two haplotypes of the sample could be compared: all, times the share of sites and other places that
  /// have two calls.
  public private(set) var accessibleBases = 0.0
  /// Accessible bases, whoever has calls there.
  private(set) var allBases = 0.0
  /// True if a call is missing at one of the sites.
  public internal(set) var hasMissingCalls = false

  /// 64-bit words a site takes.
  let planeCount: Int
  /// Sites a plane has room for: word w of site s is `alleles[w * stride + s]`.
  private(set) var stride = 64
  /// Allele bits; 0 where the call is missing.
  var alleles: ScratchBuffer<UInt64>
  /// Bits of the missing calls; holds nothing unless `hasMissingCalls`.
  var missing: ScratchBuffer<UInt64>
  /// Derived (alternative) alleles of each site.
  var derived = ScratchBuffer<UInt32>()
  /// Called alleles of each site.
  var called = ScratchBuffer<UInt32>()
  /// Positions of the sites.
  var positions = ScratchBuffer<Double>()
  /// Where the window begins and where it ends.
  private(set) var start = 0.0
  private(set) var end = 0.0
  /// Windows of chosen populations.
  var subsamples: [Subsample] = []
  /// What other programs count beside the sites that segregate.
  var monomorphic: MonomorphicSites
  /// Places that are no sites, and who has calls there.
  var others: OtherPlaces
  /// The number of each site among all accessible ones that have a call, monomorphic ones included.
  var ranks = ScratchBuffer<UInt32>()

  /// Harmonic numbers: harmonic[n] = sum of 1/i over 0 < i < n.
  let harmonic: [Double]
  /// harmonicSquares[n] = sum of 1/i^2 over 0 < i < n.
  let harmonicSquares: [Double]

  /// Memory of the shared results.
  let scratch = SharedScratch()
  /// What was made of this window so far.
  var results = SharedResults()

  /// Allele counts of the sites among which a load chooses.
  var rawDerived = ScratchBuffer<UInt32>()
  var rawMissing = ScratchBuffer<UInt32>()

  /// An empty window for samples of one population with `haplotypeCount` haplotypes.
  public convenience init(haplotypeCount: Int) {
    self.init(populationSizes: [haplotypeCount])
  }

  /// An empty window for samples of populations with so many haplotypes, at least one each.
  public init(populationSizes: [Int]) {
    precondition(
      !populationSizes.isEmpty && populationSizes.allSatisfy { $0 > 0 },
      "a window needs populations of at least one haplotype, got \(populationSizes)")
    let haplotypeCount = populationSizes.reduce(0, +)
    self.haplotypeCount = haplotypeCount
    self.populationSizes = populationSizes
    monomorphic = MonomorphicSites(populationSizes: populationSizes)
    others = OtherPlaces(populationSizes: populationSizes)
    planeCount = (haplotypeCount + 63) / 64
    alleles = ScratchBuffer(capacity: 64 * planeCount)
    missing = ScratchBuffer(capacity: 64 * planeCount)
    var harmonic = [0.0, 0.0]
    var squares = [0.0, 0.0]
    for n in 1..<haplotypeCount {
      harmonic.append(harmonic[n] + 1 / Double(n))
      squares.append(squares[n] + 1 / (Double(n) * Double(n)))
    }
    self.harmonic = harmonic
    harmonicSquares = squares
  }

  /// The window `start`..<`end` of `matrix`, whose haplotypes are those of one population unless `populationSizes` says
  /// otherwise; see ``load(_:from:to:accessible:)``.
  public convenience init(
    _ matrix: HaplotypeMatrix, populationSizes: [Int]? = nil, from start: Double, to end: Double,
    accessible: [Range<Int>]? = nil
  ) {
    self.init(populationSizes: populationSizes ?? [matrix.haplotypeCount])
    load(matrix, from: start, to: end, accessible: accessible)
  }

  /// Takes the sites of `matrix` with `start` <= position < `end`, in place of what the window held.
  ///
  /// `accessible` are the accessible stretches in the coordinates of the matrix, sorted and disjoint; nil means all of
  /// it. A site at position p is accessible if the base floor(p) is.
  public func load(_ matrix: HaplotypeMatrix, from start: Double, to end: Double, accessible: [Range<Int>]?) {
    precondition(
      matrix.haplotypeCount == haplotypeCount,
      "a window of \(haplotypeCount) haplotypes was given a matrix of \(matrix.haplotypeCount)")
    begin(
      from: start, to: max(start, end),
      accessibleBases: Self.accessibleBases(from: start, to: end, accessible: accessible))
    if let places = matrix.places { others.add(places, from: start, to: end, accessible) }
    let sites = matrix.sites(from: start, to: end)
    reserve(sites.count)
    defer { restrictAccessibleBases() }
    guard !sites.isEmpty else { return }
    let first = sites.lowerBound * planeCount
    matrix.words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return }
      apus_count_sites(base + first, sites.count, planeCount, rawDerived.pointer)
      guard let mask = matrix.missing else {
        choose(sites, of: matrix, base + first, nil, accessible)
        return
      }
      mask.withUnsafeBufferPointer { mask in
        guard let maskBase = mask.baseAddress else { return }
        apus_count_sites(maskBase + first, sites.count, planeCount, rawMissing.pointer)
        choose(sites, of: matrix, base + first, maskBase + first, accessible)
      }
    }
  }

  /// Derived (alternative) alleles among the called ones at site `site` of the window.
  public func derivedCount(_ site: Int) -> Int {
    precondition(site >= 0 && site < siteCount, "site \(site) of \(siteCount)")
    return Int(derived.pointer[site])
  }

  /// Called alleles at site `site` of the window.
  public func calledCount(_ site: Int) -> Int {
    precondition(site >= 0 && site < siteCount, "site \(site) of \(siteCount)")
    return Int(called.pointer[site])
  }

  /// Leaves of the accessible bases the share in which two haplotypes could be compared; at every site they can.
  func restrictAccessibleBases() {
    guard others.lacksCalls else { return }
    let compared = siteCount + others.compared(total: min(2, haplotypeCount))
    accessibleBases = allBases * Double(compared) / Double(siteCount + others.count)
  }

  /// Forgets what the window held.
  func begin(from start: Double, to end: Double, accessibleBases: Double) {
    self.start = start
    self.end = end
    self.accessibleBases = accessibleBases
    allBases = accessibleBases
    others.reset()
    siteCount = 0
    for subsample in subsamples { subsample.isLoaded = false }
    hasMissingCalls = false
    monomorphic.reset()
    results = SharedResults()
  }

  /// Makes room for `count` sites.
  func reserve(_ count: Int) {
    rawDerived.reserve(count)
    rawMissing.reserve(count)
    derived.reserve(count)
    called.reserve(count)
    ranks.reserve(count)
    positions.reserve(count)
    if count > stride { stride = max(count, 2 * stride) }
    alleles.reserve(stride * planeCount)
    missing.reserve(stride * planeCount)
  }

  /// Copies the accessible, segregating ones of `sites` to the planes.
  private func choose(
    _ sites: Range<Int>, of matrix: HaplotypeMatrix, _ words: UnsafePointer<UInt64>, _ mask: UnsafePointer<UInt64>?,
    _ accessible: [Range<Int>]?
  ) {
    // Each look at a buffer of the object costs as much as the work on a site: they are looked up once.
    let (rawDerived, rawMissing) = (rawDerived.pointer, rawMissing.pointer)
    let (ranks, positions, derived, called) = (ranks.pointer, positions.pointer, derived.pointer, called.pointer)
    let (alleles, missing, stride, planeCount) = (alleles.pointer, missing.pointer, stride, planeCount)
    let haplotypes = UInt32(haplotypeCount)
    var (kept, fixed, isIncomplete) = (0, 0, false)
    matrix.positions.withUnsafeBufferPointer { allPositions in
      var cursor = accessible.map { AccessibleCursor($0, from: allPositions[sites.lowerBound]) }
      for site in 0..<sites.count {
        let count = rawDerived[site]
        let present = haplotypes - (mask == nil ? 0 : rawMissing[site])
        guard cursor?.contains(allPositions[sites.lowerBound + site]) ?? true else { continue }
        guard count > 0, count < present else {
          if let mask, present < haplotypes {
            others.add(missing: mask + site * planeCount, step: 1)
          } else {
            others.addComplete()
          }
          if present == 0 { continue }
          monomorphic.add(
            isDerived: count > 0, present: Int(present), missing: mask.map { $0 + site * planeCount }, step: 1)
          fixed += 1
          continue
        }
        ranks[kept] = UInt32(kept + fixed)
        positions[kept] = allPositions[sites.lowerBound + site]
        derived[kept] = count
        called[kept] = present
        if present < haplotypes { isIncomplete = true }
        for plane in 0..<planeCount {
          alleles[plane * stride + kept] = words[site * planeCount + plane]
          if let mask { missing[plane * stride + kept] = mask[site * planeCount + plane] }
        }
        kept += 1
      }
    }
    (siteCount, hasMissingCalls) = (kept, isIncomplete)
  }

  private static func accessibleBases(from start: Double, to end: Double, accessible: [Range<Int>]?) -> Double {
    guard let accessible else { return max(end - start, 0) }
    var total = 0.0
    for index in AccessibleCursor.firstIndex(in: accessible, endingAfter: start)..<accessible.count {
      let range = accessible[index]
      if Double(range.lowerBound) >= end { break }
      total += min(Double(range.upperBound), end) - max(Double(range.lowerBound), start)
    }
    return total
  }
}
