import Groundwork
import Haplotypes
import StudyFiles

/// The typical r2 of pairs of common sites, by their distance.
///
/// Rare alleles are young and tell of the last generations only, and sites near each other tell of the cold stretches between
/// hotspots. Pairs are taken at places that lie evenly over the sequence: up to ``sitesOfPlace`` common sites there, with each other
/// and with as many at distances that double.
package struct LinkageDecay: Sendable {
  /// Pairs at about one distance.
  struct Bin: Sendable, Equatable {
    /// The logarithm of the distance, averaged over pairs.
    let logDistance: Double
    /// The median over stretches of the mean r2 of their pairs, which a swept stretch does not move, and its standard error.
    let r2, error: Double
    /// Pairs.
    let pairs: Double
  }

  /// By distance.
  let bins: [Bin]

  /// A common site has a minor allele of this frequency at least.
  static let commonFrequency = 0.1
  /// The share of calls that it needs.
  static let callRate = 0.8
  static let sitesOfPlace = 8
  /// Bins are half a doubling wide.
  private static let binsOfDoubling = 2.0

  /// Pairs of a place: sums by bin.
  struct Place: Sendable {
    fileprivate var sums: [Int: (r2: Double, logDistance: Double, pairs: Double)] = [:]
  }

  /// Stretches that neighbouring places are put together to.
  private static let stretches = 30
  /// Pairs in all that a bin needs.
  private static let fewestPairs = 100.0

  /// The decay over `places`, which are in order.
  init(_ places: [Place]) {
    let size = max(1, (places.count + Self.stretches - 1) / Self.stretches)
    var found: [Int: [(r2: Double, logDistance: Double, pairs: Double)]] = [:]
    for first in stride(from: 0, to: places.count, by: size) {
      var sums: [Int: (r2: Double, logDistance: Double, pairs: Double)] = [:]
      for place in places[first..<min(first + size, places.count)] {
        for (bin, sum) in place.sums {
          let before = sums[bin] ?? (0, 0, 0)
          sums[bin] = (before.r2 + sum.r2, before.logDistance + sum.logDistance, before.pairs + sum.pairs)
        }
      }
      for (bin, sum) in sums {
        found[bin, default: []].append((sum.r2 / sum.pairs, sum.logDistance / sum.pairs, sum.pairs))
      }
    }
    bins = found.keys.sorted().compactMap { key in
      let own = found[key] ?? []
      guard own.count > 2, own.reduce(0, { $0 + $1.pairs }) >= Self.fewestPairs else { return nil }
      let count = Double(own.count)
      let mean = own.reduce(0) { $0 + $1.r2 } / count
      let square = own.reduce(0) { $0 + ($1.r2 - mean) * ($1.r2 - mean) } / (count - 1)
      // Of normal numbers a median has 1.25 times the standard error of a mean.
      return Bin(
        logDistance: own.reduce(0) { $0 + $1.logDistance } / count, r2: own.map(\.r2).sorted()[own.count / 2],
        error: 1.2533 * (square / count).squareRoot(), pairs: own.reduce(0) { $0 + $1.pairs })
    }
  }

  /// The pairs of the place at `start`: of common sites within `width` with each other, and with those of stretches as wide that
  /// begin further on, up to `end`. `sites` gives the sites of a stretch; distances are multiplied with `scale`.
  static func place(
    at start: Double, width: Double, end: Double, scale: Double = 1, isPhased: Bool,
    _ sites: (_ start: Double, _ end: Double) throws(StudyError) -> HaplotypeMatrix
  ) throws(StudyError) -> Place {
    var place = Place()
    let near = common(try sites(start, start + width), isPhased: isPhased)
    for (index, one) in near.enumerated() {
      for other in near.dropFirst(index + 1) { place.add(one, other, scale) }
    }
    var distance = width
    while start + distance + width <= end, !near.isEmpty {
      let far = common(try sites(start + distance, start + distance + width), isPhased: isPhased)
      for one in near { for other in far { place.add(one, other, scale) } }
      distance *= 2
    }
    return place
  }

  /// A site as numbers: an allele a haplotype, or their sum an individual; -1 where a call is missing.
  struct Site {
    let position: Double
    let values: [Int8]
  }

  /// Up to ``sitesOfPlace`` common sites of `matrix`, evenly spaced among them.
  private static func common(_ matrix: HaplotypeMatrix, isPhased: Bool) -> [Site] {
    var chosen: [Int] = []
    for site in 0..<matrix.siteCount {
      let words = site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite
      let derived = matrix.words[words].reduce(0) { $0 + $1.nonzeroBitCount }
      let called = matrix.haplotypeCount - (matrix.missing?[words].reduce(0) { $0 + $1.nonzeroBitCount } ?? 0)
      let minor = Double(min(derived, called - derived))
      if minor >= commonFrequency * Double(called), derived > 0, called > derived,
        Double(called) >= callRate * Double(matrix.haplotypeCount)
      {
        chosen.append(site)
      }
    }
    let count = min(sitesOfPlace, chosen.count)
    return (0..<count).map { index in
      let site = chosen[index * chosen.count / count]
      return Site(position: matrix.positions[site], values: values(matrix, site, isPhased))
    }
  }

  private static func values(_ matrix: HaplotypeMatrix, _ site: Int, _ isPhased: Bool) -> [Int8] {
    func allele(_ haplotype: Int) -> Int8? {
      if matrix.isMissing(site: site, haplotype: haplotype) { return nil }
      return matrix.allele(site: site, haplotype: haplotype) ? 1 : 0
    }
    if isPhased { return (0..<matrix.haplotypeCount).map { allele($0) ?? -1 } }
    var next = 0
    return matrix.ploidies.map { ploidy in
      let own = (next..<next + Int(ploidy)).map(allele)
      next += Int(ploidy)
      return own.contains(nil) ? -1 : own.reduce(0) { $0 + ($1 ?? 0) }
    }
  }

  /// The squared correlation over the units called at both sites; nil if one does not vary among them.
  package static func r2(_ one: [Int8], _ other: [Int8]) -> Double? {
    var (count, x, y, xx, yy, xy) = (0, 0, 0, 0, 0, 0)
    for (a, b) in zip(one, other) where a >= 0 && b >= 0 {
      let (a, b) = (Int(a), Int(b))
      count += 1
      x += a
      y += b
      xx += a * a
      yy += b * b
      xy += a * b
    }
    let (vx, vy) = (count * xx - x * x, count * yy - y * y)
    guard vx > 0, vy > 0 else { return nil }
    let covariance = Double(count * xy - x * y)
    return covariance * covariance / (Double(vx) * Double(vy))
  }
}

extension LinkageDecay.Place {
  fileprivate mutating func add(_ one: LinkageDecay.Site, _ other: LinkageDecay.Site, _ scale: Double) {
    let distance = abs(other.position - one.position) * scale
    guard distance > 0, let r2 = LinkageDecay.r2(one.values, other.values) else { return }
    let logDistance = PortableMath.log(distance)
    let bin = Int((logDistance / PortableMath.log(2) * LinkageDecay.binsOfDoubling).rounded(.down))
    let before = sums[bin] ?? (0, 0, 0)
    sums[bin] = (before.r2 + r2, before.logDistance + logDistance, before.pairs + 1)
  }
}
