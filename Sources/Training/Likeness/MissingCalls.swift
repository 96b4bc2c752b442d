import Haplotypes

/// The missing calls of the sites of an observed window and of the places beside them, in the order of their positions.
///
/// Runs of places are not written out: a file of all sites has a place at nearly every base.
package struct MissingCalls {
  /// Neighbours of one kind: so many sites, or places, from the index `row` of their kind.
  private struct Stretch {
    let kind: Kind
    /// How many sites and places come before it.
    let first: Int
    let row: Int
  }

  private enum Kind {
    case site
    /// Places with all calls.
    case complete
    /// Places without a call.
    case lost
    /// A place with some calls, by its index among them.
    case partial
  }

  private let matrix: HaplotypeMatrix
  private var stretches: [Stretch] = []
  /// The stretch that the last call to ``copy(_:to:)`` was about.
  private var current = 0
  private let copiesPartial: Bool
  private let full: [UInt64]
  /// Sites and places.
  package private(set) var count = 0

  /// Those of `matrix`; unless `copiesPartial`, places with some calls have all, as every site does.
  package init(_ matrix: HaplotypeMatrix, copiesPartial: Bool) {
    self.matrix = matrix
    self.copiesPartial = copiesPartial
    full = (0..<matrix.wordsPerSite).map { word in
      let bits = matrix.haplotypeCount - word * 64
      return bits >= 64 ? .max : (1 << UInt64(bits)) - 1
    }
    guard let places = matrix.places else {
      add(.site, matrix.siteCount, row: 0)
      return
    }
    var pieces = places.complete.map { (start: Double($0.lowerBound), count: $0.count, kind: Kind.complete, row: 0) }
    pieces += places.lost.map { (Double($0.lowerBound), $0.count, .lost, 0) }
    pieces += places.partial.enumerated().map { ($1, 1, .partial, $0) }
    pieces.sort { $0.start < $1.start }
    var site = 0
    for piece in pieces {
      var (start, left) = (piece.start, piece.count)
      while left > 0 {
        let sites = site
        while site < matrix.siteCount, matrix.positions[site] <= start { site += 1 }
        add(.site, site - sites, row: sites)
        // Those of the run that lie before the next site.
        let next = site < matrix.siteCount ? matrix.positions[site] : .infinity
        let before = min(Double(left), (next - start).rounded(.up))
        add(piece.kind, Int(before), row: piece.row)
        start += before
        left -= Int(before)
      }
    }
    add(.site, matrix.siteCount - site, row: site)
  }

  private mutating func add(_ kind: Kind, _ more: Int, row: Int) {
    guard more > 0 else { return }
    stretches.append(Stretch(kind: kind, first: count, row: row))
    count += more
  }

  /// Writes the words of the missing calls of site or place `index`, counted along the window, to `mask`; false if a site like it is left
  /// out of the data. Asked for in ascending order.
  package mutating func copy(_ index: Int, to mask: inout [UInt64]) -> Bool {
    while current + 1 < stretches.count, stretches[current + 1].first <= index { current += 1 }
    let stretch = stretches[current]
    func copy(_ source: [UInt64]?, _ row: Int) {
      for word in mask.indices { mask[word] = source?[row * mask.count + word] ?? 0 }
    }
    switch stretch.kind {
    case .site: copy(matrix.missing, stretch.row + index - stretch.first)
    case .complete: copy(nil, 0)
    case .lost: copy(full, 0)
    case .partial:
      let isDropped = matrix.places?.dropped.contains(stretch.row) ?? false
      copy(copiesPartial || isDropped ? matrix.places?.missing : nil, stretch.row)
      return !isDropped
    }
    return true
  }
}
