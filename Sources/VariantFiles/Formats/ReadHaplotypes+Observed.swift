import Haplotypes

extension ReadHaplotypes {
  /// The sites within `region`, whose contig's name they take, in the individuals `selection`, of which each is there; masked and
  /// chosen by call rate as `options` say.
  ///
  /// Every site is decided on after the choice: those without two alleles among the chosen are left out. The matrix is polarised
  /// unless no polarisation is asked for.
  func observed(
    _ region: Interval, samples selection: [String], _ options: VariantReadOptions, path: String, _ storage: SiteStorage
  ) throws(VariantFilesError) -> StoredVariants {
    let indices = Dictionary(samples.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let chosen = selection.compactMap { indices[$0] }
    let isPolarised = matrix.isPolarised && options.polarisation != .none
    var sites = try ChosenSites(
      region, HaplotypeColumns(matrix, chosen), HaplotypeColumns(others, chosen), options, storage)
    let ledger = try sites.addAll(of: self)
    return StoredVariants(
      sites: try sites.finish(isPhased: matrix.isPhased, isPolarised: isPolarised), region: region, paths: [path],
      samples: selection, ledger: ledger, extent: extent(in: region),
      knownBases: knownBases?.map { $0.clamped(to: region.start..<max(region.start, region.end)) }
        .filter { !$0.isEmpty }, notes: notes)
  }

  /// From the first to the last site in `region`, used or not; nil if there is none.
  private func extent(in region: Interval) -> Range<Int>? {
    let inside = positions.map { positions in
      positions.lazy.filter { $0 >= Double(region.start) && $0 < Double(region.end) }.map { Int($0) }
    }
    guard let first = inside.compactMap(\.first).min(), let last = inside.compactMap(\.last).max() else { return nil }
    return first..<last + 1
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
        contig: "replicate\(index + 1)", length: length, sites: sites,
        samples: (0..<matrix.haplotypeCount).map { "haplotype\($0 + 1)" })
    }
  }
}
