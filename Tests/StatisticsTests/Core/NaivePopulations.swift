import Foundation
import Statistics

/// The definitions of statistics of several populations, one loop each: what the fast ones must equal.
struct NaivePopulations {
  let whole: NaiveStatistics
  let parts: [NaiveStatistics]
  let sizes: [Int]

  init(_ table: AlleleTable, sizes: [Int], from start: Double, to end: Double, accessible: [Range<Int>]?) {
    whole = NaiveStatistics(table, from: start, to: end, accessible: accessible)
    var first = 0
    parts = sizes.map { size in
      var own = table.permuted(Array(first..<first + size))
      own.haplotypeCount = size
      first += size
      return NaiveStatistics(own, from: start, to: end, accessible: accessible)
    }
    self.sizes = sizes
  }

  /// The called alleles of each population at each site that segregates in all together.
  var called: [[[Int]]] {
    whole.sites.map { site in
      var first = 0
      return sizes.map { size in
        defer { first += size }
        return site[first..<first + size].filter { $0 >= 0 }
      }
    }
  }

  /// `sum` per base that has `least` calls in each population, as so many of the rows have.
  func perComparedBase(_ sum: Double, _ least: Int) -> Double {
    let compared = whole.places.count { row in
      var first = 0
      return sizes.allSatisfy { size in
        defer { first += size }
        return row[first..<first + size].count { $0 >= 0 } >= least
      }
    }
    if compared == 0 || whole.allBases == 0 {
      return whole.places.isEmpty && whole.allBases > 0 ? sum / whole.allBases : 0
    }
    return sum / (whole.allBases * Double(compared) / Double(whole.places.count))
  }

  static func frequency(_ alleles: [Int]) -> Double { Double(alleles.reduce(0, +)) / Double(alleles.count) }

  /// The share of pairs of alleles, one of each list, that differ.
  static func difference(_ a: [Int], _ b: [Int]) -> Double {
    Double(a.reduce(0) { sum, x in sum + b.count { $0 != x } }) / Double(a.count * b.count)
  }

  /// The share of pairs of different alleles of a list that differ.
  static func diversity(_ a: [Int]) -> Double {
    var (pairs, different) = (0.0, 0.0)
    for i in a.indices {
      for j in 0..<i {
        pairs += 1
        if a[i] != a[j] { different += 1 }
      }
    }
    return different / pairs
  }

  func value(_ id: String) -> Double {
    let bases = whole.bases
    func perBase(_ sum: Double) -> Double { bases == 0 ? 0 : sum / bases }
    switch id {
    case "dxy": return perComparedBase(dxy, 1)
    case "hkaRatio":
      let sites = called.filter { !$0[0].isEmpty && !$0[1].isEmpty }
      let divergence = sites.reduce(0) { $0 + Self.difference($1[0], $1[1]) }
      return divergence > 0 ? Double(sites.count { Set($0[0]).count == 2 }) / divergence : 0
    case "da": return perComparedBase(pairs(0, 1).excess, 2)
    case "fstHudson", "fstPatterson": return fst(0, 1) ?? 0
    case "fstWeirCockerham": return weirCockerham
    case "kst":
      if whole.sites.isEmpty || sizes.contains(1) { return 0 }
      let within = zip(sizes, parts).reduce(0.0) { $0 + Double($1.0) * $1.1.pairwiseDifferences }
      return 1 - within / Double(sizes.reduce(0, +)) / whole.pairwiseDifferences
    case "sharedSites": return perComparedBase(count { Set($0).count == 2 && Set($1).count == 2 }, 1)
    case "private1": return perComparedBase(count { Set($0).count == 2 && Set($1).count == 1 }, 1)
    case "private2": return perComparedBase(count { Set($0).count == 1 && Set($1).count == 2 }, 1)
    case "fixedDifferences":
      return perComparedBase(count { Set($0).count == 1 && Set($1).count == 1 && $0[0] != $1[0] }, 1)
    case "dxyMin": return perBase(distances(0, 1).min() ?? 0)
    case "gmin": return dxy == 0 ? 1 : (distances(0, 1).min() ?? 0) / dxy
    case "dd1", "dd2":
      let population = id == "dd1" ? 0 : 1
      guard let least = distances(0, 1).min() else { return 1 }
      let own = parts[population].pairwiseDifferences
      // Without diversity: as if one site had a single copy, 2 / n differences on average.
      return own > 0 ? least / own : dxy > 0 ? least / (2 / Double(sizes[population])) : 1
    case "ddRank1", "ddRank2":
      let population = id == "ddRank1" ? 0 : 1
      let within = distances(population, population)
      guard let least = distances(0, 1).min(), !within.isEmpty else { return 0 }
      return Double(within.count { $0 <= least }) / Double(within.count)
    case "zx":
      let total = whole.value("ZnS")
      return total == 0 ? 0 : (parts[0].value("ZnS") + parts[1].value("ZnS")) / 2 / total
    case "snn": return snn
    case "ibsMaxBetween": return longestTractBetween
    case "f2": return mean(called.filter { $0[0].count > 1 && $0[1].count > 1 }.map(Self.f2))
    case "f3": return mean(f3.map(\.covariance))
    case "f3Normalised":
      let scale = f3.reduce(0) { $0 + $1.heterozygosity }
      return scale == 0 ? 0 : f3.reduce(0) { $0 + $1.covariance } / scale
    case "f4": return mean(f4.map { ($0[0] - $0[1]) * ($0[2] - $0[3]) })
    case "pattersonD":
      func scale(_ a: Double, _ b: Double) -> Double { a + b - 2 * a * b }
      let below = f4.reduce(0) { $0 + scale($1[0], $1[1]) * scale($1[2], $1[3]) }
      return below == 0 ? 0 : f4.reduce(0) { $0 + ($1[0] - $1[1]) * ($1[2] - $1[3]) } / below
    case "fd": return introgression
    case "pbs", "pbsn1":
      let t = [(0, 1), (0, 2), (1, 2)].map { -log(1 - min(max(fst($0.0, $0.1) ?? 0, 0), 0.99999)) }
      return (t[0] + t[1] - t[2]) / 2 / (id == "pbs" ? 1 : 1 + (t[0] + t[1] + t[2]) / 2)
    default: preconditionFailure("no naive twin of '\(id)'")
    }
  }

  private func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  private func count(_ isCounted: ([Int], [Int]) -> Bool) -> Double {
    Double(called.count { !$0[0].isEmpty && !$0[1].isEmpty && isCounted($0[0], $0[1]) })
  }

  private var dxy: Double {
    called.filter { !$0[0].isEmpty && !$0[1].isEmpty }.reduce(0) { $0 + Self.difference($1[0], $1[1]) }
  }

  private func pairs(_ a: Int, _ b: Int) -> (excess: Double, between: Double) {
    var (excess, between) = (0.0, 0.0)
    for site in called where site[a].count > 1 && site[b].count > 1 {
      let across = Self.difference(site[a], site[b])
      excess += across - (Self.diversity(site[a]) + Self.diversity(site[b])) / 2
      between += across
    }
    return (excess, between)
  }

  private func fst(_ a: Int, _ b: Int) -> Double? {
    let sums = pairs(a, b)
    return sums.between == 0 ? nil : sums.excess / sums.between
  }

  private static func f2(_ site: [[Int]]) -> Double {
    let (a, b) = (frequency(site[0]), frequency(site[1]))
    return (a - b) * (a - b) - diversity(site[0]) / 2 / Double(site[0].count)
      - diversity(site[1]) / 2 / Double(site[1].count)
  }

  private var f3: [(covariance: Double, heterozygosity: Double)] {
    called.filter { $0[0].count > 1 && !$0[1].isEmpty && !$0[2].isEmpty }.map { site in
      let p = site.map(Self.frequency)
      let diversity = Self.diversity(site[0])
      return ((p[0] - p[1]) * (p[0] - p[2]) - diversity / 2 / Double(site[0].count), diversity)
    }
  }

  private var f4: [[Double]] {
    called.filter { $0.allSatisfy { !$0.isEmpty } }.map { $0.map(Self.frequency) }
  }

  private var introgression: Double {
    func abba(_ p: [Double]) -> Double { (1 - p[0]) * p[1] * p[2] * (1 - p[3]) }
    func baba(_ p: [Double]) -> Double { p[0] * (1 - p[1]) * p[2] * (1 - p[3]) }
    var (excess, most) = (0.0, 0.0)
    for site in called where site.allSatisfy({ !$0.isEmpty }) {
      let derived = site[3].count { $0 == 1 }
      if 2 * derived == site[3].count { continue }
      let p = site.map(Self.frequency).map { 2 * derived < site[3].count ? $0 : 1 - $0 }
      let donor = max(p[1], p[2])
      excess += abba(p) - baba(p)
      most += abba([p[0], donor, donor, p[3]]) - baba([p[0], donor, donor, p[3]])
    }
    return most > 0 ? excess / most : 0
  }

  // MARK: Haplotypes

  /// Where the haplotypes of each population begin and end.
  private var ranges: [Range<Int>] {
    var first = 0
    return sizes.map { size in
      defer { first += size }
      return first..<first + size
    }
  }

  private func distance(_ a: Int, _ b: Int) -> Double? {
    let both = whole.sites.filter { $0[a] >= 0 && $0[b] >= 0 }
    if both.isEmpty && !whole.sites.isEmpty { return nil }
    let different = both.count { $0[a] != $0[b] }
    return both.isEmpty ? 0 : Double(different * whole.sites.count) / Double(both.count)
  }

  /// All distances between two populations, or within one.
  private func distances(_ a: Int, _ b: Int) -> [Double] {
    ranges[a].flatMap { x in ranges[b].filter { a != b || $0 < x }.compactMap { distance(x, $0) } }
  }

  private var snn: Double {
    var shares: [Double] = []
    for x in 0..<sizes.reduce(0, +) {
      let others = (0..<sizes.reduce(0, +)).filter { $0 != x }.compactMap { y in distance(x, y).map { (y, $0) } }
      guard let least = others.map(\.1).min() else { continue }
      let nearest = others.filter { $0.1 == least }.map(\.0)
      let own = ranges.first { $0.contains(x) } ?? 0..<0
      shares.append(Double(nearest.count { own.contains($0) }) / Double(nearest.count))
    }
    return mean(shares)
  }

  private var longestTractBetween: Double {
    let rows = whole.haplotypes
    return ranges[0].flatMap { a in
      ranges[1].flatMap { b in
        let different = whole.positions.indices.filter { rows[a][$0] != rows[b][$0] }.map { whole.positions[$0] }
        return zip([whole.start] + different, different + [whole.end]).map { $1 - $0 }
      }
    }.max() ?? 0
  }

  private var weirCockerham: Double {
    var (above, below) = (0.0, 0.0)
    for site in whole.sites {
      var genotypes: [[Int]] = ranges.map { range in
        stride(from: range.lowerBound, to: range.upperBound, by: 2).compactMap { h in
          site[h] < 0 || site[h + 1] < 0 ? nil : site[h] + site[h + 1]
        }
      }
      genotypes.removeAll { $0.isEmpty }
      let n = genotypes.map { Double($0.count) }
      guard n.count == 2, n[0] + n[1] > 2 else { continue }
      let (total, r) = (n[0] + n[1], 2.0)
      let bar = total / r
      let nc = (total - (n[0] * n[0] + n[1] * n[1]) / total) / (r - 1)
      let p = genotypes.map { Double($0.reduce(0, +)) / Double(2 * $0.count) }
      let pBar = (n[0] * p[0] + n[1] * p[1]) / total
      let s2 = (n[0] * pow(p[0] - pBar, 2) + n[1] * pow(p[1] - pBar, 2)) / ((r - 1) * bar)
      let h = Double(genotypes.reduce(0) { $0 + $1.count { $0 == 1 } }) / total
      let a = bar / nc * (s2 - 1 / (bar - 1) * (pBar * (1 - pBar) - (r - 1) / r * s2 - h / 4))
      let b = bar / (bar - 1) * (pBar * (1 - pBar) - (r - 1) / r * s2 - (2 * bar - 1) / (4 * bar) * h)
      above += a
      below += a + b + h / 2
    }
    return below > 1e-12 ? above / below : 0
  }
}
