import Statistics
import Testing

@Suite("Fast statistics of several populations equal the definitions")
struct PopulationOracleTests {
  struct Case: CustomTestStringConvertible {
    var seed: UInt64
    var sizes: [Int]
    var sites: Int
    var missing: Double
    var testDescription: String { "\(sizes), \(sites) sites, \(missing) missing" }
  }

  static let cases: [Case] = [
    ([1, 1], 9), ([2, 2], 12), ([4, 2], 30), ([1, 6], 20), ([20, 14], 70), ([5, 7], 64), ([40, 26], 65),
    ([60, 70], 40),
    ([64, 64], 33), ([2, 2, 2], 20), ([1, 3, 2], 30), ([20, 10, 36], 40), ([70, 64, 10], 25), ([2, 1, 3, 4], 50),
    ([1, 1, 1, 1], 30), ([30, 20, 10, 12], 60), ([64, 2, 66, 4], 20), ([4, 6], 0),
  ].enumerated().flatMap { index, size in
    [0, 0.05, 0.5].map { Case(seed: UInt64(index), sizes: size.0, sites: size.1, missing: $0) }
  }

  @Test(arguments: cases)
  func everyStatistic(_ example: Case) {
    let haplotypes = example.sizes.reduce(0, +)
    let table = AlleleTable.random(
      seed: example.seed + 100, haplotypes: haplotypes, sites: example.sites, length: 300, missing: example.missing)
    for ranges in [nil, [-5..<20, 30..<31, 40..<170, 180..<260, 280..<400]] {
      let window = HaplotypeWindow(
        table.matrix(), populationSizes: example.sizes, from: 10, to: 290, accessible: ranges)
      let naive = NaivePopulations(table, sizes: example.sizes, from: 10, to: 290, accessible: ranges)
      for statistic in StatisticRegistry.all where statistic.info.populations == example.sizes.count {
        let info = statistic.info
        let hasOddPopulation = example.sizes.contains { !$0.isMultiple(of: 2) }
        if !(statistic is any OneColumnStatistic) || info.usesGenotypes && hasOddPopulation { continue }
        let (fast, slow) = (statistic.value(in: window), naive.value(info.id))
        #expect(close(fast, slow) || abs(fast - slow) < 1e-14, "\(info.id): \(fast) instead of \(slow)")
      }
    }
  }

  @Test("Joint spectra count each site once, in the cell of its alleles", arguments: cases)
  func jointSpectra(_ example: Case) {
    let haplotypes = example.sizes.reduce(0, +)
    guard (2...3).contains(example.sizes.count), haplotypes < 100 else { return }
    let table = AlleleTable.random(
      seed: example.seed + 200, haplotypes: haplotypes, sites: example.sites, length: 300, missing: example.missing)
    let window = HaplotypeWindow(table.matrix(), populationSizes: example.sizes, from: 0, to: 300)
    let naive = NaivePopulations(table, sizes: example.sizes, from: 0, to: 300, accessible: nil)
    for (bins, folded) in [(nil, false), (nil, true), (4, false), (4, true), (3, true)] {
      let statistic = JointSpectrum(populations: example.sizes.count, bins: bins, folded: folded)
      let names = statistic.columns(populationSizes: example.sizes)
      #expect(Set(names).count == names.count)
      var expected = [String: Double](uniqueKeysWithValues: names.map { ($0, 0) })
      for site in naive.called where site.allSatisfy({ !$0.isEmpty }) {
        if bins == nil && site.map(\.count) != example.sizes { continue }
        func name(_ flipped: Bool) -> String {
          let cell = site.map { alleles in
            let k = alleles.count { $0 == (flipped ? 0 : 1) }
            guard let bins else { return k }
            return (0..<bins).last { $0 * alleles.count <= k * bins } ?? 0
          }
          return statistic.info.id + cell.map { "_\($0)" }.joined()
        }
        let (k, n) = (site.reduce(0) { $0 + $1.reduce(0, +) }, site.reduce(0) { $0 + $1.count })
        let own = expected[name(false)] == nil ? name(true) : name(false)
        if !folded || 2 * k < n {
          expected[name(false)]? += 1
        } else if 2 * k > n {
          expected[name(true)]? += 1
        } else if bins == nil {
          expected[own]? += 1
        } else {
          expected[name(false)]? += 0.5
          expected[name(true)]? += 0.5
        }
      }
      let values = statistic.values(in: window).values
      for (name, value) in zip(names, values) {
        #expect(
          close(value * window.accessibleBases, expected[name] ?? -1),
          "\(name): \(value * window.accessibleBases) instead of \(expected[name] ?? -1)")
      }
    }
  }

  @Test("The joint spectrum of exchanged populations is the transposed one", arguments: ["jsfs2", "jsfs2Folded"])
  func transposedSpectrum(_ id: String) throws {
    let table = AlleleTable.random(seed: 31, haplotypes: 11, sites: 90, length: 300)
    let window = HaplotypeWindow(table.matrix(), populationSizes: [6, 5], from: 0, to: 300)
    let statistic = try StatisticRegistry.statistic(id)
    func cells(_ order: [Int]) -> [String: Double] {
      let names = statistic.columns(populationSizes: order.map { [6, 5][$0] })
      return Dictionary(uniqueKeysWithValues: zip(names, statistic.values(in: window.subsample(order)).values))
    }
    let (own, turned) = (cells([0, 1]), cells([1, 0]))
    #expect(own.values.contains { $0 > 0 } && own.count == turned.count)
    for (name, value) in own {
      let parts = name.split(separator: "_")
      #expect(turned["\(parts[0])_\(parts[2])_\(parts[1])"] == value, "\(name)")
    }
  }

  @Test("The spectrum of XP-SFselect: bins below 1 and fixed, scaled by their centres")
  func crossPopulationSpectrum() {
    // Frequencies 3/7 (on a bin's lower edge) and 1, 0 and 1/7, 1 and 6/7, twice.
    let counts = [(3, 7), (0, 1), (7, 6), (7, 6)]
    let table = AlleleTable(
      haplotypeCount: 14, positions: [1, 2, 3, 4],
      sites: counts.map { a, b in (0..<7).map { $0 < a ? 1 : 0 } + (0..<7).map { $0 < b ? 1 : 0 } })
    let window = HaplotypeWindow(table.matrix(), populationSizes: [7, 7], from: 0, to: 10)
    let statistic = CrossPopulationSpectrum()
    let names = statistic.columns(populationSizes: [7, 7])
    #expect(names.count == 63 && names.first == "xpSFS_0_0" && names.last == "xpSFS_7_6")
    let scaled = ["xpSFS_3_7": 3.5 / 7, "xpSFS_0_1": 0.5 / 7 * 1.5 / 7, "xpSFS_7_6": 2 * 6.5 / 7]
    let norm = scaled.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for (name, value) in zip(names, statistic.values(in: window).values) {
      #expect(close(value, (scaled[name] ?? 0) / norm), "\(name)")
    }
  }

  @Test("Exchanging populations exchanges what is of one, turns what has a sign, and leaves the rest")
  func exchanges() throws {
    let table = AlleleTable.random(seed: 12, haplotypes: 36, sites: 80, length: 300, missing: 0.1)
    func value(_ id: String, _ sizes: [Int], _ order: [Int]) throws -> StatisticValues {
      let window = HaplotypeWindow(table.matrix(), populationSizes: sizes, from: 0, to: 300)
      return try StatisticRegistry.statistic(id).values(in: window.subsample(order))
    }
    let others = ["private1": "private2", "dd1": "dd2", "ddRank1": "ddRank2"]
    let pairs = others.merging(others.map { ($1, $0) }) { $1 }
    let signed = ["f4": -1.0, "pattersonD": -1]
    for statistic in StatisticRegistry.all where statistic is any OneColumnStatistic && statistic.info.populations > 1 {
      let id = statistic.info.id
      let orders: [([Int], [Int], [Int])]
      switch statistic.info.populations {
      case 2: orders = [([20, 16], [0, 1], [1, 0])]
      case 3: orders = [([12, 14, 10], [0, 1, 2], [0, 2, 1])]
      default:
        orders = [([8, 12, 10, 6], [0, 1, 2, 3], [1, 0, 2, 3]), ([8, 12, 10, 6], [0, 1, 2, 3], [0, 1, 3, 2])]
      }
      for (sizes, order, exchanged) in orders where id != "fd" && id != "hkaRatio" {
        let original = try value(id, sizes, order).values[0] * (signed[id] ?? 1)
        let turned = try value(pairs[id] ?? id, sizes, exchanged).values[0]
        #expect(close(original, turned, 1e-12), "\(id): \(original) and \(turned)")
      }
    }
  }
}
