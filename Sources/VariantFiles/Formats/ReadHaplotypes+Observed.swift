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
    let chosen = selection.compactMap { indices[$0] }
    let isPolarised = matrix.isPolarised && options.polarisation != .none
    var sites = try ChosenSites(
      region, HaplotypeColumns(matrix, chosen), HaplotypeColumns(others, chosen), options, storage)
    try sites.addAll(&ledger)
    return StoredVariants(
      sites: try sites.finish(isPhased: matrix.isPhased, isPolarised: isPolarised), region: region, paths: [path],
      samples: selection, ledger: ledger, extent: sites.extent,
      knownBases: knownBases?.map { $0.clamped(to: region.start..<max(region.start, region.end)) }
        .filter { !$0.isEmpty }, notes: notes)
  }

  private static let reasons: [(SiteLedger.Reason, VariantLedger.Reason)] = [
    (.unplaced, .unplaced), (.notSNP, .notSNP), (.multiallelic, .multiallelic), (.noCall, .lowCallRate),
    (.monomorphic, .monomorphic), (.duplicatePosition, .duplicatePosition),
  ]
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
        contig: "replicate\(index + 1)", length: length, matrix: sites.matrix, others: sites.others,
        samples: (0..<matrix.haplotypeCount).map { "haplotype\($0 + 1)" }, populations: [], ledger: sites.ledger,
        notes: [])
    }
  }
}
