import Haplotypes

/// The sites of a contig as a ``SiteStorage`` keeps them: in memory or in a temporary file, taken out by window.
///
/// What is taken out is the same wherever it lies; several threads may take at once.
public struct ObservedSites: Sendable {
  /// Haplotypes of each individual, in order.
  public let ploidies: [UInt8]
  /// The number of haplotypes.
  public let haplotypeCount: Int
  /// True if the order of the alleles within an individual is known at every site.
  public let isPhased: Bool
  /// True if a set bit is the derived allele at every site.
  public let isPolarised: Bool
  /// True if a call may be missing: every matrix taken out then says of each call whether it is.
  public let hasMissingCalls: Bool
  /// The number of sites.
  public let siteCount: Int
  private let wordsPerSite: Int
  private let chunks: [SiteChunk]
  /// The index of the first site of each chunk.
  private let firstSites: [Int]
  /// Places beside the sites; nil where every call of every record is there.
  let places: ObservedPlaces?

  /// The sites of `chunks`, all with `ploidies`.
  init(
    _ chunks: [SiteChunk], ploidies: [UInt8], isPhased: Bool, isPolarised: Bool, places: ObservedPlaces? = nil
  ) {
    self.chunks = chunks
    self.ploidies = ploidies
    self.isPhased = isPhased
    self.isPolarised = isPolarised
    haplotypeCount = ploidies.reduce(0) { $0 + Int($1) }
    wordsPerSite = (haplotypeCount + 63) / 64
    hasMissingCalls = chunks.contains { $0.hasMissing }
    self.places = hasMissingCalls || places?.lacksCalls == true ? places : nil
    var firstSites: [Int] = []
    var count = 0
    for chunk in chunks {
      precondition(chunk.ploidies == ploidies, "chunks of other individuals cannot be one contig")
      firstSites.append(count)
      count += chunk.siteCount
    }
    self.firstSites = firstSites
    siteCount = count
  }

  /// The sites of `first` and, behind them, those of `second`, which have the same individuals.
  init(joining first: ObservedSites, _ second: ObservedSites) {
    if let last = first.lastPosition, let next = second.firstPosition {
      precondition(last <= next, "position \(next) comes after \(last)")
    }
    self.init(
      first.chunks + second.chunks, ploidies: first.ploidies, isPhased: first.isPhased && second.isPhased,
      isPolarised: first.isPolarised && second.isPolarised, places: Self.joined(first.places, second.places))
  }

  private static func joined(_ first: ObservedPlaces?, _ second: ObservedPlaces?) -> ObservedPlaces? {
    guard let first, let second else { return first ?? second }
    return ObservedPlaces(joining: first, second)
  }

  /// True if calls are missing, at a site or at a place beside the sites; see `CallPlaces`.
  public var lacksCalls: Bool { hasMissingCalls || places != nil }

  /// The position of the first site; nil without sites.
  public var firstPosition: Double? { chunks.first?.firstPosition }
  /// The position of the last site; nil without sites.
  public var lastPosition: Double? { chunks.last?.lastPosition }

  /// A matrix of the same individuals, with one site, without alleles or calls, if a call may be missing here, else without sites: what
  /// decides which features can be computed.
  package var outline: HaplotypeMatrix {
    let words = [UInt64](repeating: 0, count: hasMissingCalls ? wordsPerSite : 0)
    var missing = words
    for haplotype in 0..<(hasMissingCalls ? haplotypeCount : 0) {
      missing[haplotype >> 6] |= 1 << UInt64(haplotype & 63)
    }
    return HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: hasMissingCalls ? [0] : [], words: words,
      missing: hasMissingCalls ? missing : nil, ploidies: ploidies, isPhased: isPhased, isPolarised: isPolarised)
  }

  /// The indices of the sites with `start` <= position < `end`.
  public func sites(from start: Double, to end: Double) throws(VariantFilesError) -> Range<Int> {
    let first = try lowerBound(start)
    return first..<max(first, try lowerBound(end))
  }

  /// The index of the first site at or behind `position`.
  private func lowerBound(_ position: Double) throws(VariantFilesError) -> Int {
    var low = 0
    var high = chunks.count
    while low < high {
      let middle = (low + high) / 2
      if chunks[middle].lastPosition < position { low = middle + 1 } else { high = middle }
    }
    return low == chunks.count ? siteCount : firstSites[low] + (try chunks[low].lowerBound(position))
  }

  /// All sites in memory.
  public func matrix() throws(VariantFilesError) -> HaplotypeMatrix {
    guard chunks.count == 1, let matrix = chunks[0].matrixInMemory else { return try matrix(0..<siteCount) }
    return HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: matrix.positions, words: matrix.words, missing: matrix.missing,
      ploidies: ploidies, isPhased: isPhased, isPolarised: isPolarised)
  }

  /// The sites with `start` <= position < `end`, with the places beside them.
  public func matrix(from start: Double, to end: Double) throws(VariantFilesError) -> HaplotypeMatrix {
    let matrix = try matrix(try sites(from: start, to: end))
    guard let places else { return matrix }
    return matrix.with(try places.places(from: start, to: end))
  }

  /// The places beside the sites with `start` <= position < `end`; nil without one.
  package func callPlaces(from start: Double, to end: Double) throws(VariantFilesError) -> CallPlaces? {
    try places?.places(from: start, to: end)
  }

  /// The sites with the indices `sites`.
  package func matrix(_ sites: Range<Int>) throws(VariantFilesError) -> HaplotypeMatrix { try gathered([sites]) }

  /// The sites with the indices `sites`, which ascend.
  package func matrix(at sites: [Int]) throws(VariantFilesError) -> HaplotypeMatrix {
    try gathered(sites.map { $0..<$0 + 1 })
  }

  /// At most `mostSites` sites, evenly spaced.
  package func thinned(_ mostSites: Int) throws(VariantFilesError) -> HaplotypeMatrix {
    let step = max(1, (siteCount + mostSites - 1) / mostSites)
    return step == 1 ? try matrix() : try matrix(at: Array(stride(from: 0, to: siteCount, by: step)))
  }

  /// Calls `body` with the positions of all sites, some at a time, in order.
  package func forEachPositions(_ body: ([Double]) -> Void) throws(VariantFilesError) {
    for chunk in chunks {
      var positions = [Double](repeating: 0, count: chunk.siteCount)
      try positions.withUnsafeMutableBufferPointer { buffer throws(VariantFilesError) in
        if let base = buffer.baseAddress { try chunk.copyPositions(0..<chunk.siteCount, to: base) }
      }
      body(positions)
    }
  }

  /// Calls `body` with the matrices of all sites, some at a time, in order.
  package func forEachPart(_ body: (HaplotypeMatrix) throws(VariantFilesError) -> Void) throws(VariantFilesError) {
    for (chunk, first) in zip(chunks, firstSites) { try body(try matrix(first..<first + chunk.siteCount)) }
  }

  /// The sites of `ranges`, which ascend and do not overlap.
  private func gathered(_ ranges: [Range<Int>]) throws(VariantFilesError) -> HaplotypeMatrix {
    let count = ranges.reduce(0) { $0 + $1.count }
    var positions = [Double](repeating: 0, count: count)
    var words = [UInt64](repeating: 0, count: count * wordsPerSite)
    var missing: [UInt64]? = hasMissingCalls ? words : nil
    try positions.withUnsafeMutableBufferPointer { buffer throws(VariantFilesError) in
      try copy(ranges, buffer, 1) { chunk, sites, target throws(VariantFilesError) in
        try chunk.copyPositions(sites, to: target)
      }
    }
    try words.withUnsafeMutableBufferPointer { buffer throws(VariantFilesError) in
      try copy(ranges, buffer, wordsPerSite) { chunk, sites, target throws(VariantFilesError) in
        try chunk.copyWords(sites, to: target)
      }
    }
    try missing?.withUnsafeMutableBufferPointer { buffer throws(VariantFilesError) in
      try copy(ranges, buffer, wordsPerSite) { chunk, sites, target throws(VariantFilesError) in
        try chunk.copyMissing(sites, to: target)
      }
    }
    return HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: positions, words: words, missing: missing, ploidies: ploidies,
      isPhased: isPhased, isPolarised: isPolarised)
  }

  /// Has `part` copy the sites of `ranges` to `buffer`, `size` elements a site, chunk by chunk.
  private func copy<Element>(
    _ ranges: [Range<Int>], _ buffer: UnsafeMutableBufferPointer<Element>, _ size: Int,
    _ part: (SiteChunk, Range<Int>, UnsafeMutablePointer<Element>) throws(VariantFilesError) -> Void
  ) throws(VariantFilesError) {
    guard var target = buffer.baseAddress, let first = ranges.first?.lowerBound else { return }
    var index = chunkIndex(of: first)
    for range in ranges {
      var next = range.lowerBound
      while next < range.upperBound {
        while firstSites[index] + chunks[index].siteCount <= next { index += 1 }
        let (start, end) = (firstSites[index], firstSites[index] + chunks[index].siteCount)
        let last = min(end, range.upperBound)
        try part(chunks[index], next - start..<last - start, target)
        target += (last - next) * size
        next = last
      }
    }
  }

  /// The chunk that holds the site with the index `site`.
  private func chunkIndex(of site: Int) -> Int {
    var low = 0
    var high = chunks.count
    while low < high {
      let middle = (low + high) / 2
      if firstSites[middle] <= site { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
