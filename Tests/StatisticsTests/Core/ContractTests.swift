import Groundwork
import Statistics
import Testing

/// What holds for every statistic of the registry, now and later.
func checkStatistic(_ statistic: any Statistic) {
  let info = statistic.info
  let id = info.id
  for (sizes, missing) in samples(of: info.populations) {
    if info.usesGenotypes && sizes.contains(where: { !$0.isMultiple(of: 2) }) { continue }
    let haplotypes = sizes.reduce(0, +)
    func values(_ table: AlleleTable, accessible: [Range<Int>]? = nil) -> StatisticValues {
      statistic.values(
        in: HaplotypeWindow(table.matrix(), populationSizes: sizes, from: 0, to: 500, accessible: accessible))
    }
    let table = AlleleTable.random(
      seed: 77, haplotypes: haplotypes, sites: 40, length: 500, missing: missing, founders: 5)
    let original = values(table)
    let names = statistic.columns(populationSizes: sizes)
    #expect(original.values.count == names.count && Set(names).count == names.count, "\(id): columns")
    #expect(original.values.allSatisfy { $0.isFinite }, "\(id) of an ordinary window")

    // The order of the haplotypes of a population, or of its individuals, tells nothing.
    let shuffled = table.permuted(order(within: sizes, ofIndividuals: info.usesGenotypes))
    #expect(values(shuffled) == original, "\(id) of \(sizes) depends on the order of haplotypes")

    // Sites fixed for either allele, or without any call, tell nothing.
    var padded = table
    for (place, allele) in [(0, 0), (7, 1), (21, -1), (40, 1)] {
      padded.sites.insert([Int](repeating: allele, count: haplotypes), at: place)
      padded.positions.insert(place == 0 ? 0 : padded.positions[place - 1], at: place)
    }
    #expect(values(padded) == original, "\(id) changes with monomorphic sites")

    // Nor do those that are kept for the sake of their missing calls, however many.
    var kept = table
    kept.positions = []
    kept.sites = []
    for (index, position) in table.positions.enumerated() {
      kept.positions += [position, position, position]
      kept.sites.append((0..<haplotypes).map { ($0 + index) % 3 == 0 ? -1 : 0 })
      kept.sites.append(table.sites[index])
      kept.sites.append((0..<haplotypes).map { ($0 * index) % 5 == 1 ? -1 : 0 })
    }
    #expect(values(kept) == original, "\(id) changes with sites kept without variation")

    // What is folded does not change when the alleles are exchanged.
    if !info.needsPolarisation {
      var exchanged = table
      exchanged.sites = table.sites.map { $0.map { $0 < 0 ? $0 : 1 - $0 } }
      if !hasTies(table, sizes) {
        for (a, b) in zip(values(exchanged).values, original.values) {
          #expect(close(a, b, 1e-12) || abs(a - b) < 1e-15, "\(id) tells derived from ancestral: \(a) and \(b)")
        }
      }
    }

    // Windows without sites, without accessible bases, with one site, with no call at all.
    let empty = AlleleTable(haplotypeCount: haplotypes, positions: [], sites: [])
    var single = empty
    single.positions = [250]
    single.sites = [(0..<haplotypes).map { $0 == 0 ? 1 : 0 }]
    var allMissing = table
    allMissing.sites = table.sites.map { $0.map { _ in -1 } }
    for values in [values(empty), values(single)] {
      #expect(values.values.allSatisfy { $0.isFinite }, "\(id) of a window with no or one site")
    }
    #expect(values(allMissing) == values(empty), "\(id) of a window without calls")
    let hidden = values(table, accessible: [])
    #expect(hidden == values(empty, accessible: []) && hidden.values.allSatisfy { $0.isFinite })
    #expect(!hidden.insufficient.contains(false), "\(id) does not say that a window without bases is insufficient")
  }
}

/// Sizes of populations, odd and even, within a word and across words, with missing calls or without.
private func samples(of populations: Int) -> [([Int], Double)] {
  switch populations {
  case 1: [([2], 0), ([12], 0), ([7], 0.1), ([70], 0), ([130], 0), ([24], 0.2), ([140], 0.1)]
  case 2: [([2, 2], 0), ([7, 5], 0), ([1, 3], 0.1), ([64, 66], 0), ([12, 12], 0.2), ([100, 40], 0.1)]
  case 3: [([2, 2, 2], 0), ([5, 4, 3], 0.1), ([1, 2, 9], 0), ([40, 10, 30], 0), ([8, 6, 10], 0.2)]
  default: [([2, 2, 2, 2], 0), ([3, 4, 5, 6], 0.1), ([20, 60, 10, 40], 0), ([8, 6, 10, 12], 0.2)]
  }
}

/// A random order of the haplotypes of each population, or of its individuals and of the haplotypes of each.
func order(within sizes: [Int], ofIndividuals: Bool) -> [Int] {
  var random = RandomStream(seed: 3, replicate: 0, purpose: .split)
  var first = 0
  return sizes.flatMap { size in
    defer { first += size }
    var order = Array(first..<first + size)
    if ofIndividuals {
      var individuals = Array(0..<size / 2)
      random.shuffle(&individuals)
      order = individuals.flatMap { individual in
        let place = first + 2 * individual
        return random.uniform() < 0.5 ? [place, place + 1] : [place + 1, place]
      }
    } else {
      random.shuffle(&order)
    }
    return order
  }
}

/// True if a missing allele could be either, as both are equally common in a population or in all.
private func hasTies(_ table: AlleleTable, _ sizes: [Int]) -> Bool {
  func isTie(_ site: ArraySlice<Int>) -> Bool {
    site.contains(-1) && 2 * NaiveStatistics.ones(Array(site)) == NaiveStatistics.calls(Array(site))
  }
  return table.sites.contains { site in
    var first = 0
    return isTie(site[...])
      || sizes.contains { size in
        defer { first += size }
        return isTie(site[first..<first + size])
      }
  }
}

@Suite("Every statistic keeps the contract")
struct ContractTests {
  @Test(arguments: StatisticRegistry.all.map(\.info.id))
  func contract(_ id: String) throws {
    checkStatistic(try StatisticRegistry.statistic(id))
  }

  @Test("A statistic of one population keeps the contract as one of a population of several")
  func ofPopulations() throws {
    for name in ["pi@2", "ZnS@1", "tajimasD@2", "distVar@1", "dxy@1-3", "ddRank2@3-1", "jsfs2Folded@2-1"] {
      checkStatistic(try StatisticRegistry.statistic(name, populations: []))
    }
  }

  @Test func catalogue() {
    let ids = StatisticRegistry.all.map(\.info.id)
    #expect(Set(ids).count == ids.count)
    for statistic in StatisticRegistry.all {
      #expect(statistic.info.doi.hasPrefix("10."))
      #expect(!statistic.info.title.isEmpty && !statistic.info.unit.isEmpty && statistic.info.version >= 1)
    }
  }

  @Test func unknownNames() {
    #expect {
      try StatisticRegistry.statistic("tajimaD")
    } throws: { error in
      "\(error)".contains("did you mean 'tajimasD'?") && "\(error)".contains("'apus statistics list'")
    }
    #expect {
      try FeatureSet.named("shic")
    } throws: { error in "\(error)".contains("did you mean 's-hic'?") }
  }
}
