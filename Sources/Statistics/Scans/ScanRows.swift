import CBitKernels
import Haplotypes

/// The sites of a scan: alleles as bits, with missing calls filled in, and the alleles that were called.
///
/// A missing allele counts as the commoner one of its site among the called alleles (the ancestral or reference allele
/// where both are equally common) when haplotypes are compared along the sequence; at the core site itself a haplotype
/// without a call belongs to neither allele.
struct ScanRows: Sendable {
  let haplotypeCount: Int
  let wordsPerSite: Int
  /// Positions in bases.
  let positions: [Double]
  /// Allele bits, site-major, nothing missing.
  let words: [UInt64]
  /// Missing calls, site-major; nil if there are none.
  let missing: [UInt64]?
  /// Set bits of each site in `words`.
  let ones: [UInt32]
  /// Derived (alternative) alleles among the called ones of each site.
  let derived: [UInt32]
  /// Called alleles of each site.
  let called: [UInt32]

  var siteCount: Int { positions.count }

  /// The sites of `matrix`, or only those whose minor allele is not rarer than `minimumMinorFrequency`.
  init(_ matrix: HaplotypeMatrix, minimumMinorFrequency: Double? = nil) {
    haplotypeCount = matrix.haplotypeCount
    wordsPerSite = matrix.wordsPerSite
    let derived = Self.counts(matrix.words, matrix.siteCount, wordsPerSite)
    let absent = matrix.missing.map { Self.counts($0, matrix.siteCount, matrix.wordsPerSite) }
    let called = derived.indices.map { UInt32(matrix.haplotypeCount) - (absent?[$0] ?? 0) }
    if let minimumMinorFrequency {
      let sites = derived.indices.filter { Self.minorFrequency(derived[$0], called[$0]) >= minimumMinorFrequency }
      let width = wordsPerSite
      func rows(_ words: [UInt64]) -> [UInt64] { sites.flatMap { words[$0 * width..<($0 + 1) * width] } }
      positions = sites.map { matrix.positions[$0] }
      missing = matrix.missing.map(rows)
      self.derived = sites.map { derived[$0] }
      self.called = sites.map { called[$0] }
      words = Self.filled(rows(matrix.words), missing, self.derived, self.called, width)
    } else {
      positions = matrix.positions
      missing = matrix.missing
      self.derived = derived
      self.called = called
      words = Self.filled(matrix.words, missing, derived, called, wordsPerSite)
    }
    ones = missing == nil ? self.derived : Self.counts(words, positions.count, wordsPerSite)
  }

  /// The rarer allele's share of the called alleles; 0 without calls.
  func minorFrequency(_ site: Int) -> Double { Self.minorFrequency(derived[site], called[site]) }

  private static func minorFrequency(_ derived: UInt32, _ called: UInt32) -> Double {
    called == 0 ? 0 : Double(min(derived, called - derived)) / Double(called)
  }

  private static func counts(_ words: [UInt64], _ siteCount: Int, _ wordsPerSite: Int) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: siteCount) { buffer, count in
      words.withUnsafeBufferPointer { words in
        if let base = words.baseAddress, let counts = buffer.baseAddress {
          apus_count_sites(base, siteCount, wordsPerSite, counts)
        }
      }
      count = siteCount
    }
  }

  private static func filled(
    _ words: [UInt64], _ missing: [UInt64]?, _ derived: [UInt32], _ called: [UInt32], _ width: Int
  ) -> [UInt64] {
    guard let missing else { return words }
    var words = words
    for site in derived.indices where 2 * derived[site] > called[site] {
      for word in site * width..<(site + 1) * width { words[word] |= missing[word] }
    }
    return words
  }
}
