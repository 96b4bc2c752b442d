import Groundwork
import Haplotypes
import Statistics
import Testing

@Suite("Spectra and scans of windows equal their definitions")
struct ScansWindowTests {
  static func tables() -> [AlleleTable] {
    [(12, 60, 0.0), (70, 40, 0.0), (24, 50, 0.1), (131, 30, 0.02)].enumerated().map {
      var table = AlleleTable.random(
        seed: UInt64(40 + $0.offset), haplotypes: $0.element.0, sites: $0.element.1, length: 5000,
        missing: $0.element.2)
      // Only what varies is in a window.
      let kept = table.sites.indices.filter { table.sites[$0].contains(0) && table.sites[$0].contains(1) }
      (table.positions, table.sites) = (kept.map { table.positions[$0] }, kept.map { table.sites[$0] })
      return table
    }
  }

  static func check(_ found: StatisticValues, _ expected: [Double], _ what: String) {
    #expect(found.values.count == expected.count)
    for (a, b) in zip(found.values, expected) { #expect(close(a, b), "\(what): \(a), expected \(b)") }
    #expect(!found.insufficient.contains(true), "\(what)")
  }

  @Test func spectra() {
    for table in Self.tables() {
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 5000)
      var (derived, rarer, scaled) = (
        [Double](repeating: 0, count: 10), [Double](repeating: 0, count: 10), [Double](repeating: 0, count: 11)
      )
      for site in table.sites {
        let calls = site.filter { $0 >= 0 }
        let ones = calls.reduce(0, +)
        // Which bin holds the frequency: by its edges, as whole numbers.
        for bin in 0..<10 {
          if 10 * ones >= bin * calls.count && 10 * ones < (bin + 1) * calls.count {
            derived[bin] += 1 / Double(table.sites.count)
            if 100 * ones <= 99 * calls.count { scaled[bin] += 0.05 + 0.1 * Double(bin) }
          }
          let minor = min(ones, calls.count - ones)
          let isLast = bin == 9 && 2 * minor == calls.count
          if isLast || (20 * minor >= bin * calls.count && 20 * minor < (bin + 1) * calls.count) {
            rarer[bin] += 1 / Double(table.sites.count)
          }
        }
        if 100 * ones > 99 * calls.count { scaled[10] += 1 }
      }
      let norm = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
      Self.check(BinnedSpectrum(folded: false).values(in: window), derived, "sfs")
      Self.check(BinnedSpectrum(folded: true).values(in: window), rarer, "folded sfs")
      Self.check(SelectSpectrum().values(in: window), scaled.map { $0 / norm }, "SFselect's")
    }
  }

  @Test func summariesOfScans() {
    for table in Self.tables() {
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 5000)
      let naive = NaiveScans(table, HaplotypeScanOptions(maximumGap: nil, includesEdges: true))
      func summary(_ value: (Int) -> Double?) -> [Double] {
        let values = table.sites.indices.compactMap { value($0).map { abs($0) } }
        return [values.max() ?? 0, values.reduce(0, +) / Double(values.count)]
      }
      func score(_ value: ([Int]) -> Double?, _ core: Int) -> Double? {
        guard let derived = value(naive.carriers(1, core)), let ancestral = value(naive.carriers(0, core)),
          derived > 0, ancestral > 0
        else { return nil }
        return PortableMath.log(derived / ancestral)
      }
      Self.check(
        HaplotypeScanSummary().values(in: window),
        summary { core in score({ naive.bothSides($0, core) }, core) }
          + summary { core in score({ naive.sharing($0, core) }, core) }
          + summary { core in naive.bothSides(naive.everyone, core, merged: true) }, "haplotype scans")
    }
  }

  @Test(arguments: [false, true])
  func likelihoodAndItsPlace(isFolded: Bool) {
    for table in Self.tables() where !table.sites.contains(where: { $0.contains(-1) }) {
      let n = table.haplotypeCount
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 5000)
      let matrix = HaplotypeMatrix(
        haplotypeCount: n, positions: table.positions, words: table.matrix().words, isPolarised: !isFolded)
      let neutral = (1..<n).map { 1 / Double($0) }
      let background =
        isFolded
        ? (1...n / 2).map { 2 * $0 == n ? neutral[$0 - 1] : neutral[$0 - 1] + neutral[n - $0 - 1] } : neutral
      let values = SweepLikelihood(matrix, background: background, reach: 5000)
        .values(at: (0...20).map { 250 * Double($0) })
      let best = values.map(\.clr).max() ?? 0
      let place = best > 0 ? (values.first { $0.clr == best }?.position ?? 0) / 5000 : 0.5
      let found = SweepLikelihoodMaximum(folded: isFolded).values(in: window).values
      #expect(abs(found[0] - best) < 1e-6 * max(1, best), "\(found), expected \(best) at \(place)")
      #expect(found[1] == place)
    }
  }

  @Test func placeOfOmega() {
    for table in Self.tables() where !table.sites.contains(where: { $0.contains(-1) }) {
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 5000)
      let (s, n) = (table.sites.count, Double(table.haplotypeCount))
      func r2(_ i: Int, _ j: Int) -> Double {
        let (a, b) = (table.sites[i], table.sites[j])
        let (p, q) = (Double(a.reduce(0, +)) / n, Double(b.reduce(0, +)) / n)
        let both = Double(zip(a, b).count { $0 == 1 && $1 == 1 }) / n
        return (both - p * q) * (both - p * q) / (p * (1 - p) * q * (1 - q))
      }
      var best = (omega: 0.0, place: 0.5)
      for split in 3...s - 3 {
        var (within, across, withinPairs, acrossPairs) = (0.0, 0.0, 0, 0)
        for j in 0..<s {
          for i in 0..<j {
            if (i < split) == (j < split) {
              (within, withinPairs) = (within + r2(i, j), withinPairs + 1)
            } else {
              (across, acrossPairs) = (across + r2(i, j), acrossPairs + 1)
            }
          }
        }
        let omega = (within / Double(withinPairs)) / (across / Double(acrossPairs))
        if across > 1e-12 && omega > best.omega {
          best = (omega, (table.positions[split - 1] + table.positions[split]) / 2 / 5000)
        }
      }
      Self.check(OmegaPlace().values(in: window), [best.place], "omegaPlace")
    }
  }

  @Test func featureSets() throws {
    let table = Self.tables()[0]
    let layout = try WindowLayout(length: 5000, subwindowCount: 5)
    for (name, columns) in [
      ("sfselect", 11), ("pavlidis", 4), ("pavlidis-folded", 4), ("haplotype-scans", 6), ("recombination", 27),
      ("evonet", 345), ("evolboosting", 35), ("hierarchical-boosting", 14), ("hierarchical-boosting-2", 21),
    ] {
      let set = try FeatureSet.named(name)
      let sizes = set.populations == 2 ? [7, 5] : [12]
      let calculator = try FeatureCalculator(featureSet: set, layout: layout, populationSizes: sizes)
      let row = calculator.row(table.matrix(), start: 0, accessible: nil)
      #expect(row.values.count == columns && row.values.allSatisfy { $0.isFinite }, "\(name)")
    }
  }

  /// The bin of a length in a window of 5000 bases.
  private func bin(_ length: Double) -> Int {
    (0..<9).first { length >= 5000 / Double(2 << $0) } ?? 9
  }

  private func shares(_ lengths: [Double]) -> [Double] {
    (0..<10).map { wanted in Double(lengths.count { bin($0) == wanted }) / Double(lengths.count) }
  }

  @Test func lengthsAndLinkage() {
    for table in Self.tables() {
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 5000)
      let naive = NaiveScans(table, HaplotypeScanOptions())
      Self.check(
        SpacingSpectrum().values(in: window),
        shares(zip(table.positions.dropFirst(), table.positions).map { $0 - $1 }), "spacing")
      var tracts: [Double] = []
      for a in 0..<table.haplotypeCount {
        for b in 0..<a {
          let different = table.sites.indices.filter { naive.filled[$0][a] != naive.filled[$0][b] }
          let ends = [0] + different.map { table.positions[$0] } + [5000]
          tracts += zip(ends.dropFirst(), ends).map { $0 - $1 }
        }
      }
      Self.check(TractSpectrum().values(in: window), shares(tracts), "ibs")
      var (sums, counts) = ([Double](repeating: 0, count: 10), [Double](repeating: 0, count: 10))
      for j in table.sites.indices {
        for i in 0..<j {
          let pairs = zip(table.sites[i], table.sites[j]).filter { $0 >= 0 && $1 >= 0 }
          let n = Double(pairs.count)
          let (p, q) = (Double(pairs.count { $0.0 == 1 }) / n, Double(pairs.count { $0.1 == 1 }) / n)
          guard p > 0 && p < 1 && q > 0 && q < 1 else { continue }
          let d = Double(pairs.count { $0.0 == 1 && $0.1 == 1 }) / n - p * q
          let place = bin(table.positions[j] - table.positions[i])
          sums[place] += d * d / (p * (1 - p) * q * (1 - q))
          counts[place] += 1
        }
      }
      let found = LinkageByDistance().values(in: window)
      for place in 0..<10 {
        #expect(found.insufficient[place] == (counts[place] == 0))
        #expect(close(found.values[place], counts[place] == 0 ? 0 : sums[place] / counts[place]))
      }
    }
  }

  @Test func runsOfHomozygosity() {
    for table in Self.tables() where table.haplotypeCount.isMultiple(of: 2) {
      var (longest, share) = (0.0, 0.0)
      let individuals = table.haplotypeCount / 2
      for individual in 0..<individuals {
        let heterozygous = table.sites.indices.filter {
          let (a, b) = (table.sites[$0][2 * individual], table.sites[$0][2 * individual + 1])
          return a >= 0 && b >= 0 && a != b
        }
        let ends = [0] + heterozygous.map { table.positions[$0] } + [5000]
        let runs = zip(ends.dropFirst(), ends).map { ($0 - $1) / 5000 }
        longest += (runs.max() ?? 0) / Double(individuals)
        share += runs.filter { $0 >= 0.1 }.reduce(0, +) / Double(individuals)
      }
      let window = HaplotypeWindow(table.matrix(), from: 0, to: 5000)
      Self.check(RunsOfHomozygosity().values(in: window), [longest, share], "roh")
    }
  }
}
