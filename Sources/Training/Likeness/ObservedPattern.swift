import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// What simulated windows copy from observed ones: which bases are accessible and which calls are missing.
///
/// Each replicate copies the pattern of one observed window, drawn by its own stream. A simulated site takes the missing calls of
/// all samples of the observed site, or of the place beside the sites, nearest to it in relative order, so that samples and
/// neighbouring sites lack calls together as the observed ones do. Whether a call is missing does not depend on its genotype. Sites
/// that lose all their calls, or all of one allele, stay as places (``/Haplotypes/CallPlaces``): they say of simulated windows what
/// records that give no site say of observed ones. A site whose like was left out for its call rate is left out.
package struct ObservedPattern: Sendable {
  let windows: ObservedWindows
  private let data: ObservedData
  private let length: Int
  let copiesMask: Bool
  let copiesMissing: Bool

  /// The pattern of `windows`, of those parts that `likeness` asks for; nil if there is nothing to copy.
  package init?(_ windows: ObservedWindows, _ data: ObservedData, _ layout: WindowLayout, _ likeness: Study.Likeness) {
    copiesMask = likeness.mask && data.mask != nil
    copiesMissing = likeness.missing && data.lacksCalls
    guard copiesMask || copiesMissing else { return nil }
    self.windows = windows
    self.data = data
    length = layout.length
  }

  /// The hash of everything that is copied: windows, accessible stretches, missing calls by the rank of their site.
  package func key() throws(StudyError) -> String {
    var words: [UInt64] = []
    for window in windows.windows {
      let accessible = copiesMask ? window.accessible ?? [] : []
      words += [UInt64(window.contig), UInt64(window.interval.start), UInt64(accessible.count)]
      for range in accessible { words += [UInt64(range.lowerBound), UInt64(range.upperBound)] }
      let sites = try attempt { try Self.sites(of: window, data) }
      words += [UInt64(sites.lowerBound), UInt64(sites.upperBound)]
    }
    var missing = StageKey.Words()
    for contig in data.contigs where copiesMissing && contig.sites.lacksCalls {
      try attempt { try contig.sites.forEachPart { missing.add($0.missing ?? []) } }
      let (start, end) = (Double(contig.region.start), Double(contig.region.end))
      Self.add(try attempt { try contig.sites.callPlaces(from: start, to: end) }, to: &missing)
    }
    return StageKey.ofWords(words) + missing.key
  }

  private static func sites(of window: WindowGrid.Window, _ data: ObservedData) throws(VariantFilesError) -> Range<Int>
  {
    try data.contigs[window.contig].sites.sites(from: Double(window.interval.start), to: Double(window.interval.end))
  }

  /// `matrix` with the missing calls of the drawn window, and its accessible stretches from 0.
  package func apply(
    to matrix: HaplotypeMatrix, seed: UInt64, replicate: UInt64
  ) throws(StudyError) -> (matrix: HaplotypeMatrix, accessible: [Range<Int>]?) {
    let window = windows.drawn(seed: seed, replicate: replicate)
    let start = window.interval.start
    let accessible = copiesMask ? window.accessible : nil
    let stretches = accessible?.map { $0.lowerBound - start..<$0.upperBound - start }
    let contig = data.contigs[window.contig].sites
    guard copiesMissing, contig.lacksCalls, contig.haplotypeCount == matrix.haplotypeCount else {
      return (matrix, stretches)
    }
    let observed = try attempt { try Self.observed(window, data, length: length) }
    let calls = MissingCalls(observed, copiesPartial: contig.hasMissingCalls)
    guard calls.count > 0, matrix.siteCount > 0 else { return (matrix, stretches) }
    let width = matrix.wordsPerSite
    var positions: [Double] = []
    var words: [UInt64] = []
    var missing: [UInt64] = []
    var own = [UInt64](repeating: 0, count: width)
    for site in 0..<matrix.siteCount {
      guard calls.copy(site * calls.count / matrix.siteCount, to: &own) else { continue }
      positions.append(matrix.positions[site])
      for word in 0..<width { words.append(matrix.words[site * width + word] & ~own[word]) }
      missing += own
    }
    let copy = HaplotypeMatrix(
      haplotypeCount: matrix.haplotypeCount, positions: positions, words: words, missing: missing,
      ploidies: matrix.ploidies, isPhased: matrix.isPhased, isPolarised: matrix.isPolarised)
    return (copy, stretches)
  }

  /// The sites of `window`, and the places beside them.
  private static func observed(
    _ window: WindowGrid.Window, _ data: ObservedData, length: Int
  ) throws(VariantFilesError) -> HaplotypeMatrix {
    let start = window.interval.start
    return try data.contigs[window.contig].sites.matrix(from: Double(start), to: Double(start + length))
  }

  private static func add(_ places: CallPlaces?, to words: inout StageKey.Words) {
    guard let places else { return }
    for runs in [places.complete, places.lost] {
      words.add(runs.flatMap { [UInt64($0.lowerBound), UInt64($0.upperBound)] })
    }
    words.add(places.partial.map(\.bitPattern))
    words.add(places.missing)
    words.add(places.dropped.sorted().map(UInt64.init))
  }
}

/// The missing calls of the sites of an observed window and of the places beside them, in the order of their positions.
private struct MissingCalls {
  private let matrix: HaplotypeMatrix
  private let places: [(position: Double, calls: CallPlaces.Calls)]
  /// For each of all: the index of a site, or, behind those of the sites, of a place.
  private var order: [Int] = []
  private let copiesPartial: Bool
  private let full: [UInt64]

  /// Those of `matrix`; unless `copiesPartial`, places with some calls have all, as every site does.
  init(_ matrix: HaplotypeMatrix, copiesPartial: Bool) {
    self.matrix = matrix
    self.copiesPartial = copiesPartial
    places = matrix.places?.ordered ?? []
    full = (0..<matrix.wordsPerSite).map { word in
      let bits = matrix.haplotypeCount - word * 64
      return bits >= 64 ? .max : (1 << UInt64(bits)) - 1
    }
    var place = 0
    for (site, position) in matrix.positions.enumerated() {
      while place < places.count, places[place].position < position {
        order.append(matrix.siteCount + place)
        place += 1
      }
      order.append(site)
    }
    order += (place..<places.count).map { matrix.siteCount + $0 }
  }

  /// Sites and places.
  var count: Int { order.count }

  /// Writes the words of the missing calls of site or place `index`, counted along the window, to `mask`; false if a site like it is left
  /// out of the data.
  func copy(_ index: Int, to mask: inout [UInt64]) -> Bool {
    func copy(_ source: [UInt64]?, _ row: Int) {
      for word in mask.indices { mask[word] = source?[row * mask.count + word] ?? 0 }
    }
    let site = order[index]
    if site < matrix.siteCount {
      copy(matrix.missing, site)
      return true
    }
    switch places[site - matrix.siteCount].calls {
    case .all: copy(nil, 0)
    case .none: copy(full, 0)
    case .some(let row): copy(copiesPartial ? matrix.places?.missing : nil, row)
    case .dropped: return false
    }
    return true
  }
}
