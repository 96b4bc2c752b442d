/// Biallelic sites x haplotypes, one bit an allele: the one type for simulated and observed data.
///
/// Site s occupies words s*W ..< (s+1)*W of `words`, W = `wordsPerSite`; haplotype h is bit h % 64 of word h / 64. A set
/// bit is the derived allele where `isPolarised`, else the alternative allele of the file. Where `missing` is present it
/// has the same shape; a set bit there means "no call", and the allele bit is then 0. Bits past the last haplotype are 0.
/// The haplotypes of an individual are neighbours, in the order of `ploidies`.
public struct HaplotypeMatrix: Sendable, Equatable {
  /// The number of haplotypes (rows of an alignment).
  public let haplotypeCount: Int
  /// 64-bit words a site takes.
  public let wordsPerSite: Int
  /// Positions in base pairs, 0-based, ascending; whole numbers in observed data, any real number in simulated data.
  public private(set) var positions: [Double]
  /// Allele bits, site-major.
  public private(set) var words: [UInt64]
  /// Bits of missing calls, site-major; nil if every call is present.
  public private(set) var missing: [UInt64]?
  /// Haplotypes of each individual, in order; they add up to `haplotypeCount`.
  public let ploidies: [UInt8]
  /// True if the order of the alleles within an individual is known.
  public let isPhased: Bool
  /// True if a set bit is the derived allele at every site.
  public let isPolarised: Bool
  /// Places beside the sites; nil where nothing is known of any. Simulated data have most of them among their sites, as sites at which
  /// all called alleles are the same; those that were left out for their calls are places.
  public package(set) var places: CallPlaces?

  /// An empty matrix of `haplotypeCount` haplotypes; `ploidies` defaults to haploid individuals.
  public init(haplotypeCount: Int, ploidies: [UInt8]? = nil, isPhased: Bool = true, isPolarised: Bool = true) {
    let ploidies = ploidies ?? [UInt8](repeating: 1, count: haplotypeCount)
    let total = ploidies.reduce(0) { $0 + Int($1) }
    precondition(total == haplotypeCount, "ploidies add up to \(total), not to \(haplotypeCount) haplotypes")
    self.haplotypeCount = haplotypeCount
    self.wordsPerSite = (haplotypeCount + 63) / 64
    self.ploidies = ploidies
    self.isPhased = isPhased
    self.isPolarised = isPolarised
    positions = []
    words = []
    missing = nil
  }

  /// A matrix from parts of the shapes described above; `words.count` must be `positions.count * wordsPerSite`.
  public init(
    haplotypeCount: Int, positions: [Double], words: [UInt64], missing: [UInt64]? = nil, ploidies: [UInt8]? = nil,
    isPhased: Bool = true, isPolarised: Bool = true
  ) {
    self.init(haplotypeCount: haplotypeCount, ploidies: ploidies, isPhased: isPhased, isPolarised: isPolarised)
    precondition(
      words.count == positions.count * wordsPerSite,
      "\(words.count) words for \(positions.count) sites of \(wordsPerSite) words")
    precondition(missing == nil || missing?.count == words.count, "the missing mask has another shape than the alleles")
    self.positions = positions
    self.words = words
    self.missing = missing
  }

  /// The same sites with `places` beside them.
  public func with(_ places: CallPlaces?) -> HaplotypeMatrix {
    var copy = self
    copy.places = places
    return copy
  }

  /// The number of sites.
  public var siteCount: Int { positions.count }

  /// Bytes that the sites take.
  public var byteCount: Int { 8 * (positions.count + words.count + (missing?.count ?? 0)) }

  /// Adds a site behind the last one. `missing` is needed only where calls are missing; both hold `wordsPerSite` words.
  public mutating func append(position: Double, alleles: some Sequence<UInt64>, missing siteMissing: [UInt64]? = nil) {
    if let siteMissing, missing == nil, siteMissing.contains(where: { $0 != 0 }) {
      missing = [UInt64](repeating: 0, count: words.count)
    }
    positions.append(position)
    words.append(contentsOf: alleles)
    if missing != nil {
      missing?.append(contentsOf: siteMissing ?? [UInt64](repeating: 0, count: wordsPerSite))
    }
    precondition(words.count == positions.count * wordsPerSite, "a site needs \(wordsPerSite) words")
  }

  /// True if haplotype `haplotype` carries the derived (alternative) allele at `site`; false where the call is missing.
  public func allele(site: Int, haplotype: Int) -> Bool {
    words[site * wordsPerSite + haplotype >> 6] >> UInt64(haplotype & 63) & 1 == 1
  }

  /// True if the call of `haplotype` at `site` is missing.
  public func isMissing(site: Int, haplotype: Int) -> Bool {
    guard let missing else { return false }
    return missing[site * wordsPerSite + haplotype >> 6] >> UInt64(haplotype & 63) & 1 == 1
  }

  /// The indices of the sites with `start` <= position < `end`.
  public func sites(from start: Double, to end: Double) -> Range<Int> {
    let first = lowerBound(start)
    return first..<max(first, lowerBound(end))
  }

  /// The index of the first site at or behind `position`.
  private func lowerBound(_ position: Double) -> Int {
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
