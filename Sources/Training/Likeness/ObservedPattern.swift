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
/// records that give no site say of observed ones. A site whose like was left out for its call rate is left out, and leaves its calls
/// as a place.
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
    var calls = MissingCalls(observed, copiesPartial: contig.hasMissingCalls)
    guard calls.count > 0, matrix.siteCount > 0 else { return (matrix, stretches) }
    let width = matrix.wordsPerSite
    var positions: [Double] = []
    var words: [UInt64] = []
    var missing: [UInt64] = []
    var own = [UInt64](repeating: 0, count: width)
    var dropped: (positions: [Double], missing: [UInt64]) = ([], [])
    for site in 0..<matrix.siteCount {
      guard calls.copy(site * calls.count / matrix.siteCount, to: &own) else {
        dropped.positions.append(matrix.positions[site])
        dropped.missing += own
        continue
      }
      positions.append(matrix.positions[site])
      for word in 0..<width { words.append(matrix.words[site * width + word] & ~own[word]) }
      missing += own
    }
    let copy = HaplotypeMatrix(
      haplotypeCount: matrix.haplotypeCount, positions: positions, words: words, missing: missing,
      ploidies: matrix.ploidies, isPhased: matrix.isPhased, isPolarised: matrix.isPolarised)
    if dropped.positions.isEmpty { return (copy, stretches) }
    let places = CallPlaces(
      complete: [], lost: [], partial: dropped.positions, missing: dropped.missing,
      dropped: Set(dropped.positions.indices))
    return (copy.with(places), stretches)
  }

  /// The sites of `window`, and the places beside them.
  private static func observed(
    _ window: WindowGrid.Window, _ data: ObservedData, length: Int
  ) throws(VariantFilesError) -> HaplotypeMatrix {
    let start = window.interval.start
    return try data.contigs[window.contig].sites.matrix(from: Double(start), to: Double(start + length))
  }

  /// Raised where sites that were left out are copied in another way.
  private static let droppedVersion: UInt64 = 2

  private static func add(_ places: CallPlaces?, to words: inout StageKey.Words) {
    guard let places else { return }
    for runs in [places.complete, places.lost] {
      words.add(runs.flatMap { [UInt64($0.lowerBound), UInt64($0.upperBound)] })
    }
    words.add(places.partial.map(\.bitPattern))
    words.add(places.missing)
    if !places.dropped.isEmpty { words.add([droppedVersion] + places.dropped.sorted().map(UInt64.init)) }
  }
}
