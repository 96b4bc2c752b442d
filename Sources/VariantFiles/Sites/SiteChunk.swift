import Haplotypes

/// Neighbouring sites of a contig, in memory or in the file of a ``SiteStorage``; they never change.
///
/// In the file: the positions, the words of alleles, the words of missing calls if there are any.
final class SiteChunk: Sendable {
  let siteCount: Int
  let hasMissing: Bool
  let firstPosition: Double
  let lastPosition: Double
  /// Haplotypes of each individual.
  let ploidies: [UInt8]
  private let wordsPerSite: Int
  private let place: Place
  private let storage: SiteStorage

  private enum Place {
    case memory(HaplotypeMatrix)
    case file(offset: Int)
  }

  /// Stores the sites of `matrix`, of which there is at least one.
  init(_ matrix: HaplotypeMatrix, in storage: SiteStorage) throws(VariantFilesError) {
    guard let first = matrix.positions.first, let last = matrix.positions.last else {
      preconditionFailure("a chunk has at least one site")
    }
    (firstPosition, lastPosition) = (first, last)
    siteCount = matrix.siteCount
    wordsPerSite = matrix.wordsPerSite
    ploidies = matrix.ploidies
    hasMissing = matrix.missing != nil
    self.storage = storage
    if storage.reserve(matrix.byteCount) {
      place = .memory(matrix)
    } else {
      place = .file(offset: try Self.write(matrix, to: storage))
    }
  }

  deinit {
    if case .memory(let matrix) = place { storage.release(matrix.byteCount) }
  }

  private static func write(_ matrix: HaplotypeMatrix, to storage: SiteStorage) throws(VariantFilesError) -> Int {
    let missing = matrix.missing ?? []
    return try withBytes(matrix.positions) { positions throws(VariantFilesError) in
      try withBytes(matrix.words) { words throws(VariantFilesError) in
        try withBytes(missing) { missing throws(VariantFilesError) in try storage.write([positions, words, missing]) }
      }
    }
  }

  private static func withBytes<Element>(
    _ array: [Element], _ body: (UnsafeRawBufferPointer) throws(VariantFilesError) -> Int
  ) throws(VariantFilesError) -> Int {
    try array.withUnsafeBufferPointer { (buffer) throws(VariantFilesError) in try body(UnsafeRawBufferPointer(buffer)) }
  }

  /// All sites, if they are in memory.
  var matrixInMemory: HaplotypeMatrix? {
    if case .memory(let matrix) = place { return matrix }
    return nil
  }

  /// The position of the site with index `site` of the chunk.
  func position(_ site: Int) throws(VariantFilesError) -> Double {
    if case .memory(let matrix) = place { return matrix.positions[site] }
    var value = 0.0
    try withUnsafeMutablePointer(to: &value) { pointer throws(VariantFilesError) in
      try copyPositions(site..<site + 1, to: pointer)
    }
    return value
  }

  /// The index of the first site of the chunk at or behind `position`.
  func lowerBound(_ position: Double) throws(VariantFilesError) -> Int {
    var low = 0
    var high = siteCount
    while low < high {
      let middle = (low + high) / 2
      if try self.position(middle) < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Copies the positions of `sites`.
  func copyPositions(_ sites: Range<Int>, to target: UnsafeMutablePointer<Double>) throws(VariantFilesError) {
    switch place {
    case .memory(let matrix): Self.copy(matrix.positions, sites, to: target)
    case .file(let offset): try read(sites.count, at: offset + 8 * sites.lowerBound, to: target)
    }
  }

  /// Copies the words of alleles of `sites`.
  func copyWords(_ sites: Range<Int>, to target: UnsafeMutablePointer<UInt64>) throws(VariantFilesError) {
    let range = sites.lowerBound * wordsPerSite..<sites.upperBound * wordsPerSite
    switch place {
    case .memory(let matrix): Self.copy(matrix.words, range, to: target)
    case .file(let offset): try read(range.count, at: offset + 8 * (siteCount + range.lowerBound), to: target)
    }
  }

  /// Copies the words of missing calls of `sites`; zeros if none is missing.
  func copyMissing(_ sites: Range<Int>, to target: UnsafeMutablePointer<UInt64>) throws(VariantFilesError) {
    let range = sites.lowerBound * wordsPerSite..<sites.upperBound * wordsPerSite
    guard hasMissing else { return target.update(repeating: 0, count: range.count) }
    switch place {
    case .memory(let matrix): Self.copy(matrix.missing ?? [], range, to: target)
    case .file(let offset):
      try read(range.count, at: offset + 8 * (siteCount * (1 + wordsPerSite) + range.lowerBound), to: target)
    }
  }

  private static func copy<Element>(_ source: [Element], _ range: Range<Int>, to target: UnsafeMutablePointer<Element>)
  {
    source.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { target.update(from: base + range.lowerBound, count: range.count) }
    }
  }

  private func read<Element>(
    _ count: Int, at offset: Int, to target: UnsafeMutablePointer<Element>
  ) throws(VariantFilesError) {
    try storage.read(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(start: target, count: count)), at: offset)
  }
}
