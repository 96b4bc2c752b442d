import CHtslib
import CHtslibShims
import Haplotypes

/// Collects the sites of a region while the ploidies of the samples are still being learnt.
struct SiteBuilder {
  private(set) var positions: [Double] = []
  private var words: [UInt64] = []
  private var missing: [UInt64]?
  private let layout: SampleLayout
  private let samples: [String]

  /// A builder for `samples` as `cursor` reads them.
  init(_ samples: [String], _ cursor: VariantCursor) {
    layout = SampleLayout(samples, cursor)
    self.samples = samples
  }

  /// Bytes of the sites added.
  var byteCount: Int { 8 * (positions.count + words.count + (missing?.count ?? 0)) }

  /// Haplotypes of each sample, as known so far.
  var ploidies: [UInt8] { layout.ploidies }

  /// All haplotypes, as known so far; 0 before the first record.
  var haplotypeCount: Int { layout.haplotypeCount }

  /// What can be wrong with the genotypes of one record.
  enum Fault: Error {
    case file(VariantFilesError)
    case ploidyChanged(sample: String, from: Int, to: Int)
    case noSuchAllele(sample: String, allele: Int)
  }

  /// True if every sample with a call so far has the ploidy `decided`, so that ``settle(_:)`` changes no call.
  func agrees(with decided: [UInt8]) -> Bool {
    zip(decided, layout.ploidies).enumerated().allSatisfy { !layout.isKnown($0) || $1.0 == $1.1 }
  }

  /// Gives the samples the ploidies `decided`, for good; 0 stands for one without a call, which keeps what it has. Calls with
  /// another number of alleles are missing from now on.
  mutating func settle(_ decided: [UInt8]) {
    relayout(zip(decided, layout.ploidies).map { $0 == 0 ? max(1, $1) : $0 })
    layout.settle(decided)
  }

  /// Decodes the genotypes of the cursor's record, so that the decoded site has the haplotypes with allele `target`: of a
  /// plain line from its text, else from what htslib makes of it.
  mutating func decode(_ cursor: VariantCursor, target: Int) throws(Fault) -> apus_genotypes {
    let alleleCount = cursor.fields.allele_count
    try learnFirstPloidies(cursor)
    if cursor.state == .scanned, let text = cursor.text {
      let result = layout.decode(text, alleleCount: alleleCount, target: target)
      if result.status == 0 { return result }
      try parse(cursor)
    }
    guard let format = cursor.genotypeFormat else { preconditionFailure("a record without genotypes is not decoded") }
    while true {
      let result = layout.decode(format, alleleCount: alleleCount, target: target)
      let sample = Int(result.sample)
      switch result.status {
      case 0: return result
      case 1: relayout(layout.observedPloidies(format))
      case 2:
        throw .ploidyChanged(sample: samples[sample], from: Int(layout.ploidies[sample]), to: Int(result.found))
      default: throw .noSuchAllele(sample: samples[sample], allele: Int(result.found))
      }
    }
  }

  /// Takes first ploidies from the cursor's record if there are none, and has htslib parse a line whose genotypes are not
  /// decoded but may be faulty.
  mutating func check(_ cursor: VariantCursor) throws(Fault) {
    try learnFirstPloidies(cursor)
    if cursor.state == .scanned, let text = cursor.text, !layout.isSound(text) { try parse(cursor) }
  }

  private mutating func learnFirstPloidies(_ cursor: VariantCursor) throws(Fault) {
    guard haplotypeCount == 0 else { return }
    try parse(cursor)
    if let format = cursor.genotypeFormat { relayout(layout.observedPloidies(format)) }
  }

  private func parse(_ cursor: VariantCursor) throws(Fault) {
    do throws(VariantFilesError) { try cursor.parse() } catch { throw .file(error) }
  }

  /// Gives samples that never had a call the commonest ploidy of the others; returns their indices.
  mutating func settleUncalledSamples() -> [Int] {
    let uncalled = (0..<layout.sampleCount).filter { !layout.isKnown($0) }
    var next = layout.ploidies
    var counts = [Int](repeating: 0, count: 256)
    for index in next.indices where layout.isKnown(index) { counts[Int(next[index])] += 1 }
    guard !uncalled.isEmpty, let most = counts.max(), most > 0, let commonest = counts.firstIndex(of: most) else {
      return uncalled
    }
    for index in uncalled { next[index] = UInt8(commonest) }
    relayout(next)
    return uncalled
  }

  /// The layout where no genotype says otherwise.
  mutating func assumeDiploid() { relayout([UInt8](repeating: 2, count: layout.sampleCount)) }

  /// Turns the decoded site's bits around: the allele decoded is the ancestral one.
  mutating func flip() { layout.flip() }

  /// The words of the missing calls of the site decoded last.
  var decodedMissing: [UInt64] { Array(layout.missing) }

  /// The number of missing calls of the site decoded last.
  var decodedMissingCount: Int { layout.missing.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Adds the decoded site; `hasMissing` says whether a call of it is missing.
  mutating func append(position: Int, hasMissing: Bool) {
    if hasMissing && missing == nil { missing = [UInt64](repeating: 0, count: words.count) }
    positions.append(Double(position))
    words.append(contentsOf: layout.site)
    missing?.append(contentsOf: layout.missing)
  }

  /// A decoded site that is added later.
  struct HeldSite {
    let position: Int
    /// One site.
    var matrix: HaplotypeMatrix
  }

  /// The decoded site, to be added later with ``append(_:)``.
  func held(at position: Int, hasMissing: Bool) -> HeldSite {
    HeldSite(
      position: position,
      matrix: HaplotypeMatrix(
        haplotypeCount: haplotypeCount, positions: [Double(position)], words: Array(layout.site),
        missing: hasMissing ? Array(layout.missing) : nil, ploidies: layout.ploidies, isPhased: true, isPolarised: true)
    )
  }

  /// Adds a site that was held back; samples whose first call came meanwhile have none at it.
  mutating func append(_ site: HeldSite) {
    let matrix = site.matrix.ploidies == layout.ploidies ? site.matrix : site.matrix.withPloidies(layout.ploidies)
    if matrix.missing != nil && missing == nil { missing = [UInt64](repeating: 0, count: words.count) }
    positions.append(Double(site.position))
    words.append(contentsOf: matrix.words)
    missing?.append(contentsOf: matrix.missing ?? [UInt64](repeating: 0, count: layout.wordsPerSite))
  }

  /// The samples without a call so far.
  var uncalledSamples: [Int] { (0..<layout.sampleCount).filter { !layout.isKnown($0) } }

  /// The column of each sample in a record that htslib has parsed.
  var columns: [Int] { layout.columnsOfSamples }

  /// The samples whose calls at the site decoded last are heterozygous and have no phase.
  var unphasedSamples: [Int] { layout.unphasedSamples }

  /// The alleles of the cursor's record that the samples carry, in ascending order; no more than three are looked for.
  mutating func carriedAlleles(_ cursor: VariantCursor) throws(Fault) -> [Int] {
    var carried: [Int] = []
    var carriers = 0
    var called = 0
    let count = max(2, Int(cursor.fields.allele_count))
    for allele in 1..<count {
      let genotypes = try decode(cursor, target: allele)
      called = haplotypeCount - Int(genotypes.missing)
      carriers += Int(genotypes.alternative)
      if genotypes.alternative > 0 { carried.append(allele) }
      if carried.count == 3 || carriers == called { break }
    }
    return carriers < called ? [0] + carried : carried
  }

  /// Removes the site added last.
  mutating func removeLast() {
    positions.removeLast()
    words.removeLast(layout.wordsPerSite)
    missing?.removeLast(layout.wordsPerSite)
  }

  /// The matrix of the sites added, which are forgotten.
  mutating func takeMatrix(isPhased: Bool, isPolarised: Bool) -> HaplotypeMatrix {
    defer { (positions, words, missing) = ([], [], nil) }
    return matrix(isPhased: isPhased, isPolarised: isPolarised)
  }

  /// The matrix of the sites added, which are forgotten, while more of the region is to come: about as many sites are expected.
  mutating func takePart() -> HaplotypeMatrix {
    let part = takeMatrix(isPhased: true, isPolarised: true)
    positions.reserveCapacity(part.positions.count)
    words.reserveCapacity(part.words.count)
    return part
  }

  private func matrix(isPhased: Bool, isPolarised: Bool) -> HaplotypeMatrix {
    HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: positions, words: words, missing: missing, ploidies: layout.ploidies,
      isPhased: isPhased, isPolarised: isPolarised)
  }

  /// Moves to `next` ploidies: a sample whose ploidy changes has had no call, so its haplotypes are missing so far.
  private mutating func relayout(_ next: [UInt8]) {
    guard next != layout.ploidies || haplotypeCount == 0 else { return }
    let moved = positions.isEmpty ? nil : matrix(isPhased: true, isPolarised: true).withPloidies(next)
    layout.setPloidies(next)
    if let moved { (words, missing) = (moved.words, moved.missing) }
  }
}
