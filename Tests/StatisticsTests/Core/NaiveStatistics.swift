import Statistics

/// The definitions, one loop each, with nothing shared and nothing clever: what the fast statistics must equal.
struct NaiveStatistics {
  /// Sites x haplotypes; only segregating ones.
  let sites: [[Int]]
  let positions: [Double]
  let haplotypeCount: Int
  /// All accessible rows of the table, whether they segregate or not.
  let places: [[Int]]
  let allBases: Double
  /// Accessible bases times the share of places with two calls.
  let bases: Double
  let start: Double
  let end: Double

  init(_ table: AlleleTable, from start: Double, to end: Double, accessible: [Range<Int>]?) {
    haplotypeCount = table.haplotypeCount
    let ranges = accessible ?? [Int(start)..<Int(end)]
    allBases = Double((Int(start)..<Int(end)).count { base in ranges.contains { $0.contains(base) } })
    let within = zip(table.positions, table.sites).filter { position, _ in
      position >= start && position < end && ranges.contains { $0.contains(Int(position)) }
    }
    places = within.map(\.1)
    let least = min(2, table.haplotypeCount)
    let compared = places.count { row in row.count { $0 >= 0 } >= least }
    bases = places.isEmpty ? allBases : allBases * Double(compared) / Double(places.count)
    let kept = within.filter { _, alleles in alleles.contains(0) && alleles.contains(1) }
    sites = kept.map(\.1)
    positions = kept.map(\.0)
    self.start = start
    self.end = end
  }

  func value(_ id: String) -> Double {
    switch id {
    case "pi": return bases == 0 ? 0 : pairwiseDifferences / bases
    case "ss": return bases == 0 ? 0 : Double(sites.count) / bases
    case "thetaW": return bases == 0 ? 0 : sites.reduce(0) { $0 + 1 / Self.a1(Self.calls($1)) } / bases
    case "thetaH": return bases == 0 ? 0 : thetaH / bases
    case "fayWuH": return bases == 0 ? 0 : thetaHMinusPi / bases
    case "tajimasD": return tajimasD
    case "maxFDA": return sites.map { Double(Self.ones($0)) / Double(Self.calls($0)) }.max() ?? 0
    case "haplotypeCount": return Double(frequencies(haplotypes).count)
    case "H1": return homozygosity(frequencies(haplotypes))
    case "H12": return homozygosity(merged(frequencies(haplotypes)))
    case "H2/H1": return ratio(frequencies(haplotypes))
    case "H2": return ratio(frequencies(haplotypes)) * homozygosity(frequencies(haplotypes))
    case "genotypeCount": return Double(frequencies(filledGenotypes).count)
    case "G1": return homozygosity(frequencies(filledGenotypes))
    case "G12": return homozygosity(merged(frequencies(filledGenotypes)))
    case "G2/G1": return ratio(frequencies(filledGenotypes))
    case "ZnS": return zns(sites.map { $0.map { $0 < 0 ? nil : $0 } })
    case "omega": return omega(sites.map { $0.map { $0 < 0 ? nil : $0 } })
    case "genotypeZnS": return zns(varyingGenotypes)
    case "genotypeOmega": return omega(varyingGenotypes)
    case "distVar": return bases == 0 ? 0 : distanceMoments(sites).variance / (bases * bases)
    case "distSkew": return distanceMoments(sites).skewness
    case "distKurt": return distanceMoments(sites).kurtosis
    case "genotypeDistVar": return bases == 0 ? 0 : distanceMoments(genotypeSites).variance / (bases * bases)
    case "genotypeDistSkew": return distanceMoments(genotypeSites).skewness
    case "genotypeDistKurt": return distanceMoments(genotypeSites).kurtosis
    case "H123": return homozygosity(merged(frequencies(haplotypes), 3))
    case "G123": return homozygosity(merged(frequencies(filledGenotypes), 3))
    default: return valueOfOthers(id)
    }
  }

  // MARK: Allele counts

  static func ones(_ site: [Int]) -> Int { site.count { $0 == 1 } }
  static func calls(_ site: [Int]) -> Int { site.count { $0 >= 0 } }

  static func a1(_ n: Int) -> Double { (1..<n).reduce(0.0) { $0 + 1 / Double($1) } }

  /// The mean over pairs of called haplotypes of their difference, added over sites.
  var pairwiseDifferences: Double {
    var sum = 0.0
    for site in sites {
      let called = site.filter { $0 >= 0 }
      var different = 0
      var pairs = 0
      for a in called.indices {
        for b in called.indices where a < b {
          pairs += 1
          different += called[a] != called[b] ? 1 : 0
        }
      }
      sum += Double(different) / Double(pairs)
    }
    return sum
  }

  var thetaH: Double {
    sites.reduce(0) { sum, site in
      let (k, n) = (Double(Self.ones(site)), Double(Self.calls(site)))
      return sum + 2 * k * k / (n * (n - 1))
    }
  }

  var thetaHMinusPi: Double {
    sites.reduce(0) { sum, site in
      let (k, n) = (Double(Self.ones(site)), Double(Self.calls(site)))
      return sum + 2 * k * (2 * k - n) / (n * (n - 1))
    }
  }

  var tajimasD: Double {
    if sites.isEmpty { return 0 }
    func a(_ n: Int, _ power: Int) -> Double {
      (1..<n).reduce(0.0) { sum, i in sum + 1 / Double(power == 1 ? i : i * i) }
    }
    let mean = Double(sites.reduce(0) { $0 + Self.calls($1) }) / Double(sites.count)
    let whole = Int((mean + 0.5).rounded(.down))
    if whole < 4 { return 0 }
    let n = Double(whole)
    let (a1, a2) = (a(whole, 1), a(whole, 2))
    let e1 = ((n + 1) / (3 * (n - 1)) - 1 / a1) / a1
    let c2 = 2 * (n * n + n + 3) / (9 * n * (n - 1)) - (n + 2) / (a1 * n) + a2 / (a1 * a1)
    let e2 = c2 / (a1 * a1 + a2)
    let s = Double(sites.count)
    let theta = sites.reduce(0.0) { $0 + 1 / a(Self.calls($1), 1) }
    return (pairwiseDifferences - theta) / (e1 * s + e2 * s * (s - 1)).squareRoot()
  }

  // MARK: Identity

  /// Haplotypes as lists of alleles; missing ones take the site's commoner allele.
  var haplotypes: [[Int]] {
    (0..<haplotypeCount).map { haplotype in
      sites.map { site in
        if site[haplotype] >= 0 { return site[haplotype] }
        return 2 * Self.ones(site) > Self.calls(site) ? 1 : 0
      }
    }
  }

  var filledGenotypes: [[Int]] {
    let rows = haplotypes
    return (0..<haplotypeCount / 2).map { i in zip(rows[2 * i], rows[2 * i + 1]).map(+) }
  }

  func frequencies(_ rows: [[Int]]) -> [Double] {
    var counts: [[Int]: Int] = [:]
    for row in rows { counts[row, default: 0] += 1 }
    return counts.values.sorted(by: >).map { Double($0) / Double(rows.count) }
  }

  func homozygosity(_ p: [Double]) -> Double { p.reduce(0) { $0 + $1 * $1 } }
  func merged(_ p: [Double], _ number: Int = 2) -> [Double] {
    [p.prefix(number).reduce(0, +)] + p.dropFirst(number)
  }
  func ratio(_ p: [Double]) -> Double { (homozygosity(p) - p[0] * p[0]) / homozygosity(p) }

  // MARK: Linkage

  /// Genotypes of the sites where they vary; nil where a call is missing.
  var varyingGenotypes: [[Int?]] {
    genotypeSites.map { $0.map { $0 < 0 ? nil : $0 } }.filter { Set($0.compactMap { $0 }).count > 1 }
  }

  /// The squared correlation over what both have; nil if one of them does not vary there.
  func r2(_ x: [Int?], _ y: [Int?]) -> Double? {
    let pairs = zip(x, y).compactMap { a, b in a.flatMap { a in b.map { (Double(a), Double($0)) } } }
    if Set(pairs.map(\.0)).count < 2 || Set(pairs.map(\.1)).count < 2 { return nil }
    let n = Double(pairs.count)
    let (meanX, meanY) = (pairs.reduce(0) { $0 + $1.0 } / n, pairs.reduce(0) { $0 + $1.1 } / n)
    let xy = pairs.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let xx = pairs.reduce(0) { $0 + ($1.0 - meanX) * ($1.0 - meanX) }
    let yy = pairs.reduce(0) { $0 + ($1.1 - meanY) * ($1.1 - meanY) }
    return xy * xy / (xx * yy)
  }

  func zns(_ columns: [[Int?]]) -> Double {
    var values: [Double] = []
    for j in columns.indices { for i in 0..<j { if let r = r2(columns[i], columns[j]) { values.append(r) } } }
    return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  func omega(_ columns: [[Int?]], at splits: ClosedRange<Int>? = nil) -> Double {
    let count = columns.count
    if splits == nil && count < 6 { return 0 }
    let matrix = columns.map { x in columns.map { y in r2(x, y) } }
    var best = 0.0
    for l in splits ?? 3...(count - 3) {
      var (within, across) = ([Double](), [Double]())
      for j in 0..<count {
        for i in 0..<j {
          guard let r = matrix[i][j] else { continue }
          if i < l && j >= l { across.append(r) } else { within.append(r) }
        }
      }
      let cross = across.reduce(0, +)
      if cross < 1e-12 || within.isEmpty { continue }
      best = max(best, within.reduce(0, +) / Double(within.count) / (cross / Double(across.count)))
    }
    return best
  }
}

/// True if the two differ by at most `tolerance` of the larger (of 1e-12, if both are smaller).
func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-12)
}
