import Groundwork
import Haplotypes
import StudyFiles
import Training
import VariantFiles

/// Stretches without variation in any sample of the files: bases that most likely could not be called, a mask where there is none.
///
/// A sweep takes the variation of one population, and as soon as it is over, new mutations come up in a sample. A stretch counts as a
/// desert if it is as long as 100 sites of the mean density and longer than 20 kb, but for one site within it; where the files hold further
/// samples than those studied, whose variation a sweep leaves alone, 50 sites and 10 kb.
package struct SiteDeserts: Sendable {
  /// In order.
  let intervals: [Interval]
  /// Their bases, of those that were looked at.
  let bases, of: Int
  /// True if further samples than those studied had their say.
  let hasFurtherSamples: Bool

  /// A share above which what has sites is the exception: a capture, not a genome with gaps.
  private static let most = 0.5
  /// Sites of a contig below which nothing can be told.
  private static let fewestSites = 100

  /// The deserts of the data of `source`, read as `data`; nil if there is none, if a mask says what could be called, or if they are most of
  /// the data.
  init?(_ source: Study.DataSource, _ data: ObservedData, threads: Int) throws(StudyError) {
    guard source.accessible == nil, source.inaccessible == nil, source.targets == nil, source.targetsFile == nil else {
      return nil
    }
    // Sites of a spectrum have no places.
    if source.variants.allSatisfy({ FileFormat(of: $0) == .spectrum }) { return nil }
    let chosen = source.samples != nil || source.samplesFile != nil || !source.target.isEmpty
    // Records that do not vary in the chosen samples vary in others.
    var contigs = data.contigs
    if chosen && !source.variants.contains("-") {
      var whole = source
      if source.variants.allSatisfy({ FileFormat(of: $0) == .variants }) {
        whole.invariant = .keep
      } else {
        // Other formats have no record of sites that do not vary: everyone is read instead.
        (whole.samples, whole.samplesFile, whole.populations, whole.target) = (nil, nil, nil, [])
      }
      contigs = try ObservedData(whole, threads: threads).contigs
    }
    let before = data.contigs.reduce(0) { $0 + $1.sites.siteCount }
    hasFurtherSamples = contigs.reduce(0) { $0 + $1.sites.siteCount } > before + before / 10
    var found: [Interval] = []
    for contig in contigs where contig.sites.siteCount >= Self.fewestSites {
      var positions: [Int] = []
      try attempt { try contig.sites.forEachPositions { positions += $0.map { Int($0) } } }
      found += Self.deserts(positions, in: contig.region, hasFurtherSamples: hasFurtherSamples)
    }
    intervals = found
    bases = found.reduce(0) { $0 + $1.length }
    of = contigs.reduce(0) { $0 + $1.region.length }
    if found.isEmpty || Double(bases) > Self.most * Double(of) { return nil }
  }

  /// The stretches of `region` with at most one of the `positions`, which ascend, that are long enough.
  package static func deserts(_ positions: [Int], in region: Interval, hasFurtherSamples: Bool) -> [Interval] {
    let mean = Double(region.length) / Double(max(1, positions.count))
    let least = hasFurtherSamples ? max(10_000, 50 * mean) : max(20_000, 100 * mean)
    var result: [Interval] = []
    func add(_ start: Int, _ end: Int) {
      guard Double(end - start) > least else { return }
      if let last = result.last, start <= last.end {
        result[result.count - 1] = Interval(contig: last.contig, start: last.start, end: max(last.end, end))
      } else {
        result.append(Interval(contig: region.contig, start: start, end: end))
      }
    }
    // Behind each site, up to the next but one; the ends of the region count as sites.
    let places = [region.start - 1] + positions + [region.end]
    for index in places.indices.dropLast() {
      add(places[index] + 1, places[index + 1])
      guard index + 2 < places.count else { continue }
      // A site alone, not one at the edge of those beside.
      let parts = [places[index + 1] - places[index], places[index + 2] - places[index + 1]]
      if parts.allSatisfy({ Double($0) > least / 10 }) { add(places[index] + 1, places[index + 2]) }
    }
    return result
  }

  /// What they come to.
  var words: String {
    let longest = intervals.map(\.length).max() ?? 0
    return
      "\(intervals.count.of("stretch", "stretches")) without variation in any sample\(hasFurtherSamples ? " of the files" : ""), "
      + "\((100 * Double(bases) / Double(max(1, of))).fixed(1)) % of the bases, the longest \(longest.grouped): they count as inaccessible"
  }

  /// BED with a reason in its first line.
  var bed: String {
    "# Stretches without variation, most likely not callable: suggested from the density of sites; edit them, or give a mask of your own.\n"
      + intervals.map { "\($0.contig)\t\($0.start)\t\($0.end)\n" }.joined()
  }
}
