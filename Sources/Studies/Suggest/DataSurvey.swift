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
    /// The expected number of sites with 1, 2, ... minor alleles in a sample of ``DataSurvey/projection`` haplotypes.
    let spectrum: [Double]
  }

  let blocks: [Block]
  /// Bases of a block.
  let blockLength: Int
  /// Haplotypes that spectra are projected to, an even number.
  let projection: Int
  /// The share of sites with so many calls.
  let projectedShare: Double
  /// The least count of minor alleles in a spectrum that no filter of rare alleles has touched.
  let firstCount: Int
  /// Bases of the longest contig or region.
  let longestRegion: Int
  /// Accessible bases of all regions.
  let accessibleBases: Double
  /// The linkage of common sites over distance, in bases.
  let decay: LinkageDecay

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
    let (size, share) = try Self.projection(data)
    guard size >= 4 else {
      throw .empty("\(data.haplotypeCount.of("haplotype is", "haplotypes are")) too few; at least 4 are needed")
    }
    (projection, projectedShare) = (size, share)
    firstCount = Self.firstCount(data, size)
    blocks = try Self.blocks(Self.places(regions, length), data, length, projection: size, threads: threads)
    guard blocks.count > 1 else { throw .empty("the data have no two accessible stretches of \(length.grouped) bases") }
    decay = try Self.decay(data, length, threads: threads)
  }

  /// Places whose pairs of sites are compared, and the longest distance of a pair.
  private static let (decayPlaces, longestPair) = (1000, 4_000_000)

  private static func decay(_ data: ObservedData, _ length: Int, threads: Int) throws(StudyError) -> LinkageDecay {
    let starts = places(data.contigs.map(\.region), length)
    let count = min(decayPlaces, starts.count)
    let found: [Result<LinkageDecay.Place, StudyError>] = parallelMap(count: count, threads: threads) { _, index in
      let (contig, start) = starts[index * starts.count / count]
      let variants = data.contigs[contig]
      do throws(StudyError) {
        return .success(
          try LinkageDecay.place(
            at: Double(start), width: Double(length), end: Double(min(variants.region.end, start + longestPair)),
            isPhased: data.isPhased
          ) { start, end throws(StudyError) in try attempt { try variants.sites.matrix(from: start, to: end) } })
      } catch { return .failure(error) }
    }
    var all: [LinkageDecay.Place] = []
    for place in found { all.append(try place.get()) }
    return LinkageDecay(all)
  }

  /// The calls that nine sites in ten have, at most ``largestProjection``, an even number; and the share of sites with as many.
  private static func projection(_ data: ObservedData) throws(StudyError) -> (size: Int, share: Double) {
    guard data.hasMissingCalls else { return (min(largestProjection, data.haplotypeCount) / 2 * 2, 1) }
    var called: [Int] = []
    for contig in data.contigs {
      let matrix = try attempt { try contig.sites.thinned(calledSites) }
      called += (0..<matrix.siteCount).map { matrix.minorCount(site: $0).called }
    }
    called.sort()
    guard !called.isEmpty else { return (0, 0) }
    let size = min(largestProjection, called[called.count / 10]) / 2 * 2
    return (size, Double(called.count { $0 >= size }) / Double(called.count))
  }

  /// Sites of a contig whose calls are counted.
  private static let calledSites = 5000

  /// The least of the counts of minor alleles among `size` that are the same with and without the filter of `data`.
  private static func firstCount(_ data: ObservedData, _ size: Int) -> Int {
    guard let least = data.minorAlleles?.leastCount else { return 1 }
    if data.haplotypeCount - size < 2 { return min(least, size / 2) }
    // Alleles just kept are drawn `expected` times, give or take.
    let expected = Double(size * least) / Double(data.haplotypeCount)
    return min(max(1, Int((expected + 2 * expected.squareRoot()).rounded(.up))), size / 2)
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

  /// The statistics of blocks.
  private static let statistics = "thetaW, pi, tajimasD; windows: whole"

  private static func blocks(
    _ places: [(contig: Int, start: Int)], _ data: ObservedData, _ length: Int, projection: Int, threads: Int
  ) throws(StudyError) -> [Block] {
    var made: [FeatureCalculator] = []
    for _ in 0..<threads {
      made.append(
        try attempt {
          try FeatureCalculator(
            featureSet: try FeatureSet.named(statistics),
            layout: try WindowLayout(length: length, subwindowCount: 1), haplotypeCount: data.haplotypeCount)
        })
    }
    let blocks: [Result<Block?, VariantFilesError>] = parallelMap(count: places.count, workers: made) {
      calculator, index in
      let (contig, start) = places[index]
      let variants = data.contigs[contig]
      let accessible = data.mask?.accessibleRanges(
        contig: variants.region.contig, start: start, end: start + length)
      let matrix: HaplotypeMatrix
      do throws(VariantFilesError) {
        matrix = try variants.sites.matrix(from: Double(start), to: Double(start + length))
      } catch { return .failure(error) }
      let row = calculator.rawRow(matrix, start: Double(start), accessible: accessible)
      let bases = row.accessibleBases[0]
      // What is hardly accessible says little and has no sites by right.
      guard bases >= 0.25 * Double(length) else { return .success(nil) }
      return .success(
        Block(
          bases: bases, sites: row.segregatingSites[0], thetaW: row.raw[0] * bases, pi: row.raw[1] * bases,
          tajimasD: row.raw[2], spectrum: spectrum(matrix, accessible, projection)))
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
  /// Watterson's theta per base of the sites that are in the data.
  private var rawThetaW: Double { sum(\.thetaW) / sum(\.bases) }
  /// Watterson's theta per base; by the commoner sites alone where rare ones were filtered (Achaz 2009,
  /// doi:10.1534/genetics.109.104042).
  var thetaW: Double {
    if firstCount == 1 { return rawThetaW }
    let sites = sum { $0.spectrum[(firstCount - 1)...].reduce(0, +) }
    let weights = (firstCount...projection / 2).reduce(0.0) { sum, minor in
      sum + 1 / Double(minor) + (2 * minor == projection ? 0 : 1 / Double(projection - minor))
    }
    return sites / (weights * sum(\.bases) * projectedShare)
  }
  /// Nucleotide diversity per base.
  var pi: Double { sum(\.pi) / sum(\.bases) }
  /// The mean of Tajima's D over blocks with sites.
  var tajimasD: Double {
    let values = blocks.filter { $0.sites > 0 }.map(\.tajimasD)
    return values.reduce(0, +) / Double(max(1, values.count))
  }
  /// The share `share` of groups of blocks, each of about `length` bases, that have at most so much diversity (theta_W per
  /// base), relative to the mean.
  func relativeDiversity(_ share: Double, over length: Int) -> Double {
    let group = max(1, length / blockLength)
    var values: [Double] = []
    for start in stride(from: 0, to: blocks.count, by: group) {
      let part = blocks[start..<min(start + group, blocks.count)]
      let bases = part.reduce(0) { $0 + $1.bases }
      values.append(part.reduce(0) { $0 + $1.thetaW } / bases / rawThetaW)
    }
    values.sort()
    return values[min(values.count - 1, Int(share * Double(values.count)))]
  }

  private func sum(_ value: (Block) -> Double) -> Double { blocks.reduce(0) { $0 + value($1) } }
}
