extension HaplotypeMatrix {
  /// True if all called alleles at `site` are the same, or none is called.
  public func isInvariant(site: Int) -> Bool {
    let first = site * wordsPerSite
    var carriers = 0
    var uncalled = 0
    for word in first..<first + wordsPerSite {
      carriers += words[word].nonzeroBitCount
      uncalled += missing?[word].nonzeroBitCount ?? 0
    }
    return carriers == 0 || carriers == haplotypeCount - uncalled
  }

  /// True if there is a site at which all called alleles are the same.
  public var hasInvariantSite: Bool { (0..<siteCount).contains { isInvariant(site: $0) } }

  /// The number of sites with `start` <= position < `end` at which called alleles differ.
  public func variableSiteCount(from start: Double, to end: Double) -> Int {
    sites(from: start, to: end).count { !isInvariant(site: $0) }
  }

  /// The sites at which called alleles differ.
  public var variableSites: HaplotypeMatrix {
    let kept = (0..<siteCount).filter { !isInvariant(site: $0) }
    func gathered(_ planes: [UInt64]) -> [UInt64] {
      kept.flatMap { planes[$0 * wordsPerSite..<($0 + 1) * wordsPerSite] }
    }
    return HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: kept.map { positions[$0] }, words: gathered(words),
      missing: missing.map(gathered), ploidies: ploidies, isPhased: isPhased, isPolarised: isPolarised)
  }
}
