import Groundwork
import Haplotypes
import StudyFiles
import Training
import VariantFiles

/// Haplotypes about a place, as they are shown: those that are alike beside each other. Of unphased data, individuals.
package struct HaplotypeStretch: Sendable {
  /// What a row has at a site.
  package enum State: UInt8, Sendable {
    case ancestral, derived, missing, heterozygous
  }

  /// The rows, each with a state a site.
  package let rows: [[State]]
  /// The positions of the sites.
  package let positions: [Double]
  /// The sites within the stretch that a call is about.
  package let focus: Range<Int>
  /// The rows that there are; `rows` may be some of them.
  package let rowCount: Int
  /// Whether a row is a haplotype; else an individual.
  package let isPhased: Bool

  /// The most rows and sites of a picture.
  private static let mostRows = 120
  private static let mostSites = 200

  /// The data about the middle of `window`.
  init(_ data: ObservedData, _ window: WindowGrid.Window, _ study: Study) throws(StudyError) {
    let sites = data.contigs[window.contig].sites
    let reach = window.focus.length
    let matrix = try attempt {
      try sites.matrix(from: Double(window.focus.start - reach), to: Double(window.focus.end + reach))
    }
    self.init(matrix, focus: Double(window.focus.start)..<Double(window.focus.end), isPhased: data.isPhased)
  }

  /// The replicate `replicate` about its middle.
  init(_ simulation: TrainingSimulation, replicate: Int, _ study: Study) throws(StudyError) {
    let matrix = try simulation.haplotypes(ofReplicate: replicate)
    let length = Double(study.windows.subwindowLength)
    let start = Double(study.windows.subwindowCount / 2) * length
    self.init(matrix, focus: start..<start + length, isPhased: simulation.features.schema.usesPhase)
  }

  /// The sites of `matrix` within one length of `focus` about it that vary in more than one haplotype; of too many, those in the
  /// middle.
  package init(_ matrix: HaplotypeMatrix, focus: Range<Double>, isPhased: Bool) {
    let reach = focus.upperBound - focus.lowerBound
    let near = matrix.sites(from: focus.lowerBound - reach, to: focus.upperBound + reach)
    let chosen = Self.middle(
      near.filter { Self.isShared($0, matrix) }, Self.mostSites,
      about: (focus.lowerBound + focus.upperBound) / 2, matrix)
    let groups = isPhased ? (0..<matrix.haplotypeCount).map { [$0] } : Self.individuals(matrix)
    let stride = max(1, (groups.count + Self.mostRows - 1) / Self.mostRows)
    let shown = groups.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    rows = Self.sorted(shown.map { group in chosen.map { Self.state($0, group, matrix) } })
    positions = chosen.map { matrix.positions[$0] }
    let first = positions.firstIndex { $0 >= focus.lowerBound } ?? positions.count
    self.focus = first..<(positions.firstIndex { $0 >= focus.upperBound } ?? positions.count)
    rowCount = groups.count
    self.isPhased = isPhased
  }

  private static func isShared(_ site: Int, _ matrix: HaplotypeMatrix) -> Bool {
    var (derived, called) = (0, 0)
    for haplotype in 0..<matrix.haplotypeCount where !matrix.isMissing(site: site, haplotype: haplotype) {
      called += 1
      derived += matrix.allele(site: site, haplotype: haplotype) ? 1 : 0
    }
    return derived > 1 && called - derived > 1
  }

  private static func middle(_ sites: [Int], _ most: Int, about place: Double, _ matrix: HaplotypeMatrix) -> [Int] {
    guard sites.count > most else { return sites }
    let nearest = sites.sorted { abs(matrix.positions[$0] - place) < abs(matrix.positions[$1] - place) }
    return nearest.prefix(most).sorted()
  }

  private static func individuals(_ matrix: HaplotypeMatrix) -> [[Int]] {
    // Neighbouring haplotypes make an individual where a simulation says nothing of individuals.
    let ploidies =
      matrix.ploidies.allSatisfy { $0 == 1 } && matrix.haplotypeCount % 2 == 0
      ? [UInt8](repeating: 2, count: matrix.haplotypeCount / 2) : matrix.ploidies
    var next = 0
    return ploidies.map { ploidy in
      defer { next += Int(ploidy) }
      return Array(next..<next + Int(ploidy))
    }
  }

  private static func state(_ site: Int, _ haplotypes: [Int], _ matrix: HaplotypeMatrix) -> State {
    if haplotypes.contains(where: { matrix.isMissing(site: site, haplotype: $0) }) { return .missing }
    let derived = haplotypes.count { matrix.allele(site: site, haplotype: $0) }
    return derived == 0 ? .ancestral : derived == haplotypes.count ? .derived : .heterozygous
  }

  /// The rows as a chain: from the one with the nearest others on to the most similar that is left.
  private static func sorted(_ rows: [[State]]) -> [[State]] {
    guard rows.count > 2 else { return rows }
    let distances = rows.map { one in rows.map { other in zip(one, other).count { $0 != $1 } } }
    let nearHalf = distances.map { $0.sorted().prefix(rows.count / 2).reduce(0, +) }
    var left = Set(rows.indices)
    var last = rows.indices.min { (nearHalf[$0], $0) < (nearHalf[$1], $1) } ?? 0
    var order = [last]
    left.remove(last)
    while let next = left.min(by: { (distances[last][$0], $0) < (distances[last][$1], $1) }) {
      order.append(next)
      left.remove(next)
      last = next
    }
    return order.map { rows[$0] }
  }
}
