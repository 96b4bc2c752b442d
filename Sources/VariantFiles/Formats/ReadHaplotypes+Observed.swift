import Haplotypes

extension ReadHaplotypes {
  /// The sites within `region`, whose contig's name they take, in the individuals `selection`, of which each is there; masked and
  /// chosen by call rate as `options` say.
  ///
  /// A site is tested again after the choice: those without two alleles among the chosen are left out. The matrix is polarised
  /// unless no polarisation is asked for.
  func observed(
    _ region: Interval, samples selection: [String], _ options: VariantReadOptions, path: String, _ storage: SiteStorage
  ) throws(VariantFilesError) -> StoredVariants {
    var ledger = VariantLedger()
    for (reason, other) in Self.reasons { ledger.skip(other, count: self.ledger[reason]) }
    let indices = Dictionary(samples.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let columns = HaplotypeColumns(matrix, selection.compactMap { indices[$0] })
    let isPolarised = matrix.isPolarised && options.polarisation != .none
    let none = HaplotypeMatrix(haplotypeCount: columns.count, ploidies: columns.ploidies)
    var part = none
    var collector = SiteCollector(storage)
    let mask = AccessibleBases(options).map { Mask(accessible: $0.ranges(region).map(region.part)) }
    var alleles = [UInt64](repeating: 0, count: none.wordsPerSite)
    var missing = alleles
    var extent: Range<Int>?
    for (site, position) in matrix.positions.enumerated() {
      guard position >= Double(region.start) && position < Double(region.end) else {
        ledger.skip(.outsideRegion)
        continue
      }
      extent = (extent?.lowerBound ?? Int(position))..<Int(position) + 1
      if let mask, !mask.contains(contig: region.contig, position: Int(position)) {
        ledger.skip(.inaccessible)
        continue
      }
      columns.copy(site, to: &alleles, missing: &missing)
      let called = columns.count - missing.reduce(0) { $0 + $1.nonzeroBitCount }
      let carriers = alleles.reduce(0) { $0 + $1.nonzeroBitCount }
      if called == 0 || Double(called) < options.minimumCallRate * Double(columns.count) {
        ledger.skip(.lowCallRate)
      } else if carriers == 0 || carriers == called {
        ledger.skip(.monomorphic)
      } else {
        ledger.use()
        part.append(position: position, alleles: alleles, missing: called == columns.count ? nil : missing)
        if part.byteCount >= storage.chunkBytes {
          try collector.add(part)
          part = none
        }
      }
    }
    try collector.add(part)
    let sites = try collector.finish(ploidies: columns.ploidies, isPhased: matrix.isPhased, isPolarised: isPolarised)
    return StoredVariants(
      sites: sites, region: region, paths: [path], samples: selection, ledger: ledger, extent: extent, notes: notes)
  }

  private static let reasons: [(SiteLedger.Reason, VariantLedger.Reason)] = [
    (.unplaced, .unplaced), (.notSNP, .notSNP), (.multiallelic, .multiallelic), (.noCall, .lowCallRate),
    (.monomorphic, .monomorphic), (.duplicatePosition, .duplicatePosition),
  ]
}

extension Interval {
  /// `range` of the same contig.
  fileprivate func part(_ range: Range<Int>) -> Interval {
    Interval(contig: contig, start: range.lowerBound, end: range.upperBound)
  }
}

/// Copies the calls of some individuals of a matrix, site by site.
private struct HaplotypeColumns {
  /// Haplotypes of the individuals.
  let count: Int
  let ploidies: [UInt8]
  private let matrix: HaplotypeMatrix
  private let haplotypes: [Int]
  /// True if they are all individuals in their order.
  private let isWhole: Bool

  init(_ matrix: HaplotypeMatrix, _ individuals: [Int]) {
    self.matrix = matrix
    var first: [Int] = []
    var next = 0
    for ploidy in matrix.ploidies {
      first.append(next)
      next += Int(ploidy)
    }
    haplotypes = individuals.flatMap { first[$0]..<first[$0] + Int(matrix.ploidies[$0]) }
    ploidies = individuals.map { matrix.ploidies[$0] }
    count = haplotypes.count
    isWhole = individuals == Array(matrix.ploidies.indices)
  }

  /// Copies the calls at `site`.
  func copy(_ site: Int, to alleles: inout [UInt64], missing: inout [UInt64]) {
    let first = site * matrix.wordsPerSite
    if isWhole {
      for word in alleles.indices {
        alleles[word] = matrix.words[first + word]
        missing[word] = matrix.missing?[first + word] ?? 0
      }
      return
    }
    for word in alleles.indices { (alleles[word], missing[word]) = (0, 0) }
    for (new, old) in haplotypes.enumerated() {
      let bit = UInt64(1) << UInt64(new & 63)
      if matrix.allele(site: site, haplotype: old) { alleles[new >> 6] |= bit }
      if matrix.isMissing(site: site, haplotype: old) { missing[new >> 6] |= bit }
    }
  }
}

extension MSText {
  /// The replicates of the file at `path`, each a contig of `length` bases: "replicate1", "replicate2" ...
  static func contigs(_ path: String, length: Double) throws(VariantFilesError) -> [ReadHaplotypes] {
    try read(path, length: length).enumerated().map { index, matrix in
      var sites = SegregatingSites(HaplotypeMatrix(haplotypeCount: matrix.haplotypeCount))
      for (site, position) in matrix.positions.enumerated() {
        let words = site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite
        sites.add(
          position: position, alleles: Array(matrix.words[words]), missing: matrix.missing.map { Array($0[words]) })
      }
      return ReadHaplotypes(
        contig: "replicate\(index + 1)", length: length, matrix: sites.matrix,
        samples: (0..<matrix.haplotypeCount).map { "haplotype\($0 + 1)" }, populations: [], ledger: sites.ledger,
        notes: [])
    }
  }
}
