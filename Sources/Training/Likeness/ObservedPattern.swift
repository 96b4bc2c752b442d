import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// What simulated windows copy from observed ones: which bases are accessible and which calls are missing.
///
/// Each replicate copies the pattern of one observed window, drawn by its own stream. A simulated site takes the missing calls of
/// all samples of the observed site nearest to it in relative order, so that samples and neighbouring sites lack calls together as
/// the observed ones do. Whether a call is missing does not depend on its genotype.
package struct ObservedPattern: Sendable {
  let windows: ObservedWindows
  private let data: ObservedData
  private let length: Int
  let copiesMask: Bool
  let copiesMissing: Bool

  /// The pattern of `windows`, of those parts that `likeness` asks for; nil if there is nothing to copy.
  package init?(_ windows: ObservedWindows, _ data: ObservedData, _ layout: WindowLayout, _ likeness: Study.Likeness) {
    copiesMask = likeness.mask && data.mask != nil
    copiesMissing = likeness.missing && data.hasMissingCalls
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
    for contig in data.contigs where copiesMissing && contig.sites.hasMissingCalls {
      try attempt { try contig.sites.forEachPart { missing.add($0.missing ?? []) } }
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
    guard copiesMissing, contig.hasMissingCalls, contig.haplotypeCount == matrix.haplotypeCount else {
      return (matrix, stretches)
    }
    let observed = try attempt { try contig.matrix(from: Double(start), to: Double(start + length)) }
    guard let missing = observed.missing, observed.siteCount > 0, matrix.siteCount > 0 else {
      return (matrix, stretches)
    }
    let width = matrix.wordsPerSite
    var words = matrix.words
    var mask = [UInt64](repeating: 0, count: words.count)
    for site in 0..<matrix.siteCount {
      let source = site * observed.siteCount / matrix.siteCount
      for word in 0..<width {
        mask[site * width + word] = missing[source * width + word]
        words[site * width + word] &= ~mask[site * width + word]
      }
    }
    let copy = HaplotypeMatrix(
      haplotypeCount: matrix.haplotypeCount, positions: matrix.positions, words: words, missing: mask,
      ploidies: matrix.ploidies, isPhased: matrix.isPhased, isPolarised: matrix.isPolarised)
    return (copy, stretches)
  }
}
