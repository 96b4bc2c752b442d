import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import Training
import VariantFiles

/// What blocks of the observed data look like: the raw numbers behind every suggestion.
///
/// Blocks are short enough to hold about ``sitesOfBlock`` sites, lie evenly over the data, and are at most ``mostBlocks``.
package struct DataSurvey: Sendable {
  /// A block.
  struct Block: Sendable {
    /// Accessible bases.
    let bases: Double
    /// Segregating sites.
    let sites: Int
    /// Watterson's theta and nucleotide diversity, of the block as a whole.
    let thetaW: Double
    let pi: Double
    /// Tajima's D.
    let tajimasD: Double
    /// The mean r2 of pairs of sites; nil if it has no pair.
    let linkage: Double?
    /// The expected number of sites with 1, 2, ... minor alleles in a sample of ``DataSurvey/projection`` haplotypes.
    let spectrum: [Double]
  }

  let blocks: [Block]
  /// Bases of a block.
  let blockLength: Int
  /// Haplotypes that spectra are projected to, an even number.
  let projection: Int
  /// Bases of the longest contig or region.
  let longestRegion: Int
  /// Accessible bases of all regions.
  let accessibleBases: Double

  static let sitesOfBlock = 50
  static let mostBlocks = 500
  /// Recent growth shows in the rarest alleles of large samples; more haplotypes than these make the fit slow.
  private static let largestProjection = 200

  /// The survey of `data`.
  init(_ data: ObservedData, threads: Int) throws(StudyError) {
    let regions = data.contigs.map(\.region)
    longestRegion = regions.map(\.length).max() ?? 0
    var accessible = 0.0
    for region in regions {
      accessible +=
        data.mask.map { Double($0.accessibleCount(contig: region.contig, start: region.start, end: region.end)) }
        ?? Double(region.length)
    }
    accessibleBases = accessible
    let sites = data.contigs.reduce(0) { $0 + $1.sites.siteCount }
    guard sites >= 2 * Self.sitesOfBlock, accessible > 0 else {
      throw .empty("\(sites) sites are too few to suggest anything; at least \(2 * Self.sitesOfBlock) are needed")
    }
    let perSite = regions.reduce(0.0) { $0 + Double($1.length) } / Double(sites)
    let length = max(100, Int(perSite * Double(Self.sitesOfBlock)))
    blockLength = length
    let size = min(Self.largestProjection, data.haplotypeCount) / 2 * 2
    guard size >= 4 else { throw .empty("\(data.haplotypeCount) haplotypes are too few; at least 4 are needed") }
    projection = size
    blocks = try Self.blocks(Self.places(regions, length), data, length, projection: size, threads: threads)
    guard blocks.count > 1 else { throw .empty("the data have no two accessible stretches of \(length.grouped) bases") }
  }

  /// Where blocks lie: contig and start.
  private static func places(_ regions: [Interval], _ length: Int) -> [(contig: Int, start: Int)] {
    var all: [(Int, Int)] = []
    for (contig, region) in regions.enumerated() {
      all += stride(from: region.start, through: region.end - length, by: length).map { (contig, $0) }
    }
    guard all.count > mostBlocks else { return all }
    return (0..<mostBlocks).map { all[$0 * all.count / mostBlocks] }
  }

  /// The statistics of blocks, the same for simulated ones.
  static func statistics(isPhased: Bool) -> String {
    "thetaW, pi, tajimasD, \(isPhased ? "ZnS" : "genotypeZnS"); windows: whole"
  }

  private static func blocks(
    _ places: [(contig: Int, start: Int)], _ data: ObservedData, _ length: Int, projection: Int, threads: Int
  ) throws(StudyError) -> [Block] {
    var made: [FeatureCalculator] = []
    for _ in 0..<threads {
      made.append(
        try attempt {
          try FeatureCalculator(
            featureSet: try FeatureSet.named(statistics(isPhased: data.isPhased)),
            layout: try WindowLayout(length: length, subwindowCount: 1), haplotypeCount: data.haplotypeCount)
        })
    }
    nonisolated(unsafe) let calculators = made
    let blocks: [Result<Block?, VariantFilesError>] = parallelMap(count: places.count, threads: threads) {
      worker, index in
      let (contig, start) = places[index]
      let variants = data.contigs[contig]
      let accessible = data.mask?.accessibleRanges(
        contig: variants.region.contig, start: start, end: start + length)
      let matrix: HaplotypeMatrix
      do throws(VariantFilesError) {
        matrix = try variants.sites.matrix(from: Double(start), to: Double(start + length))
      } catch { return .failure(error) }
      let row = calculators[worker].rawRow(matrix, start: Double(start), accessible: accessible)
      let bases = row.accessibleBases[0]
      // What is hardly accessible says little and has no sites by right.
      guard bases >= 0.25 * Double(length) else { return .success(nil) }
      return .success(
        Block(
          bases: bases, sites: row.segregatingSites[0], thetaW: row.raw[0] * bases, pi: row.raw[1] * bases,
          tajimasD: row.raw[2], linkage: row.insufficient[3] ? nil : row.raw[3],
          spectrum: spectrum(matrix, accessible, projection)))
    }
    return try attempt { try blocks.compactMap { try $0.get() } }
  }

  /// The folded spectrum of the accessible sites of `matrix`, each projected to `size` of its called alleles.
  private static func spectrum(_ matrix: HaplotypeMatrix, _ accessible: [Range<Int>]?, _ size: Int) -> [Double] {
    var spectrum = [Double](repeating: 0, count: size / 2)
    for site in 0..<matrix.siteCount {
      let place = Int(matrix.positions[site])
      if let accessible, !accessible.contains(where: { $0.contains(place) }) { continue }
      let words = site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite
      let carriers = matrix.words[words].reduce(0) { $0 + $1.nonzeroBitCount }
      let missing = matrix.missing?[words].reduce(0) { $0 + $1.nonzeroBitCount } ?? 0
      addProjected(carriers, of: matrix.haplotypeCount - missing, to: &spectrum, size)
    }
    return spectrum
  }

  /// Adds the probabilities of 1, 2, ... minor alleles among `size` of `called` alleles of which `carriers` are derived; none
  /// if fewer are called.
  package static func addProjected(_ carriers: Int, of called: Int, to spectrum: inout [Double], _ size: Int) {
    guard called >= size, carriers > 0, carriers < called else { return }
    // Hypergeometric probabilities, from the least number of carriers upwards.
    let least = max(0, size - (called - carriers))
    let most = min(size, carriers)
    var probability = 1.0
    // P(least): either no carrier is drawn, or every other allele is.
    let (chosen, among) = least == 0 ? (size, called - carriers) : (called - size, carriers)
    for step in 0..<chosen { probability *= Double(among - step) / Double(called - step) }
    for drawn in least...most {
      if drawn > 0 && drawn < size { spectrum[min(drawn, size - drawn) - 1] += probability }
      probability *=
        Double((carriers - drawn) * (size - drawn)) / Double((drawn + 1) * (called - carriers - size + drawn + 1))
    }
  }

  /// Segregating sites per accessible base.
  var siteDensity: Double { sum { Double($0.sites) } / sum(\.bases) }
  /// Watterson's theta per base.
  var thetaW: Double { sum(\.thetaW) / sum(\.bases) }
  /// Nucleotide diversity per base.
  var pi: Double { sum(\.pi) / sum(\.bases) }
  /// The mean of Tajima's D over blocks with sites.
  var tajimasD: Double {
    let values = blocks.filter { $0.sites > 0 }.map(\.tajimasD)
    return values.reduce(0, +) / Double(max(1, values.count))
  }
  /// The median over blocks of the mean r2, which a few swept blocks do not move; nil if no block has a pair of sites.
  var linkage: Double? { Self.median(blocks.compactMap(\.linkage)) }

  /// The upper median of `values`; nil of none.
  static func median(_ values: [Double]) -> Double? { values.isEmpty ? nil : values.sorted()[values.count / 2] }

  /// The share `share` of groups of blocks, each of about `length` bases, that have at most so much diversity (theta_W per
  /// base), relative to the mean.
  func relativeDiversity(_ share: Double, over length: Int) -> Double {
    let group = max(1, length / blockLength)
    var values: [Double] = []
    for start in stride(from: 0, to: blocks.count, by: group) {
      let part = blocks[start..<min(start + group, blocks.count)]
      let bases = part.reduce(0) { $0 + $1.bases }
      values.append(part.reduce(0) { $0 + $1.thetaW } / bases / thetaW)
    }
    values.sort()
    return values[min(values.count - 1, Int(share * Double(values.count)))]
  }

  private func sum(_ value: (Block) -> Double) -> Double { blocks.reduce(0) { $0 + value($1) } }
}
